import * as Effect from "effect/Effect"
import { find } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { ownIdentifier } from "../../secrets/own-identifier.ts"
import { openContact } from "../../secrets/sealed-contact.ts"

/** Who is signed in. Everything is masked, as its owner recognises it. Times are in milliseconds since the epoch. */
export interface CurrentPerson {
  readonly _tag: "CurrentPerson"
  /** The id of the account, which never changes. */
  readonly account: string
  readonly identifier: string
  readonly contact: string
  /** Since when the account is active. */
  readonly since: number
  /** When this session ends if it is not used again. */
  readonly until: number
}

/** Who is behind a session: what a service asks before it serves a request. It counts as a use of the session. */
export const whoAmI = Effect.fn("MonCompte.whoAmI")(function* (asked: Input<"whoAmI">) {
  const { at, person } = yield* viewAsPerson(asked)
  const { contacts, owner, since } = person.account.state
  const session = find(person.sessions.state, person.session, at)
  const answer: CurrentPerson = {
    _tag: "CurrentPerson",
    account: person.id,
    identifier: (yield* ownIdentifier(person.dataKey, owner)).masked,
    contact: (yield* openContact(person.dataKey, contacts.present)).masked,
    since,
    until: session === undefined ? at : Math.min(session.idleUntil, session.until),
  }
  return answer
})
