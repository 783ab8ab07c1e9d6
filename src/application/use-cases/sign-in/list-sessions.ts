import * as Effect from "effect/Effect"
import { open } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"

/** One browser in which a person is signed in. Times are in milliseconds since the epoch. */
export interface SessionView {
  /** The name of the session in `revokeSession`. */
  readonly number: number
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

/** Lists the sessions of the signed-in person. */
export const listSessions = Effect.fn("MonCompte.listSessions")(function* (request: Input<"listSessions">) {
  const { at, person } = yield* viewAsPerson(request)
  const answer: SessionList = {
    _tag: "Sessions",
    sessions: open(person.sessions.state, at).map(({ hash, idleUntil, lastUsed, number, opened, until }) => ({
      number,
      opened,
      lastUsed,
      until: Math.min(idleUntil, until),
      current: hash === person.sessionHash,
    })),
  }
  return answer
})
