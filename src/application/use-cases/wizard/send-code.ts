import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { givenContact } from "../../code/given-contact.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { allowancesOf, allowSending, newCode, orderCode } from "../../outbox/orders.ts"
import { sealContact } from "../../secrets/sealed-contact.ts"
import { onChallenge, onMigration, step } from "../../wizard/wizard.ts"

/** "Envoyer le code": takes an e-mail address or a mobile number, and sends it a code at once. */
export const sendCode = Effect.fn("MonCompte.sendCode")(function* (asked: Input<"sendCode">) {
  const policies = yield* Policies
  const { contact: typed, indexes, language } = yield* givenContact(asked)
  return yield* step(
    "SendCode",
    Schema.Never,
    asked,
    (wizard, { account, hash }, at, allowances) =>
      Effect.gen(function* () {
        const contact = yield* sealContact(wizard.dataKey, typed, indexes, language)
        const given = yield* onMigration(wizard, { _tag: "GiveContact", ticket: hash, contact, at })
        const also = yield* allowSending(indexes, allowances, policies.codes.sendsPerContactPerDay, at)
        const next = yield* onChallenge(given, yield* newCode(contact, also, at))
        const challenge = next.challenge.state
        const messages = orderCode({ account, purpose: "migration", challenge, contact, at })
        return { wizard: next, also, messages }
      }),
    allowancesOf(indexes),
  )
})
