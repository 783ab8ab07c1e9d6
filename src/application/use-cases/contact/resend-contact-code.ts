import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import { contactChallengeId, contactChangeAfter, requireRequestedContact } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import { readLanguage } from "../../code/read-contact.ts"
import { makeResend } from "../../code/send-code.ts"
import type { Input } from "../../contract/inputs.ts"

/** Sends a new code to the requested contact. The older code is then refused as superseded. Tries are not refilled. */
export const resendContactCode = Effect.fn("MonCompte.resendContactCode")(function* (
  request: Input<"resendContactCode">,
) {
  const resend = makeResend()
  const { outcome } = yield* asPerson(
    "ResendContactCode",
    Schema.Never,
    request,
    (account) => [contactChallengeId(account)],
    (person, [row], at) =>
      Effect.gen(function* () {
        const contact = yield* requireRequestedContact(person, "ResendContactCode")
        const before = yield* readChallenge(person.id, "contact", row)
        const language = readLanguage(request.language)
        const code = { account: person.id, purpose: "contact", contact, language, at } as const
        const { allowances, challenge, messages } = yield* resend(before, code, person.dataKey)
        return { others: [challenge], changes: allowances, messages, contact, challenge }
      }),
  )
  return yield* contactChangeAfter(request, outcome)
})
