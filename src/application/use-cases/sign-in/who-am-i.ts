import * as Effect from "effect/Effect"
import { find } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { openContact } from "../../secrets/sealed-contact.ts"

/** The signed-in person. Identifier and contact are masked in a form that their owner recognises. */
export interface CurrentPerson {
  readonly _tag: "CurrentPerson"
  /** The id of the account. It never changes. */
  readonly account: string
  readonly identifier: string
  readonly contact: string
  /** When the account became active, in milliseconds since the epoch. */
  readonly since: number
  /** When this session ends if it is not used again, in milliseconds since the epoch. */
  readonly until: number
}

/** Reads the person of a session: the check of a service before it serves a request. It counts as a use of the session. */
export const whoAmI = Effect.fn("MonCompte.whoAmI")(function* (request: Input<"whoAmI">) {
  const { at, person } = yield* viewAsPerson(request)
  const { contacts, owner, since } = person.account.state
  const session = find(person.sessions.state, person.sessionHash, at)
  const answer: CurrentPerson = {
    _tag: "CurrentPerson",
    account: person.id,
    identifier: (yield* currentIdentifier(person.dataKey, owner)).masked,
    contact: (yield* openContact(person.dataKey, contacts.present)).masked,
    since,
    until: session === undefined ? at : Math.min(session.idleUntil, session.until),
  }
  return answer
})
