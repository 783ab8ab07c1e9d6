import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Storage } from "../../../ports/storage.ts"
import { asPerson } from "../../caller/person.ts"
import {
  contactChallengeOf,
  contactChangeOf,
  pendingContactOf,
  readContactChallenge,
} from "../../code/contact-change.ts"
import { onCode } from "../../code/enter-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { allowancesOf, allowSending, countedIn, orderCode } from "../../outbox/orders.ts"
import { makeNonce } from "../../secrets/code.ts"
import { contactIndexes, openContact } from "../../secrets/sealed-contact.ts"

/** Sends a new code to the contact asked for. The older one stops working, and says so. Tries are not refilled. */
export const resendContactCode = Effect.fn("MonCompte.resendContactCode")(function* (
  asked: Input<"resendContactCode">,
) {
  const { codes } = yield* Policies
  const storage = yield* Storage
  const language = asked.language === "en" || asked.language === "fr" ? asked.language : undefined
  yield* asPerson(
    "ResendContactCode",
    Schema.Never,
    asked,
    (account) => [contactChallengeOf(account)],
    (person, [row], at) =>
      Effect.gen(function* () {
        const contact = yield* pendingContactOf(person, "ResendContactCode")
        const before = yield* readContactChallenge(person.id, row)
        const resend = { _tag: "Resend", nonce: yield* makeNonce, at } as const
        // First whether it may be sent again at all.
        yield* onCode(before, resend)
        const indexes = yield* contactIndexes(yield* openContact(person.dataKey, contact))
        const { rows } = yield* storage.load(allowancesOf(indexes))
        const also = yield* allowSending(indexes, rows, codes.sendsPerContactPerDay, at)
        const challenge = yield* onCode(before, { ...resend, counted: countedIn(also) })
        const of = {
          account: person.id,
          purpose: "contact",
          challenge: challenge.state,
          contact,
          language,
          at,
        } as const
        return { others: [challenge], also, messages: orderCode(of) }
      }),
  )
  return yield* contactChangeOf(asked)
})
