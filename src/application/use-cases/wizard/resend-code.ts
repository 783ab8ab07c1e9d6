import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { mayFillIn } from "../../../domain/migration/draft.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { type Row, Storage } from "../../../ports/storage.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { allowancesOf, allowSending, countedIn, orderCode, rememberedAllowances } from "../../outbox/orders.ts"
import { makeNonce } from "../../secrets/code.ts"
import { contactIndexes, openContact } from "../../secrets/sealed-contact.ts"
import { onChallenge, step } from "../../wizard/wizard.ts"

/** Sends a new code to the same contact. The older one stops working, and says so when typed. Tries are not refilled. */
export const resendCode = Effect.fn("MonCompte.resendCode")(function* (asked: Input<"resendCode">) {
  const { codes } = yield* Policies
  const storage = yield* Storage
  const language = asked.language === "en" || asked.language === "fr" ? asked.language : undefined
  // What is remembered of the allowances is the present as long as nobody else wrote to this contact. Who finds that
  // somebody did starts over, and then reads them.
  let isFirst = true
  return yield* step("ResendCode", Schema.Never, asked, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const { state } = wizard.migration
      if ("draft" in state) yield* Effect.fromResult(mayFillIn(state.draft, { at, ticket: hash }))
      if (state._tag !== "CodePending") return yield* new NotAllowed({ state: state._tag, command: "ResendCode" })
      const resend = { _tag: "Resend", nonce: yield* makeNonce, at } as const
      yield* onChallenge(wizard, resend)
      const indexes = yield* contactIndexes(yield* openContact(wizard.dataKey, state.contact))
      const counting = (rows: ReadonlyArray<Row>) => allowSending(indexes, rows, codes.sendsPerContactPerDay, at)
      const read = Effect.flatMap(storage.load(allowancesOf(indexes)), ({ rows }) => counting(rows))
      const open = wizard.challenge.state
      const rows = isFirst && open._tag === "Open" ? rememberedAllowances(indexes, open.counted) : null
      isFirst = false
      const also = yield* rows === null ? read : Effect.catchTag(counting(rows), "TooManyMessages", () => read)
      const next = yield* onChallenge(wizard, { ...resend, counted: countedIn(also) })
      const challenge = next.challenge.state
      const messages = orderCode({ account, purpose: "migration", challenge, contact: state.contact, language, at })
      return { wizard: next, also, messages }
    }),
  )
})
