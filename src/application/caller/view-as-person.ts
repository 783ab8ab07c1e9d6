import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { SessionOver } from "../../domain/session/sessions.ts"
import { Storage } from "../../ports/storage.ts"
import { asPerson } from "./as-person.ts"
import { aggregatesOf, authenticate, otherRows, type Reads, readSessionTicket } from "./session.ts"

/** Loads the person of a session. A command that follows must authenticate the session again, in its commit. */
export const loadSignedInPerson = Effect.fnUntraced(function* (
  request: { readonly session: string },
  reads: Reads = [],
) {
  const ticket = yield* readSessionTicket(request.session)
  const storage = yield* Storage
  const at = yield* Clock.currentTimeMillis
  const { rows } = yield* storage.load(aggregatesOf(ticket.account, reads))
  return { person: yield* authenticate(ticket, rows, at), rows: otherRows(rows), at }
})

/** Loads what a signed-in person views. It records the use of the session when that is due, and writes nothing else. */
export const viewAsPerson = Effect.fnUntraced(function* (request: { readonly session: string }, reads: Reads = []) {
  const view = yield* loadSignedInPerson(request, reads)
  if (view.person.sessions.events.length > 0) {
    // Another request may have recorded a use meanwhile. If this one fails, the next request records one.
    const recordUse = asPerson("RecordSessionUse", Schema.Never, { session: request.session }, [], ({ sessions }) =>
      sessions.events.length > 0 ? Effect.succeed({}) : Effect.fail(new SessionOver()),
    )
    yield* Effect.ignore(recordUse)
  }
  return view
})
