/**
 * Sessions: the browsers in which a person is signed in.
 *
 * A session is identified by a hash of the secret that the browser has. It ends after a time without use, after its
 * longest life, when its owner ends it, and when the password changes. It has no rights: what a person may do is looked
 * up for each request.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { identity, rule, wholeNumber } from "../policy/fields.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const at = Schema.Finite
const MINUTE = 60_000

export const SessionPolicy = Schema.Struct({
  ...identity,
  /** Minutes without use after which a session ends. */
  idleMinutes: wholeNumber(1, 1_440),
  /** Minutes after which a session ends, even if it is used. */
  longestMinutes: wholeNumber(1, 43_200),
  /** Uses of a session are recorded at most once in this time. */
  secondsBetweenRecordedUses: wholeNumber(0, 3_600),
  /** Sessions of one person at a time. A new one replaces the one that was not used for the longest time. */
  mostSessions: wholeNumber(1, 100),
}).check(
  rule(
    ({ idleMinutes, longestMinutes }) => idleMinutes <= longestMinutes,
    "longestMinutes must be at least idleMinutes",
  ),
  // Otherwise a session that is in use would end, because its uses are not recorded in time.
  rule(
    ({ idleMinutes, secondsBetweenRecordedUses }) => secondsBetweenRecordedUses < idleMinutes * 60,
    "secondsBetweenRecordedUses must be less than idleMinutes",
  ),
)
export type SessionPolicy = typeof SessionPolicy.Type

/** `standard`: 30 minutes without use, 12 hours in all. (ASVS 5.0, 7.3 requires both limits, and their documentation.) */
export const sessionPolicies = {
  standard: {
    name: "standard",
    version: 1,
    idleMinutes: 30,
    longestMinutes: 12 * 60,
    secondsBetweenRecordedUses: 60,
    mostSessions: 10,
  },
} as const satisfies Record<string, SessionPolicy>

/** `number` is its name for its owner, from 1. `until` ends its longest life, and `idleUntil` its time without use. */
export const Session = Schema.Struct({
  number: Schema.Int,
  hash: Schema.String,
  opened: at,
  lastUsed: at,
  idleUntil: at,
  until: at,
  /** The label that the application gave the browser: a ciphertext. Absent where it gave none. */
  label: Schema.optional(Schema.String),
})
export type Session = typeof Session.Type

export const EndCause = Schema.Literals(["SignedOut", "Revoked", "PasswordChanged", "Compromised", "AccountClosed"])
export type EndCause = typeof EndCause.Type

export const State = Schema.TaggedUnion({
  Recorded: {
    sessions: Schema.Array(Session),
    /** The number of the latest session. */
    count: Schema.Int,
    /** Hashes of the sessions that ended last. They read the previous result of a command, and do nothing else. */
    ended: Schema.Array(Schema.String),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Recorded", sessions: [], count: 0, ended: [] }

export const Command = Schema.TaggedUnion({
  Open: { hash: Schema.String, label: Schema.optional(Schema.String), policy: SessionPolicy, at },
  RecordUse: { hash: Schema.String, policy: SessionPolicy, at },
  End: { number: Schema.Int, cause: EndCause, at },
  /** Ends all sessions except one, or all if `except` is `null`. */
  EndAll: { except: Schema.NullOr(Schema.String), cause: EndCause, at },
})
export type Command = typeof Command.Type

/** Stored: only add to these names and fields. */
export const Event = Schema.TaggedUnion({
  Opened: {
    number: Schema.Int,
    hash: Schema.String,
    label: Schema.optional(Schema.String),
    idleUntil: at,
    until: at,
    mostSessions: Schema.Int,
    at,
  },
  UseRecorded: { hash: Schema.String, idleUntil: at, at },
  Ended: { number: Schema.Int, cause: EndCause, at },
  AllEnded: { except: Schema.NullOr(Schema.String), cause: EndCause, at },
})
export type Event = typeof Event.Type

/** The session does not exist, or has ended. */
export class SessionOver extends Schema.TaggedError<SessionOver>()("SessionOver", {}) {
  override get message(): string {
    return "This session has ended: sign in again."
  }
}

export type Refusal = SessionOver

/** The sessions that have not ended. */
export const open = ({ sessions }: State, at: number): ReadonlyArray<Session> =>
  sessions.filter(({ idleUntil, until }) => at < Math.min(idleUntil, until))

/** The open session with this hash. */
export const find = (state: State, hash: string, at: number): Session | undefined =>
  open(state, at).find((session) => session.hash === hash)

/** Whether a session with this hash is open or ended recently. */
export const wasOpenRecently = ({ ended, sessions }: State, hash: string): boolean =>
  ended.includes(hash) || sessions.some((session) => session.hash === hash)

/** Whether a use at this time must be recorded. */
export const mustRecordUse = ({ lastUsed }: Session, policy: SessionPolicy, at: number): boolean =>
  at >= lastUsed + policy.secondsBetweenRecordedUses * 1_000

const over: Decision<Event, SessionOver> = Result.fail(new SessionOver())

export const decide = decideByCommand<State, Command, Event, SessionOver>({
  Open: ({ count }, { at, hash, label, policy }) =>
    happened({
      _tag: "Opened",
      number: count + 1,
      hash,
      ...(label === undefined ? {} : { label }),
      idleUntil: at + policy.idleMinutes * MINUTE,
      until: at + policy.longestMinutes * MINUTE,
      mostSessions: policy.mostSessions,
      at,
    }),
  RecordUse: (state, { at, hash, policy }) =>
    find(state, hash, at) === undefined
      ? over
      : happened({ _tag: "UseRecorded", hash, idleUntil: at + policy.idleMinutes * MINUTE, at }),
  End: (state, { at, cause, number }) =>
    open(state, at).some((session) => session.number === number)
      ? happened({ _tag: "Ended", number, cause, at })
      : over,
  EndAll: (_, { at, cause, except }) => happened({ _tag: "AllEnded", except, cause, at }),
})

const MOST_ENDED = 10

/** The state with these sessions only. The hashes of the others are added to those that ended. */
const withOnly = (state: State, sessions: ReadonlyArray<Session>): State => {
  const removed = state.sessions.filter(({ hash }) => !sessions.some((session) => session.hash === hash))
  return { ...state, sessions, ended: [...state.ended, ...removed.map(({ hash }) => hash)].slice(-MOST_ENDED) }
}

export const evolve = evolveBy<State, Event>({
  Opened: (state, { at, hash, idleUntil, label, mostSessions, number, until }) => {
    const latestUsed = open(state, at)
      .toSorted((first, second) => second.lastUsed - first.lastUsed)
      .slice(0, mostSessions - 1)
    const others = open(state, at).filter((session) => latestUsed.includes(session))
    const labelled = label === undefined ? {} : { label }
    const opened: Session = { number, hash, opened: at, lastUsed: at, idleUntil, until, ...labelled }
    return { ...withOnly(state, [...others, opened]), count: number }
  },
  UseRecorded: (state, { at, hash, idleUntil }) => ({
    ...state,
    sessions: state.sessions.map((session) =>
      session.hash === hash ? { ...session, lastUsed: at, idleUntil } : session,
    ),
  }),
  Ended: (state, { number }) =>
    withOnly(
      state,
      state.sessions.filter((session) => session.number !== number),
    ),
  AllEnded: (state, { except }) =>
    withOnly(
      state,
      state.sessions.filter(({ hash }) => hash === except),
    ),
})

/** The ids under which sessions are stored. */
export const stream = streamOf("sessions")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
