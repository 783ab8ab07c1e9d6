import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import { contactChallengeOf, contactChangeOf, readContactChallenge } from "../../code/contact-change.ts"
import { onCode } from "../../code/enter-code.ts"
import { givenContact } from "../../code/given-contact.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { allowancesOf, allowSending, newCode, orderCode } from "../../outbox/orders.ts"
import { resealContact } from "../../secrets/sealed-contact.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/**
 * Asks for another contact, and sends it a code at once. Who is signed in types the present password.
 *
 * Nothing changes until the code is typed (`confirmContact`). Asking again, for the same contact or another, makes the
 * code before worth nothing. Asking for the present contact proves it anew.
 */
export const changeContact = Effect.fn("MonCompte.changeContact")(function* (asked: Input<"changeContact">) {
  const policies = yield* Policies
  const { contact: typed, indexes, language } = yield* givenContact(asked)
  const proved = withReauthentication(asked.current)
  yield* asPerson(
    "ChangeContact",
    Schema.Never,
    asked,
    (account) => [contactChallengeOf(account), ...allowancesOf(indexes)],
    (person, [row, ...allowances], at) => {
      const follows = Effect.gen(function* () {
        const contact = yield* resealContact(person.dataKey, person.account.state.contacts.present, {
          contact: typed,
          indexes,
          language,
        })
        const account = yield* Effect.orDie(
          Effect.fromResult(execute(person.account, { _tag: "AskContact", contact, at })),
        )
        const also = yield* allowSending(indexes, allowances, policies.codes.sendsPerContactPerDay, at)
        const before = yield* readContactChallenge(person.id, row)
        const challenge = yield* onCode(before, yield* newCode(contact, also, at))
        const of = { account: person.id, purpose: "contact", challenge: challenge.state, contact, at } as const
        return { account, others: [challenge], also, messages: orderCode(of) }
      })
      return proved(person, at, follows)
    },
  )
  return yield* contactChangeOf(asked)
})
