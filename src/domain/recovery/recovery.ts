/**
 * Recovery: "Mot de passe oublié ?", for one identifier.
 *
 * > A code to a contact on record, then a new password.
 *
 * Whoever asks is told the same, whether anybody has that identifier or not: so this is kept for identifiers that nobody
 * has too. How many codes may be asked for in a day is counted here; what is typed is counted by the challenge of the
 * code. A right code lets its browser choose a password, once and not for long. It never signs in.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { addInvitation, Invitation, isInvited } from "../account/invitation.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { RecoveryPolicy } from "./recovery-policy.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000

/** To whom the code went. `contact` is a blind index, `file` a household file of the legacy system. */
export const Found = Schema.TaggedUnion({
  Account: { account: Schema.String, contact: Schema.String },
  File: { file: Schema.String },
  /** No code went anywhere: nobody has the identifier, or no contact may serve. No code typed is the right one. */
  Nobody: {},
})
export type Found = typeof Found.Type

/** A code that somebody asked for. `identifier` is a ciphertext; the tickets are of the browsers that asked. */
const Asked = Schema.Struct({ found: Found, identifier: Schema.String, tickets: Schema.Array(Invitation) })

/** The browser that typed the right code, and may go on, once. `ticket` is a hash, `identifier` a ciphertext. */
const Granted = Schema.Struct({
  ticket: Schema.String,
  found: Found,
  identifier: Schema.String,
  until: at,
  isUsed: Schema.Boolean,
})

// States

export const State = Schema.TaggedUnion({
  Watching: {
    /** When codes were asked for in the last day. */
    codes: Schema.Array(at),
    asked: Schema.NullOr(Asked),
    granted: Schema.NullOr(Granted),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Watching", codes: [], asked: null, granted: null }

// Commands. Tickets are hashes.

export const Command = Schema.TaggedUnion({
  /**
   * Somebody asks. `code` says what becomes of the code: a new one is made (`New`), one is made as if (`AsIf`: too many
   * were asked for today), or the one before still stands (`Same`).
   */
  Ask: {
    ticket: Schema.String,
    until: at,
    found: Found,
    identifier: Schema.String,
    code: Schema.Literals(["New", "AsIf", "Same"]),
    policy: RecoveryPolicy,
    at,
  },
  /** The code was right. */
  Prove: { ticket: Schema.String, until: at, at },
  /** A password was chosen. */
  Finish: { ticket: Schema.String, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Asked: { ticket: Schema.String, until: at, found: Found, identifier: Schema.String, at },
  AskedAsIf: { ticket: Schema.String, until: at, identifier: Schema.String, at },
  AskedAgain: { ticket: Schema.String, until: at, at },
  Proved: { ticket: Schema.String, until: at, at },
  Finished: { at },
})
export type Event = typeof Event.Type

// Refusals

/** This ticket lets nobody recover anything: it was never given, was used, or is too old. */
export class NotRecovering extends Schema.TaggedError<NotRecovering>()("NotRecovering", {}) {
  override get message(): string {
    return "This recovery is over: start again."
  }
}

/** As many codes as may be were asked for this identifier today. Nobody is told. */
export class TooManyCodes extends Schema.TaggedError<TooManyCodes>()("TooManyCodes", {}) {
  override get message(): string {
    return "Too many codes were asked for today."
  }
}

type OwnRefusal = NotRecovering | TooManyCodes
export type Refusal = NotAllowed | OwnRefusal

export const table = {
  Watching: { Ask: ["Watching"], Prove: ["Watching"], Finish: ["Watching"] },
} as const satisfies Table<State, Command>

/** Codes no older than a day: exactly a day still counts, so that no 24 hours hold more than their share. */
const recent = (codes: State["codes"], at: number) => codes.filter((asked) => asked >= at - DAY)

/** Whether one more code may be asked for. */
export const mayAskCode = ({ codes }: State, { codesPerDay }: RecoveryPolicy, at: number): boolean =>
  recent(codes, at).length < codesPerDay

/** The code that a ticket was given for, as long as it may be typed. */
export const askedBy = ({ asked }: State, ticket: string, at: number) =>
  asked !== null && isInvited(asked.tickets, ticket, at) ? asked : null

/** What a ticket that typed the right code may still do. */
export const grantedTo = ({ granted }: State, ticket: string, at: number) =>
  granted !== null && granted.ticket === ticket && !granted.isUsed && at < granted.until ? granted : null

/** Whether it was with this ticket that the last password was chosen. */
export const isUsedBy = ({ granted }: State, ticket: string) =>
  granted !== null && granted.ticket === ticket && granted.isUsed

type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (event: Event): Answer => Result.succeed([event])
const over: Answer = Result.fail(new NotRecovering())

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  Watching: {
    Ask: (state, { at, code, found, identifier, policy, ticket, until }) => {
      if (code === "AsIf") return happens({ _tag: "AskedAsIf", ticket, until, identifier, at })
      if (code === "Same") return state.asked === null ? over : happens({ _tag: "AskedAgain", ticket, until, at })
      return mayAskCode(state, policy, at)
        ? happens({ _tag: "Asked", ticket, until, found, identifier, at })
        : Result.fail(new TooManyCodes())
    },
    Prove: (state, { at, ticket, until }) =>
      askedBy(state, ticket, at) === null ? over : happens({ _tag: "Proved", ticket, until, at }),
    // A file's owner goes on in the wizard: only an account has a password to choose here.
    Finish: (state, { at, ticket }) =>
      grantedTo(state, ticket, at)?.found._tag === "Account" ? happens({ _tag: "Finished", at }) : over,
  },
})

const ticketsOf = ({ asked }: State) => asked?.tickets ?? []

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Asked: (state, { at, found, identifier, ticket, until }) => ({
    ...state,
    codes: [...recent(state.codes, at), at],
    asked: { found, identifier, tickets: addInvitation(ticketsOf(state), { ticket, until }, at) },
  }),
  AskedAsIf: (state, { at, identifier, ticket, until }) => ({
    ...state,
    asked: { found: { _tag: "Nobody" }, identifier, tickets: addInvitation(ticketsOf(state), { ticket, until }, at) },
  }),
  AskedAgain: (state, { at, ticket, until }) =>
    state.asked === null
      ? state
      : { ...state, asked: { ...state.asked, tickets: addInvitation(state.asked.tickets, { ticket, until }, at) } },
  Proved: (state, { ticket, until }) => {
    if (state.asked === null) return state
    const { found, identifier } = state.asked
    const granted = found._tag === "Nobody" ? null : { ticket, found, identifier, until, isUsed: false }
    return { ...state, asked: null, granted }
  },
  Finished: (state) => ({ ...state, granted: state.granted && { ...state.granted, isUsed: true } }),
})

/** Where its states and events are stored. */
export const stream = streamOf("recovery")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
