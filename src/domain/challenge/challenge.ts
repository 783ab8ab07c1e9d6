/**
 * Challenge: one code at a time proves one contact.
 *
 * > The code is sent at once. The person types it and confirms.
 *
 * A code works once, for ten minutes. Five wrong tries exhaust the challenge; a resend does not refill them.
 * A resend makes a new code and supersedes the older one. A superseded code is refused as such, and counts as a try.
 * The code itself is not stored: it is derived from keys. The command contains the result of the comparison.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { Table } from "../state-machine/table.ts"
import * as AccountAllowance from "./account-allowance.ts"
import { CodePolicy } from "./code-policy.ts"
import type { CodePurpose } from "./purpose.ts"
import {
  CodeExhausted,
  CodeExpired,
  type OwnRefusal,
  type Refusal,
  ResendsExhausted,
  ResendTooSoon,
  StaleReport,
} from "./refusal.ts"
import * as SendAllowance from "./send-allowance.ts"

export {
  CodeExhausted,
  CodeExpired,
  type Refusal,
  ResendsExhausted,
  ResendTooSoon,
  StaleReport,
} from "./refusal.ts"

const at = Schema.Finite

/**
 * An allowance of the contact or of the account, as the last message left it. A resend can use it without a read:
 * the commit checks its version, and conflicts if another account has sent to this contact since.
 */
export const KnownAllowance = Schema.Struct({
  allowance: Schema.String,
  version: Schema.Int,
  state: Schema.Union([SendAllowance.State, AccountAllowance.State]),
})
export const KnownAllowances = Schema.Array(KnownAllowance)
export type KnownAllowances = typeof KnownAllowances.Type

const allowances = Schema.optionalKey(KnownAllowances)

/** The destination of the codes in the message policy. Absent in older challenges. */
const destination = Schema.optionalKey(Schema.String)

const issued = {
  challenge: Schema.String,
  contact: Schema.String,
  nonce: Schema.String,
  policy: CodePolicy,
  allowances,
  destination,
  at,
}
const resent = { nonce: Schema.String, allowances, at }

const open = {
  challenge: Schema.String,
  /** Blind index of the contact to prove. */
  contact: Schema.String,
  policy: CodePolicy,
  /** One nonce per message, oldest first. Each derives one code; only the code of the last one works. */
  nonces: Schema.Array(Schema.String),
  /** Wrong and superseded codes entered so far. */
  tries: Schema.Int,
  /** When the last message was ordered, and when its code expires, in milliseconds since the epoch. */
  sentAt: at,
  until: at,
  /** Whether the carrier refused the last message for good. */
  undeliverable: Schema.Boolean,
  allowances,
  destination,
}

// States

export const State = Schema.TaggedUnion({
  None: {},
  Open: open,
  Exhausted: { challenge: Schema.String },
  Proved: { challenge: Schema.String, contact: Schema.String },
  Cancelled: { challenge: Schema.String },
})
export type State = typeof State.Type

export const initial: State = { _tag: "None" }

// Commands

/** Which code of the challenge a typed code equals: the latest one (`Current`), a superseded one (`Older`) or none. */
export const Comparison = Schema.Literals(["Current", "Older", "Wrong"])
export type Comparison = typeof Comparison.Type

export const Command = Schema.TaggedUnion({
  Issue: issued,
  Resend: resent,
  Enter: { comparison: Comparison, at },
  ReportUndeliverable: { challenge: Schema.String, number: Schema.Int, at },
  Cancel: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Issued: issued,
  Resent: resent,
  TryFailed: { comparison: Schema.Literals(["Older", "Wrong"]), at },
  Exhausted: { at },
  Proved: { at },
  FoundUndeliverable: { number: Schema.Int, at },
  Cancelled: { at },
})
export type Event = typeof Event.Type

// The table: state, then command, then the states it may lead to. A missing cell is a refusal.

export const table = {
  None: { Issue: ["Open"] },
  Open: {
    Issue: ["Open"],
    Resend: ["Open"],
    Enter: ["Open", "Exhausted", "Proved"],
    ReportUndeliverable: ["Open"],
    Cancel: ["Cancelled"],
  },
  Exhausted: { Issue: ["Open"], Enter: [] },
  Proved: { Issue: ["Open"] },
  Cancelled: { Issue: ["Open"] },
} as const satisfies Table<State, Command>

export type Open = Extract<State, { readonly _tag: "Open" }>
type Answer = Decision<Event, OwnRefusal>
const refuse = (refusal: OwnRefusal): Answer => Result.fail(refusal)

/** Wrong codes that may still be entered; the last of them exhausts the challenge. */
export const triesLeft = ({ policy, tries }: Open): number => policy.tries - tries

/** When the next message may be requested, in milliseconds since the epoch; `null` once all messages were sent. */
export const resendAt = ({ nonces, policy, sentAt }: Open): number | null =>
  nonces.length < policy.sends ? sentAt + policy.secondsBetweenSends * 1_000 : null

/** Whether the code of this challenge still works, and went to this contact. */
export const worksFor = (state: State, contact: string, at: number): boolean =>
  state._tag === "Open" && state.contact === contact && at < state.until

/** Whether `Resend` would be accepted now. */
export const mayResend = (state: State, at: number): boolean => {
  const from = state._tag === "Open" ? resendAt(state) : null
  return from !== null && at >= from
}

const issue = (_: State, command: CommandOf<Command, "Issue">): Answer => happened({ ...command, _tag: "Issued" })

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  None: { Issue: issue },
  Open: {
    Issue: issue,
    Resend: (state, command) => {
      const { at } = command
      const retryAt = resendAt(state)
      if (retryAt === null) return refuse(new ResendsExhausted())
      return at < retryAt
        ? refuse(new ResendTooSoon({ retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))
        : happened({ ...command, _tag: "Resent" })
    },
    Enter: (state, { at, comparison }) => {
      if (at >= state.until) return refuse(new CodeExpired())
      if (comparison === "Current") return happened({ _tag: "Proved", at })
      return triesLeft(state) > 1
        ? happened({ _tag: "TryFailed", comparison, at })
        : happened({ _tag: "TryFailed", comparison, at }, { _tag: "Exhausted", at })
    },
    ReportUndeliverable: (state, { at, challenge, number }) =>
      state.challenge === challenge && state.nonces.length === number && !state.undeliverable
        ? happened({ _tag: "FoundUndeliverable", number, at })
        : refuse(new StaleReport()),
    Cancel: (_, { at }) => happened({ _tag: "Cancelled", at }),
  },
  Exhausted: { Issue: issue, Enter: () => refuse(new CodeExhausted()) },
  Proved: { Issue: issue },
  Cancelled: { Issue: issue },
})

/** Applies an event to an open challenge. Any other state stays as it is. */
const inOpen =
  <E>(step: (state: Open, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Open" ? step(state, event) : state

/** An event that does not fit the state leaves it as it is. */
export const evolve = evolveBy<State, Event>({
  Issued: (_, { at, challenge, contact, allowances, destination, nonce, policy }) => ({
    ...(allowances === undefined ? {} : { allowances }),
    ...(destination === undefined ? {} : { destination }),
    _tag: "Open",
    challenge,
    contact,
    policy,
    nonces: [nonce],
    tries: 0,
    sentAt: at,
    until: at + policy.minutes * 60_000,
    undeliverable: false,
  }),
  Resent: inOpen(({ allowances: _, ...state }, { at, allowances, nonce }) => ({
    ...state,
    ...(allowances === undefined ? {} : { allowances }),
    nonces: [...state.nonces, nonce],
    sentAt: at,
    until: at + state.policy.minutes * 60_000,
    undeliverable: false,
  })),
  TryFailed: inOpen((state) => ({ ...state, tries: state.tries + 1 })),
  Exhausted: inOpen(({ challenge }) => ({ _tag: "Exhausted", challenge })),
  Proved: inOpen(({ challenge, contact }) => ({ _tag: "Proved", challenge, contact })),
  FoundUndeliverable: inOpen((state) => ({ ...state, undeliverable: true })),
  Cancelled: inOpen(({ challenge }) => ({ _tag: "Cancelled", challenge })),
})

/** The stream of challenges: their ids in storage. */
export const stream = streamOf("challenge")

/** The challenge of an account for one purpose: each purpose has one code at a time. */
export const idFor = (account: string, purpose: CodePurpose) => stream.id(`${account}.${purpose}`)

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
