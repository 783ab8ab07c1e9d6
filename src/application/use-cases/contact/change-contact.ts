import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import { allowanceIds, budgetShare } from "../../code/allowance.ts"
import { contactChallengeId, contactChangeAfter } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import { readContact } from "../../code/read-contact.ts"
import { issueCode } from "../../code/send-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { mustNotBeWithheld } from "../../household-file/withheld-contacts.ts"
import { resealContact } from "../../secrets/sealed-contact.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"

/**
 * Requests another contact, and sends a code to it at once. The signed-in person types the current password.
 *
 * Nothing changes until the code is entered (`confirmContact`). Another request, for the same contact or another,
 * replaces the code sent before. A request for the present contact proves it again. Refused with `ContactWithheld` in
 * confidential mode, for a contact that another person may read.
 */
export const changeContact = Effect.fn("MonCompte.changeContact")(function* (request: Input<"changeContact">) {
  const { contact: typed, indexes, language } = yield* readContact(request)
  const budget = yield* budgetShare(typed, indexes)
  const countedFor = (account: string) => ({ indexes, account, budget })
  const reauthenticate = withReauthentication(request.current)
  const { outcome } = yield* asPerson(
    "ChangeContact",
    Schema.Never,
    request,
    (account) => [contactChallengeId(account), ...allowanceIds(countedFor(account))],
    (person, [row, ...allowanceRows], at) => {
      const change = Effect.gen(function* () {
        const { account: own, dataKey } = person
        yield* mustNotBeWithheld(person.id, own.state, dataKey, typed)
        const contact = yield* resealContact(person.dataKey, person.account.state.contacts.present, {
          contact: typed,
          indexes,
          language,
        })
        const account = yield* executeOrDie(person.account, { _tag: "RequestContact", contact, at })
        const before = yield* readChallenge(person.id, "contact", row)
        const code = { account: person.id, purpose: "contact", contact, at } as const
        const { allowances, challenge, messages } = yield* issueCode(before, code, countedFor(person.id), allowanceRows)
        return { account, others: [challenge], changes: allowances, messages, contact, challenge }
      })
      return reauthenticate(person, at, change)
    },
  )
  return yield* contactChangeAfter(request, outcome)
})
