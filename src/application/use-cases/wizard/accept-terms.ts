import * as Effect from "effect/Effect"
import { TermsChanged } from "../../../domain/migration/draft.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import type { Input } from "../../contract/inputs.ts"
import { announceOpening, readsToAnnounceOpening } from "../../household-file/announce-opening.ts"
import { activateIfCompleted, freshTries } from "../../wizard/activate.ts"
import { runStep } from "../../wizard/run-step.ts"
import { executeOnMigration } from "../../wizard/wizard.ts"

/** Accepts the terms that were shown in step 1. Refuses with `TermsChanged` a version that is no longer in force. */
export const acceptTerms = Effect.fn("MonCompte.acceptTerms")(function* (request: Input<"acceptTerms">) {
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  const command = { _tag: "AcceptTerms", version: request.version, inForce: { version, sha256 } } as const
  return yield* runStep(
    "AcceptTerms",
    TermsChanged,
    request,
    (wizard, { hash }, at, [membershipsRow]) =>
      Effect.gen(function* () {
        const accepted = yield* executeOnMigration(wizard, { ...command, ticket: hash, at })
        const activated = yield* activateIfCompleted(accepted, at)
        const also = yield* freshTries(activated, at)
        return { ...(yield* announceOpening(activated, membershipsRow, at)), also }
      }),
    readsToAnnounceOpening,
  )
})
