import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { TermsChanged } from "../../../domain/migration/draft.ts"
import { requireCodePending } from "../../../domain/migration/pending-code.ts"
import type { Row } from "../../../ports/storage.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import { CodeRefused, readTypedCode, verifyCode } from "../../code/verify-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { announceOpening, readsToAnnounceOpening } from "../../household-file/announce-opening.ts"
import type { Ticket } from "../../secrets/ticket.ts"
import { activateIfCompleted, freshTries } from "../../wizard/activate.ts"
import { type Next, runStep } from "../../wizard/run-step.ts"
import { executeOnMigration, type Wizard } from "../../wizard/wizard.ts"

const CommittedRefusal = Schema.Union([CodeRefused, TermsChanged])

/**
 * "Valider": enters the code received. A right one changes terms, password and contact together, in one commit, and
 * announces the account to the contacts on record and to the other adult of the household.
 */
export const confirmCode = Effect.fn("MonCompte.confirmCode")(function* (request: Input<"confirmCode">) {
  const typed = yield* readTypedCode(request.code)
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  const decide = (wizard: Wizard, { account, hash }: Ticket, at: number, [membershipsRow]: ReadonlyArray<Row>) =>
    Effect.gen(function* () {
      yield* Effect.fromResult(requireCodePending(wizard.migration.state, { name: "ConfirmCode", ticket: hash, at }))
      const code = { account, purpose: "migration" } as const
      const { challenge, refusal } = yield* verifyCode(wizard.challenge, typed, code, at)
      const entered = { ...wizard, challenge }
      const next: Next<typeof CommittedRefusal.Type> =
        refusal === undefined
          ? yield* complete(entered, hash, { sha256, version }, membershipsRow, at)
          : refusal._tag === "CodeExhausted"
            ? { wizard: yield* executeOnMigration(entered, { _tag: "ExhaustCode", ticket: hash, at }), refusal }
            : { wizard: entered, refusal }
      return next
    })
  return yield* runStep("ConfirmCode", CommittedRefusal, request, decide, readsToAnnounceOpening)
})

/** Completes the wizard after a right code. If newer terms came into force meanwhile, the person must accept them. */
const complete = Effect.fnUntraced(function* (
  entered: Wizard,
  ticket: string,
  inForce: { readonly version: string; readonly sha256: string },
  membershipsRow: Row | undefined,
  at: number,
) {
  const next = yield* executeOnMigration(entered, { _tag: "Confirm", ticket, inForce, at })
  const refusal =
    next.migration.state._tag === "TermsPending" ? new TermsChanged({ inForce: inForce.version }) : undefined
  const activated = yield* activateIfCompleted(next, at)
  const also = yield* freshTries(activated, at)
  return { ...(yield* announceOpening(activated, membershipsRow, at)), also, refusal }
})
