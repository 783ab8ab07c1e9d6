/**
 * Recovery: "Mot de passe oublié ?", for one identifier.
 *
 * > A code to a contact on record, then a new password.
 *
 * The answer is the same for known and unknown identifiers, to prevent account enumeration. So a recovery is recorded
 * for unknown identifiers too. A recovery counts the codes requested in a day; the challenge of the code counts the
 * tries. After a right code, the same browser can choose one password for a short time. A recovery opens no session.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { addTicket, IssuedTicket, isValidTicket } from "../ticket/ticket.ts"
import { CodeAction, sendsCode } from "./code-action.ts"
import { RecoveryPolicy } from "./recovery-policy.ts"
import { RecoveryTarget } from "./target.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000

/** A code that was requested. `identifier` is a ciphertext; `tickets` belong to the browsers that requested it. */
const Request = Schema.Struct({
  target: RecoveryTarget,
  identifier: Schema.String,
  tickets: Schema.Array(IssuedTicket),
})

/**
 * The permission to choose one password, for the browser that entered the right code. `ticket` is a hash, `identifier`
 * a ciphertext.
 */
const Grant = Schema.Struct({
  ticket: Schema.String,
  target: RecoveryTarget,
  identifier: Schema.String,
  until: at,
  isUsed: Schema.Boolean,
})

// States

export const State = Schema.TaggedUnion({
  Recorded: {
    /** When codes were requested in the last day. */
    codes: Schema.Array(at),
    request: Schema.NullOr(Request),
    grant: Schema.NullOr(Grant),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Recorded", codes: [], request: null, grant: null }

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
  /** The code was right. `timedUntil` as for `requestOf`. */
  Prove: { ticket: Schema.String, timedUntil: Schema.optional(at), until: at, at },
  /** The new password was chosen. */
  Finish: { ticket: Schema.String, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Requested: { ticket: Schema.String, until: at, target: RecoveryTarget, identifier: Schema.String, at },
  Simulated: { ticket: Schema.String, until: at, identifier: Schema.String, at },
  /** Another ticket for the code requested before. */
  Repeated: { ticket: Schema.String, until: at, at },
  Proved: { ticket: Schema.String, until: at, at },
  Finished: { at },
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

export type Refusal = NotRecovering | TooManyCodes

/** Codes at most 24 hours old. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
const recent = (codes: State["codes"], at: number) => codes.filter((requested) => requested >= at - DAY)

/** Whether one more code may be requested. */
export const mayRequestCode = ({ codes }: State, { codesPerDay }: RecoveryPolicy, at: number): boolean =>
  recent(codes, at).length < codesPerDay

/**
 * The request that this ticket belongs to; `null` for an unknown or expired ticket.
 *
 * The list has the last tickets only. `timedUntil` is the end of a ticket that itself proves that it was issued. So a
 * stranger who requests code after code does not evict the account holder. A right code ends all tickets before it:
 * they end no later than the grant, which starts at that code and is valid for as long.
 */
export const requestOf = ({ grant, request }: State, ticket: string, at: number, timedUntil?: number) => {
  const isTimed = timedUntil !== undefined && at < timedUntil && timedUntil > (grant?.until ?? 0)
  return request !== null && (isTimed || isValidTicket(request.tickets, ticket, at)) ? request : null
}

/** The grant of this ticket; `null` if it has none, or if the grant is used or expired. */
export const grantOf = ({ grant }: State, ticket: string, at: number) =>
  grant !== null && grant.ticket === ticket && !grant.isUsed && at < grant.until ? grant : null

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
  Prove: (state, { at, ticket, timedUntil, until }) =>
    requestOf(state, ticket, at, timedUntil) === null ? notRecovering : happened({ _tag: "Proved", ticket, until, at }),
  // The holder of a file continues in the wizard: only an account has a password to choose here.
  Finish: (state, { at, ticket }) =>
    grantOf(state, ticket, at)?.target._tag === "Account" ? happened({ _tag: "Finished", at }) : notRecovering,
})

const ticketsOf = ({ request }: State) => request?.tickets ?? []

/** An event that does not fit the state leaves it as it is. */
export const evolve = evolveBy<State, Event>({
  Requested: (state, { at, identifier, target, ticket, until }) => ({
    ...state,
    codes: [...recent(state.codes, at), at],
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
  Proved: (state, { ticket, until }) => {
    if (state.request === null) return state
    const { identifier, target } = state.request
    const grant = target._tag === "None" ? null : { ticket, target, identifier, until, isUsed: false }
    return { ...state, request: null, grant }
  },
  Finished: (state) => ({ ...state, grant: state.grant && { ...state.grant, isUsed: true } }),
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
