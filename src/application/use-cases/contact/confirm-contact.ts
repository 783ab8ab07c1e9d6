import * as Effect from "effect/Effect"
import { contactsToNotify } from "../../../domain/account/known-contact.ts"
import { asPerson, type Decided, viewAsPerson } from "../../caller/person.ts"
import { contactChallengeOf, pendingContactOf, readContactChallenge } from "../../code/contact-change.ts"
import { CodeRefused, enterCode } from "../../code/enter-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { CodeMalformed } from "../../contract/refusals.ts"
import { tellAt } from "../../outbox/announce.ts"
import { readCode } from "../../secrets/code.ts"
import { openContact } from "../../secrets/sealed-contact.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The contact was proved, and is the present one. */
export interface ContactChanged {
  readonly _tag: "ContactChanged"
  /** Masked. */
  readonly contact: string
  /** From when on it serves to recover the account, in milliseconds since the epoch; until then the former one does. */
  readonly recoversFrom: number
}

const HOUR = 60 * 60_000

/**
 * Types the code that `changeContact` sent: the contact changes, and the one before is told.
 *
 * The new contact does not serve to recover the account for its first 24 hours. The present one, proved anew, is no
 * longer barred from it.
 */
export const confirmContact = Effect.fn("MonCompte.confirmContact")(function* (asked: Input<"confirmContact">) {
  const typed = readCode(asked.code)
  if (typed === null) return yield* new CodeMalformed()
  const { recovery } = yield* Policies
  yield* asPerson(
    "ConfirmContact",
    CodeRefused,
    asked,
    (account) => [contactChallengeOf(account)],
    (person, [row], at) =>
      Effect.gen(function* () {
        const contact = yield* pendingContactOf(person, "ConfirmContact")
        const before = yield* readContactChallenge(person.id, row)
        const { challenge, refusal } = yield* enterCode(before, typed, { account: person.id, purpose: "contact" }, at)
        const outcome: Decided<typeof CodeRefused.Type> = { others: [challenge], refusal }
        if (refusal !== undefined) return outcome
        const recoversFrom = at + recovery.newContactHours * HOUR
        const changed = execute(person.account, { _tag: "ChangeContact", contact, recoversFrom, at })
        const told = contactsToNotify(person.account.state.contacts, at).filter(({ index }) => index !== contact.index)
        return {
          ...outcome,
          account: yield* Effect.orDie(Effect.fromResult(changed)),
          messages: yield* tellAt(person.id, told, "ContactChanged", at),
        }
      }),
  )
  const { person } = yield* viewAsPerson(asked)
  const { present, recoversFrom } = person.account.state.contacts
  const answer: ContactChanged = {
    _tag: "ContactChanged",
    contact: (yield* openContact(person.dataKey, present)).masked,
    recoversFrom,
  }
  return answer
})
