import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { civilDateAt } from "../../../domain/civil-date/civil-date.ts"
import { leftTo } from "../../../domain/mandate/status.ts"
import { asPerson } from "../../caller/as-person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import type { Input } from "../../contract/inputs.ts"
import { closeSpace, readsToClose } from "../../household-file/account-closing.ts"
import { mustBePermitted } from "../../household-file/person-facts.ts"

/** The space is closed, at the wish of its owner. The session of this request has ended too. */
export interface OwnAccountClosed {
  readonly _tag: "OwnAccountClosed"
}

/** The right to close one’s own space depends on no file. */
const IN_ANY_FILE = { role: "Outsider", couple: "None", delegation: "None", account: "Active" } as const

/**
 * Closes the personal space of the signed-in person. Show what `explainClosing` answers first.
 *
 * The current password is required, and a wrong one counts as an attempt. In one commit every session ends, the password is
 * deleted, every browser forgets the person, and every contact is notified. Authorisations that the person gave or received
 * end with the cause `AccountClosed`, and both adults are notified. The person stays in their files, and their rights to
 * benefits do not change. No later sign-in, creation or recovery opens the space: an agent does with `reopenAccount`.
 */
export const closeOwnAccount = Effect.fn("MonCompte.closeOwnAccount")(function* (request: Input<"closeOwnAccount">) {
  const reauthenticated = withReauthentication(request.current)
  yield* asPerson("CloseOwnAccount", Schema.Never, request, readsToClose, (person, rows, at) => {
    const leaves = leftTo(person.mandates.state, civilDateAt(at))
    const closing = Effect.gen(function* () {
      const order = { cause: "OwnerRequest", by: { _tag: "Person", person: person.id } } as const
      const { account, messages, others, sessions } = yield* closeSpace(person, rows, order, at).pipe(
        // An account with a session is active.
        Effect.catchTag("AccountIsClosed", Effect.die),
      )
      return { account, sessions, others, messages }
    })
    return Effect.andThen(
      mustBePermitted({ ...IN_ANY_FILE, leaves }, "CloseOwnAccount"),
      reauthenticated(person, at, closing),
    )
  })
  const answer: OwnAccountClosed = { _tag: "OwnAccountClosed" }
  return answer
})
