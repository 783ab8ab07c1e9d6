import * as Effect from "effect/Effect"
import { open } from "../../../domain/session/sessions.ts"
import { viewAsPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"

/** One browser a person is signed in with. Times are in milliseconds since the epoch. */
export interface SessionView {
  /** Names it in `revokeSession`. */
  readonly number: number
  readonly opened: number
  /** Its latest use, to within a minute. */
  readonly seen: number
  /** When it ends if it is not used again. */
  readonly until: number
  /** It is the one that asks. */
  readonly current: boolean
}

/** The browsers in which somebody is signed in. */
export interface SessionList {
  readonly _tag: "Sessions"
  /** The oldest first. */
  readonly sessions: ReadonlyArray<SessionView>
}

/** Lists the sessions of the person who asks. */
export const listSessions = Effect.fn("MonCompte.listSessions")(function* (asked: Input<"listSessions">) {
  const { at, person } = yield* viewAsPerson(asked)
  const answer: SessionList = {
    _tag: "Sessions",
    sessions: open(person.sessions.state, at).map(({ hash, idleUntil, number, opened, seen, until }) => ({
      number,
      opened,
      seen,
      until: Math.min(idleUntil, until),
      current: hash === person.session,
    })),
  }
  return answer
})
