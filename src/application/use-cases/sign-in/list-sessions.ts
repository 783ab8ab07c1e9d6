import * as Effect from "effect/Effect"
import { open } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { openLabel } from "../../secrets/label.ts"

/** One browser in which a person is signed in. Times are in milliseconds since the epoch. */
export interface SessionView {
  /** The name of the session in `revokeSession`. */
  readonly number: number
  /** The label that the application gave the browser at sign-in; `null` if there is none. */
  readonly label: string | null
  readonly opened: number
  /** Its latest use, to within a minute. */
  readonly lastUsed: number
  /** When it ends if it is not used again. */
  readonly until: number
  /** Whether it is the session of this request. */
  readonly current: boolean
}

/** The browsers in which a person is signed in. */
export interface SessionList {
  readonly _tag: "Sessions"
  /** The oldest first. */
  readonly sessions: ReadonlyArray<SessionView>
}

/** Lists the sessions of the signed-in person. Labels are shown to their owner alone. */
export const listSessions = Effect.fn("MonCompte.listSessions")(function* (request: Input<"listSessions">) {
  const { at, person } = yield* viewAsPerson(request)
  const sessions = yield* Effect.forEach(open(person.sessions.state, at), (session) =>
    Effect.gen(function* () {
      const { hash, idleUntil, label, lastUsed, number, opened, until } = session
      const view: SessionView = {
        number,
        label: yield* openLabel(person.dataKey, label, "session-label"),
        opened,
        lastUsed,
        until: Math.min(idleUntil, until),
        current: hash === person.sessionHash,
      }
      return view
    }),
  )
  const answer: SessionList = { _tag: "Sessions", sessions }
  return answer
})
