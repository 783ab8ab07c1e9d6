import * as Effect from "effect/Effect"
import { TermsChanged } from "../../../domain/migration/migration.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import type { Input } from "../../contract/inputs.ts"
import { activateIfCompleted } from "../../wizard/activate.ts"
import { runStep } from "../../wizard/run-step.ts"
import { executeOnMigration } from "../../wizard/wizard.ts"

/** Accepts the terms that were shown in step 1. Refuses with `TermsChanged` a version that is no longer in force. */
export const acceptTerms = Effect.fn("MonCompte.acceptTerms")(function* (request: Input<"acceptTerms">) {
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  return yield* runStep("AcceptTerms", TermsChanged, request, (wizard, { hash }, at) =>
    executeOnMigration(wizard, {
      _tag: "AcceptTerms",
      ticket: hash,
      version: request.version,
      inForce: { version, sha256 },
      at,
    }).pipe(
      Effect.flatMap((accepted) => activateIfCompleted(accepted, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  )
})
