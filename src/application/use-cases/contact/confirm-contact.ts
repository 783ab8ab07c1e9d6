import * as Effect from "effect/Effect"
import type * as Account from "../../../domain/account/account.ts"
import { contactsToNotify } from "../../../domain/account/contacts.ts"
import { asPerson } from "../../caller/as-person.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { contactChallengeId, requireRequestedContact } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import { CodeRefused, readTypedCode, verifyCode } from "../../code/verify-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { announceTo, lastingReporters } from "../../outbox/announce.ts"
import type { LoadedDataKey } from "../../secrets/data-key.ts"
import { openContact } from "../../secrets/sealed-contact.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"

/** The contact was proved, and is the present one. */
export interface ContactChanged {
  readonly _tag: "ContactChanged"
  /** Masked. */
  readonly contact: string
  /** From when it recovers the account, in milliseconds since the epoch. The former contact recovers it until then. */
  readonly recoversFrom: number
}

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/**
 * Enters the code that `changeContact` sent: the contact changes, and the former one is notified.
 *
 * The new contact cannot recover the account for its first 24 hours. The former one is notified of everything for 30
 * days, and its owner takes it back by proving it. The present contact, proved again, is no longer barred from recovery.
 */
export const confirmContact = Effect.fn("MonCompte.confirmContact")(function* (request: Input<"confirmContact">) {
  const typed = yield* readTypedCode(request.code)
  const { recovery } = yield* Policies
  const { outcome } = yield* asPerson(
    "ConfirmContact",
    CodeRefused,
    request,
    (account) => [contactChallengeId(account)],
    (person, [row], at) =>
      Effect.gen(function* () {
        const contact = yield* requireRequestedContact(person, "ConfirmContact")
        const before = yield* readChallenge(person.id, "contact", row)
        const { challenge, refusal } = yield* verifyCode(before, typed, { account: person.id, purpose: "contact" }, at)
        if (refusal !== undefined) return { others: [challenge], refusal }
        const recoversFrom = at + recovery.newContactHours * HOUR
        const formerUntil = at + recovery.formerContactDays * DAY
        const change = { _tag: "ChangeContact", contact, recoversFrom, formerUntil, at } as const
        const account = yield* executeOrDie(person.account, change)
        const { contacts } = person.account.state
        const notified = contactsToNotify(contacts, at).filter(({ index }) => index !== contact.index)
        const mayReport = lastingReporters(contacts, account.state, at)
        return {
          others: [challenge],
          account,
          messages: yield* announceTo(person.id, notified, "ContactChanged", at, mayReport),
        }
      }),
  )
  if (outcome._tag === "AlreadyApplied") {
    const { person } = yield* viewAsPerson(request)
    return yield* describeChange(person.account.state, person.dataKey)
  }
  const { decided, person } = outcome.plan
  return yield* describeChange((decided.account ?? person.account).state, person.dataKey)
})

const describeChange = Effect.fnUntraced(function* (state: Account.State, dataKey: LoadedDataKey) {
  if (state._tag !== "Active") return yield* Effect.die(new Error("A changed contact belongs to an active account."))
  const { present, recoversFrom } = state.contacts
  const contact = yield* openContact(dataKey, present)
  const answer: ContactChanged = { _tag: "ContactChanged", contact: contact.masked, recoversFrom }
  return answer
})
