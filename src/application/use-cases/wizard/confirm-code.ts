import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { mayFillIn } from "../../../domain/migration/draft.ts"
import { TermsChanged } from "../../../domain/migration/migration.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import { CodeRefused, enterCode } from "../../code/enter-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { CodeMalformed } from "../../contract/refusals.ts"
import { readCode } from "../../secrets/code.ts"
import { activate } from "../../wizard/activate.ts"
import { type Next, onMigration, step } from "../../wizard/wizard.ts"

const LeavesATrace = Schema.Union([CodeRefused, TermsChanged])

/** "Valider": types the code received. When it is right, terms, password and contact change together, in one commit. */
export const confirmCode = Effect.fn("MonCompte.confirmCode")(function* (asked: Input<"confirmCode">) {
  const typed = readCode(asked.code)
  if (typed === null) return yield* new CodeMalformed()
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  return yield* step("ConfirmCode", LeavesATrace, asked, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const { state } = wizard.migration
      if ("draft" in state) yield* Effect.fromResult(mayFillIn(state.draft, { at, ticket: hash }))
      if (state._tag !== "CodePending" || wizard.challenge.state._tag !== "Open") {
        return yield* new NotAllowed({ state: state._tag, command: "ConfirmCode" })
      }
      const { challenge, refusal } = yield* enterCode(wizard.challenge, typed, { account, purpose: "migration" }, at)
      const entered = { ...wizard, challenge }
      const outcome: Next<typeof LeavesATrace.Type> =
        refusal === undefined
          ? yield* confirmed(entered, hash, { sha256, version }, at)
          : refusal._tag === "CodeExhausted"
            ? { wizard: yield* onMigration(entered, { _tag: "LoseCode", ticket: hash, at }), refusal }
            : { wizard: entered, refusal }
      return outcome
    }),
  )
})

const confirmed = Effect.fnUntraced(function* (
  entered: Next<never>["wizard"],
  ticket: string,
  inForce: { readonly version: string; readonly sha256: string },
  at: number,
) {
  const next = yield* onMigration(entered, { _tag: "Confirm", ticket, inForce, at })
  const refusal =
    next.migration.state._tag === "TermsPending" ? new TermsChanged({ inForce: inForce.version }) : undefined
  return { wizard: yield* activate(next, at), refusal }
})
