/**
 * Recovery: "Mot de passe oublié ?", for one identifier.
 *
 * > A code to a contact on record, then a new password.
 *
 * The answer is the same for known and unknown identifiers, to prevent account enumeration. So a recovery is recorded
 * for unknown identifiers too. A recovery counts the codes requested in a day, and the wrong ones (`tries.ts`). After a
 * right code, the same browser can choose one password for a short time. A recovery opens no session.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { addTicket, isValidTicket } from "../ticket/ticket.ts"
import { CodeAction, sendsCode } from "./code-action.ts"
import { Grant, Request, UsedCode } from "./grant.ts"
import { RecoveryPolicy } from "./recovery-policy.ts"
import { RecoveryTarget } from "./target.ts"
import { ByTicket, counts, isUsedUp, mayTry, ofLastDay, TryLimits } from "./tries.ts"

export { mayTry, type TryLimits } from "./tries.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000

// States

export const State = Schema.TaggedUnion({
  Recorded: {
    /** When codes were requested in the last day. */
    codes: Schema.Array(at),
    ...counts,
    request: Schema.NullOr(Request),
    grant: Schema.NullOr(Grant),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Recorded", codes: [], request: null, grant: null }

/** What counts for another identifier of the same person. */
const inherited = { codes: Schema.Array(at), tries: Schema.Array(ByTicket), wrongInARow: Schema.Int } as const

// Commands. Tickets are hashes.

export const Command = Schema.TaggedUnion({
  /** A browser requests a code. `action` comes from `codeActionFor`. */
  Request: {
    ticket: Schema.String,
    until: at,
    target: RecoveryTarget,
    identifier: Schema.String,
    action: CodeAction,
    policy: RecoveryPolicy,
    at,
  },
  /** A wrong code was entered with this ticket. */
  FailTry: { ticket: Schema.String, limits: TryLimits, at },
  /** The code was right. `timedUntil` as for `requestOf`. */
  Prove: { ticket: Schema.String, timedUntil: Schema.optional(at), code: UsedCode, limits: TryLimits, until: at, at },
  /** The new password was chosen. */
  Finish: { ticket: Schema.String, at },
  /** The person proved to an agent who they are. */
  Unlock: { agent: Schema.String, at },
  /** What was under way ends: the identifier opens nothing any more, or the password or the space changed otherwise. */
  End: { at },
  /** The identifier replaces another one, whose codes and wrong codes count for it. */
  Inherit: { ...inherited, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Requested: { ticket: Schema.String, until: at, target: RecoveryTarget, identifier: Schema.String, at },
  Simulated: { ticket: Schema.String, until: at, identifier: Schema.String, at },
  /** Another ticket for the code requested before. */
  Repeated: { ticket: Schema.String, until: at, at },
  TryFailed: { ticket: Schema.String, at },
  Proved: { ticket: Schema.String, code: Schema.optional(UsedCode), until: at, at },
  Finished: { at },
  Unlocked: { agent: Schema.String, at },
  Ended: { at },
  Inherited: { ...inherited, at },
})
export type Event = typeof Event.Type

// Refusals

/** This ticket recovers nothing: it is unknown, used or expired. */
export class NotRecovering extends Schema.TaggedError<NotRecovering>()("NotRecovering", {}) {
  override get message(): string {
    return "This recovery is over: start again."
  }
}

/** This identifier has reached the limit of codes per day. The caller gets the same answer as below the limit. */
export class TooManyCodes extends Schema.TaggedError<TooManyCodes>()("TooManyCodes", {}) {
  override get message(): string {
    return "Too many codes were requested today."
  }
}

/** Too many wrong codes were entered. The caller gets the same answer as for one more wrong code. */
export class NoTriesLeft extends Schema.TaggedError<NoTriesLeft>()("NoTriesLeft", {}) {
  override get message(): string {
    return "Too many wrong codes were entered."
  }
}

export type Refusal = NotRecovering | TooManyCodes | NoTriesLeft

/** Codes at most 24 hours old. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
const recent = (codes: State["codes"], at: number) => codes.filter((requested) => requested >= at - DAY)

/** Whether one more code may be requested. After too many wrong codes in a row it would be of no use. */
export const mayRequestCode = (state: State, policy: RecoveryPolicy, at: number): boolean =>
  recent(state.codes, at).length < policy.codesPerDay && !isUsedUp(state, policy)

/**
 * The request that this ticket belongs to; `null` for an unknown or expired ticket.
 *
 * The list has the last tickets only. `timedUntil` is the end of a ticket that itself proves that it was issued. So a
 * stranger who requests code after code does not evict the account holder. A right code ends all tickets before it:
 * they end no later than the grant, which starts at that code and is valid for as long.
 */
export const requestOf = (state: State, ticket: string, at: number, timedUntil?: number) => {
  const { request } = state
  const isTimed = timedUntil !== undefined && isValidTimed(state, at, timedUntil)
  return request !== null && (isTimed || isValidTicket(request.tickets, ticket, at)) ? request : null
}

/**
 * Whether a ticket that proves itself is still valid, whatever was requested with it. A request writes nothing while the
 * codes of the hour are used up. Its ticket is answered as if a wrong code was entered, to prevent account enumeration.
 */
export const isValidTimed = ({ grant }: State, at: number, timedUntil: number): boolean =>
  at < timedUntil && timedUntil > (grant?.until ?? 0)

/** The grant of this ticket; `null` if it has none, or if the grant is used or expired. */
export const grantOf = ({ grant }: State, ticket: string, at: number) =>
  grant !== null && grant.ticket === ticket && !grant.isUsed && at < grant.until ? grant : null

/** Whether a code was requested, or a password may be chosen with a grant. A used grant only repeats its answer. */
export const isUnderWay = ({ grant, request }: State): boolean => request !== null || (grant !== null && !grant.isUsed)

/** Whether the last password was chosen with this ticket. */
export const isUsedBy = ({ grant }: State, ticket: string) => grant !== null && grant.ticket === ticket && grant.isUsed

type Answer = Decision<Event, Refusal>
const notRecovering: Answer = Result.fail(new NotRecovering())

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Request: (state, { action, at, identifier, policy, target, ticket, until }) => {
    if (action === "Simulate") return happened({ _tag: "Simulated", ticket, until, identifier, at })
    if (!sendsCode(action))
      return state.request === null ? notRecovering : happened({ _tag: "Repeated", ticket, until, at })
    return mayRequestCode(state, policy, at)
      ? happened({ _tag: "Requested", ticket, until, target, identifier, at })
      : Result.fail(new TooManyCodes())
  },
  FailTry: (state, { at, limits, ticket }) =>
    mayTry(state, ticket, limits, at) ? happened({ _tag: "TryFailed", ticket, at }) : Result.fail(new NoTriesLeft()),
  Prove: (state, { at, code, limits, ticket, timedUntil, until }) => {
    if (requestOf(state, ticket, at, timedUntil) === null) return notRecovering
    return mayTry(state, ticket, limits, at)
      ? happened({ _tag: "Proved", ticket, code, until, at })
      : Result.fail(new NoTriesLeft())
  },
  // The holder of a file continues in the wizard: only an account has a password to choose here.
  Finish: (state, { at, ticket }) =>
    grantOf(state, ticket, at)?.target._tag === "Account" ? happened({ _tag: "Finished", at }) : notRecovering,
  Unlock: (_, { agent, at }) => happened({ _tag: "Unlocked", agent, at }),
  End: (_, { at }) => happened({ _tag: "Ended", at }),
  Inherit: (_, command) => happened({ ...command, _tag: "Inherited" }),
})

const ticketsOf = ({ request }: State) => request?.tickets ?? []

/** An event that does not fit the state leaves it as it is. */
export const evolve = evolveBy<State, Event>({
  Requested: (state, { at, identifier, target, ticket, until }) => ({
    ...state,
    codes: [...recent(state.codes, at), at],
    requesters: [...ofLastDay(state.requesters, at), { ticket, at }],
    request: { target, identifier, tickets: addTicket(ticketsOf(state), { ticket, until }, at) },
  }),
  Simulated: (state, { at, identifier, ticket, until }) => ({
    ...state,
    request: { target: { _tag: "None" }, identifier, tickets: addTicket(ticketsOf(state), { ticket, until }, at) },
  }),
  Repeated: (state, { at, ticket, until }) =>
    state.request === null
      ? state
      : {
          ...state,
          request: { ...state.request, tickets: addTicket(state.request.tickets, { ticket, until }, at) },
        },
  TryFailed: (state, { at, ticket }) => ({
    ...state,
    tries: [...ofLastDay(state.tries, at), { ticket, at }],
    wrongInARow: (state.wrongInARow ?? 0) + 1,
  }),
  Proved: (state, { code, ticket, until }) => {
    if (state.request === null) return state
    const { identifier, target } = state.request
    const used = code === undefined ? {} : { code }
    const grant = target._tag === "None" ? null : { ...used, ticket, target, identifier, until, isUsed: false }
    return { ...state, request: null, grant, wrongInARow: 0 }
  },
  Ended: (state) => ({ ...state, request: null, grant: state.grant?.isUsed === true ? state.grant : null }),
  Inherited: (state, { codes, tries, wrongInARow }) => {
    const [own, before] = [state.tries ?? [], state.wrongInARow ?? 0]
    // An identifier that the person gets back has counted some of these already.
    const others = tries.filter((one) => !own.some(({ at, ticket }) => at === one.at && ticket === one.ticket))
    return {
      ...state,
      codes: [...state.codes, ...codes.filter((code) => !state.codes.includes(code))].toSorted((a, b) => a - b),
      tries: [...own, ...others].toSorted((one, other) => one.at - other.at),
      wrongInARow: others.length < tries.length ? Math.max(before, wrongInARow) : before + wrongInARow,
    }
  },
  Finished: (state) => ({ ...state, grant: state.grant && { ...state.grant, isUsed: true } }),
  // A simulated request ends, so that the next one sends a code.
  Unlocked: ({ grant, request }) => ({ ...initial, grant, request: request?.target._tag === "None" ? null : request }),
})

/** The stream of recoveries: their ids in storage. */
export const stream = streamOf("recovery")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
