/**
 * Sessions: the browsers a person is signed in with.
 *
 * A session is known by a hash of what the browser holds. It ends when it is not used for a while, after a time in any
 * case, when its owner ends it, and when the password changes. It holds no right: what a person may do is looked up
 * each time.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite
const MINUTE = 60_000

export const SessionPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Without being used, in minutes. */
  idleMinutes: Schema.Finite,
  /** However much it is used, in minutes. */
  longestMinutes: Schema.Finite,
  /** Uses closer together than this are not written down one by one. */
  secondsBetweenNotes: Schema.Finite,
  /** At once, for one person; the one unused for longest gives way. */
  atMost: Schema.Int,
})
export type SessionPolicy = typeof SessionPolicy.Type

/** `standard`: 30 minutes idle, 12 hours in all. (ASVS 5.0, 7.3: both are to be set, and written down.) */
export const sessionPolicies = {
  standard: {
    name: "standard",
    version: 1,
    idleMinutes: 30,
    longestMinutes: 12 * 60,
    secondsBetweenNotes: 60,
    atMost: 10,
  },
} as const satisfies Record<string, SessionPolicy>

/** `number` names it to its owner, from 1. `until` is its longest life, `idleUntil` its end if not used again. */
export const Session = Schema.Struct({
  number: Schema.Int,
  hash: Schema.String,
  opened: at,
  seen: at,
  idleUntil: at,
  until: at,
})
export type Session = typeof Session.Type

export const EndCause = Schema.Literals(["SignedOut", "Revoked", "PasswordChanged", "Compromised", "AccountClosed"])
export type EndCause = typeof EndCause.Type

export const State = Schema.TaggedUnion({
  Keeping: {
    sessions: Schema.Array(Session),
    /** How many there have been: the number of the last one. */
    count: Schema.Int,
    /** The latest that were ended: who held one may still learn how its last command went, and nothing else. */
    ended: Schema.Array(Schema.String),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Keeping", sessions: [], count: 0, ended: [] }

export const Command = Schema.TaggedUnion({
  Open: { hash: Schema.String, policy: SessionPolicy, at },
  /** It was used. */
  Note: { hash: Schema.String, policy: SessionPolicy, at },
  End: { number: Schema.Int, cause: EndCause, at },
  /** All but the one that asks, or all where `except` is `null`. */
  EndAll: { except: Schema.NullOr(Schema.String), cause: EndCause, at },
})
export type Command = typeof Command.Type

/** Stored: change only by adding. */
export const Event = Schema.TaggedUnion({
  Opened: { number: Schema.Int, hash: Schema.String, idleUntil: at, until: at, atMost: Schema.Int, at },
  Noted: { hash: Schema.String, idleUntil: at, at },
  Ended: { number: Schema.Int, cause: EndCause, at },
  AllEnded: { except: Schema.NullOr(Schema.String), cause: EndCause, at },
})
export type Event = typeof Event.Type

/** There is no such session, or it has ended. */
export class SessionOver extends Schema.TaggedError<SessionOver>()("SessionOver", {}) {
  override get message(): string {
    return "This session has ended: sign in again."
  }
}

export type Refusal = NotAllowed | SessionOver

export const table = {
  Keeping: { Open: ["Keeping"], Note: ["Keeping"], End: ["Keeping"], EndAll: ["Keeping"] },
} as const satisfies Table<State, Command>

/** The sessions that are still good. */
export const open = ({ sessions }: State, at: number): ReadonlyArray<Session> =>
  sessions.filter(({ idleUntil, until }) => at < Math.min(idleUntil, until))

/** The session behind a hash, if it is still good. */
export const find = (state: State, hash: string, at: number): Session | undefined =>
  open(state, at).find((session) => session.hash === hash)

/** Whether somebody with this hash once was signed in, of late. */
export const knew = ({ ended, sessions }: State, hash: string): boolean =>
  ended.includes(hash) || sessions.some((session) => session.hash === hash)

/** Whether a use now is worth writing down. */
export const isWorthNoting = ({ seen }: Session, policy: SessionPolicy, at: number): boolean =>
  at >= seen + policy.secondsBetweenNotes * 1_000

type Answer = Result.Result<ReadonlyArray<Event>, SessionOver>
const happens = (event: Event): Answer => Result.succeed([event])
const over: Answer = Result.fail(new SessionOver())

export const decide = decideBy<State, Command, Event, SessionOver>()(table)({
  Keeping: {
    Open: ({ count }, { at, hash, policy }) =>
      happens({
        _tag: "Opened",
        number: count + 1,
        hash,
        idleUntil: at + policy.idleMinutes * MINUTE,
        until: at + policy.longestMinutes * MINUTE,
        atMost: policy.atMost,
        at,
      }),
    Note: (state, { at, hash, policy }) =>
      find(state, hash, at) === undefined
        ? over
        : happens({ _tag: "Noted", hash, idleUntil: at + policy.idleMinutes * MINUTE, at }),
    End: (state, { at, cause, number }) =>
      open(state, at).some((session) => session.number === number)
        ? happens({ _tag: "Ended", number, cause, at })
        : over,
    EndAll: (_, { at, cause, except }) => happens({ _tag: "AllEnded", except, cause, at }),
  },
})

const REMEMBERED = 10

const keep = (state: State, sessions: ReadonlyArray<Session>): State => {
  const gone = state.sessions.filter(({ hash }) => !sessions.some((session) => session.hash === hash))
  return { ...state, sessions, ended: [...state.ended, ...gone.map(({ hash }) => hash)].slice(-REMEMBERED) }
}

export const evolve = evolveBy<State, Event>({
  Opened: (state, { at, atMost, hash, idleUntil, number, until }) => {
    const byUse = [...open(state, at)].sort((one, other) => other.seen - one.seen).slice(0, atMost - 1)
    const kept = open(state, at).filter((session) => byUse.includes(session))
    return { ...keep(state, [...kept, { number, hash, opened: at, seen: at, idleUntil, until }]), count: number }
  },
  Noted: (state, { at, hash, idleUntil }) => ({
    ...state,
    sessions: state.sessions.map((session) => (session.hash === hash ? { ...session, seen: at, idleUntil } : session)),
  }),
  Ended: (state, { number }) =>
    keep(
      state,
      state.sessions.filter((session) => session.number !== number),
    ),
  AllEnded: (state, { except }) =>
    keep(
      state,
      state.sessions.filter(({ hash }) => hash === except),
    ),
})

/** Where its states and events are stored. */
export const stream = streamOf("sessions")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
