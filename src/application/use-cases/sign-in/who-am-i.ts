import * as Effect from "effect/Effect"
import {
  type ContactRecovery,
  contactRecovery,
  contactRecoveryTexts,
} from "../../../domain/account/contact-recovery.ts"
import type { ChangeReason } from "../../../domain/account/forced-change.ts"
import type { Text } from "../../../domain/language/language.ts"
import { find } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { type ConfidentialView, loadConfidentialView } from "../../household-file/confidential-mode.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { openContact } from "../../secrets/sealed-contact.ts"

/** The signed-in person. Identifier and contact are masked in a form that their owner recognises. */
export interface CurrentPerson {
  readonly _tag: "CurrentPerson"
  /** The id of the account. It never changes. */
  readonly account: string
  readonly identifier: string
  readonly contact: string
  /** Whether the contact recovers the account; if not, since when, why, and what to do. */
  readonly recovery: ContactRecovery & { readonly texts: Text }
  /** The confidential mode; `null` while it is off. */
  readonly confidential: ConfidentialView | null
  /** Since when, and why, a new password is required at the next sign-in; `null` if it is not. */
  readonly mustChangePassword: { readonly reason: ChangeReason; readonly since: number } | null
  /** When the account became active, in milliseconds since the epoch. */
  readonly since: number
  /** When this session ends if it is not used again, in milliseconds since the epoch. */
  readonly until: number
}

/** Reads the person of a session: the check of a service before it serves a request. It counts as a use of the session. */
export const whoAmI = Effect.fn("MonCompte.whoAmI")(function* (request: Input<"whoAmI">) {
  const { at, person } = yield* viewAsPerson(request)
  const { contacts, forcedChange, owner, since } = person.account.state
  const confidential = yield* loadConfidentialView(person.id, person.account.state, person.dataKey)
  const contact = (yield* openContact(person.dataKey, contacts.present)).masked
  const recovery: ContactRecovery =
    confidential?.isContactReached === false
      ? { _tag: "Withheld", since: confidential.since }
      : contactRecovery(contacts, at)
  const session = find(person.sessions.state, person.sessionHash, at)
  const answer: CurrentPerson = {
    _tag: "CurrentPerson",
    account: person.id,
    identifier: (yield* currentIdentifier(person.dataKey, owner)).masked,
    contact,
    recovery: { ...recovery, texts: contactRecoveryTexts[recovery._tag] },
    confidential,
    mustChangePassword: forcedChange === undefined ? null : { reason: forcedChange.reason, since: forcedChange.at },
    since,
    until: session === undefined ? at : Math.min(session.idleUntil, session.until),
  }
  return answer
})
