/**
 * Challenge: one code at a time proves one contact.
 *
 * > The code is sent at once. The person types it and confirms.
 *
 * A code works once, for ten minutes. Five wrong tries exhaust the challenge; a resend does not refill them.
 * No new challenge is issued after too many wrong codes in 24 hours, so that new challenges give no more guesses.
 * A resend makes a new code and supersedes the older one. A superseded code is refused as such, and costs no try.
 * The code itself is not stored: it is derived from keys. The command contains the result of the comparison.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { Table } from "../state-machine/table.ts"
import type { CodePolicy } from "./code-policy.ts"
import * as fields from "./fields.ts"
import type { CodePurpose } from "./purpose.ts"
import {
  CodeExhausted,
  CodeExpired,
  CodeSuperseded,
  type OwnRefusal,
  type Refusal,
  ResendsExhausted,
  ResendTooSoon,
  StaleReport,
  TooManyWrongCodes,
} from "./refusal.ts"

export {
  CodeExhausted,
  CodeExpired,
  CodeSuperseded,
  type Refusal,
  ResendsExhausted,
  ResendTooSoon,
  StaleReport,
  TooManyWrongCodes,
} from "./refusal.ts"

const at = Schema.Finite

/** The allowances that a challenge stores. */
export const KnownAllowance = fields.KnownAllowance
export const KnownAllowances = fields.KnownAllowances
export type KnownAllowances = fields.KnownAllowances

// States

export const State = Schema.TaggedUnion({
  None: {},
  Open: fields.open,
  Exhausted: fields.over,
  Proved: { ...fields.over, contact: Schema.String },
  Cancelled: fields.over,
})
export type State = typeof State.Type

export const initial: State = { _tag: "None" }

// Commands

/** Which code of the challenge a typed code equals: the latest one (`Current`), a superseded one (`Older`) or none. */
export const Comparison = Schema.Literals(["Current", "Older", "Wrong"])
export type Comparison = typeof Comparison.Type

export const Command = Schema.TaggedUnion({
  /** `wrongPerDay` limits the wrong codes of 24 hours, over all challenges. Without it, they are counted elsewhere. */
  Issue: { ...fields.issued, wrongPerDay: Schema.optionalKey(Schema.Int) },
  Resend: fields.resent,
  Enter: { comparison: Comparison, at },
  ReportUndeliverable: { challenge: Schema.String, number: Schema.Int, at },
  Cancel: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Issued: fields.issued,
  Resent: fields.resent,
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

const DAY = 24 * 60 * 60_000

/** The wrong codes of the last 24 hours. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
const recentWrong = (state: State, at: number): ReadonlyArray<number> =>
  "wrongAt" in state ? (state.wrongAt ?? []).filter((wrong) => wrong >= at - DAY) : []

const withWrong = (wrongAt: ReadonlyArray<number> | undefined) => (wrongAt?.length ? { wrongAt } : {})

/** A new challenge is issued only if all its tries are left in the day, so that no 24 hours exceed the limit. */
const issue = (state: State, { wrongPerDay, ...command }: CommandOf<Command, "Issue">): Answer => {
  const { at, policy } = command
  const wrong = recentWrong(state, at)
  const tooMany = wrongPerDay === undefined ? 0 : wrong.length + policy.tries - Math.max(wrongPerDay, policy.tries)
  const leaves = wrong[tooMany - 1]
  if (leaves === undefined) return happened({ ...command, _tag: "Issued" })
  const retryAt = leaves + DAY + 1
  return refuse(new TooManyWrongCodes({ retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))
}

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
      if (comparison === "Older") {
        return refuse(new CodeSuperseded({ current: state.nonces.length, triesLeft: triesLeft(state) }))
      }
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

/** When a code that is sent now stops working. */
const endOfCode = ({ minutes }: CodePolicy, at: number, notAfter = Number.POSITIVE_INFINITY): number =>
  Math.min(at + minutes * 60_000, notAfter)

/** An event that does not fit the state leaves it as it is. */
export const evolve = evolveBy<State, Event>({
  Issued: (state, { at, challenge, contact, allowances, destination, nonce, notAfter, policy }) => ({
    ...(allowances === undefined ? {} : { allowances }),
    ...(destination === undefined ? {} : { destination }),
    ...withWrong(recentWrong(state, at)),
    _tag: "Open",
    challenge,
    contact,
    policy,
    nonces: [nonce],
    tries: 0,
    sentAt: at,
    until: endOfCode(policy, at, notAfter),
    undeliverable: false,
  }),
  Resent: inOpen(({ allowances: _, ...state }, { at, allowances, nonce, notAfter }) => ({
    ...state,
    ...(allowances === undefined ? {} : { allowances }),
    nonces: [...state.nonces, nonce],
    sentAt: at,
    until: endOfCode(state.policy, at, notAfter),
    undeliverable: false,
  })),
  TryFailed: inOpen((state, { at }) => ({
    ...state,
    tries: state.tries + 1,
    wrongAt: [...recentWrong(state, at), at],
  })),
  Exhausted: inOpen(({ challenge, wrongAt }) => ({ _tag: "Exhausted", challenge, ...withWrong(wrongAt) })),
  Proved: inOpen(({ challenge, contact, wrongAt }) => ({ _tag: "Proved", challenge, contact, ...withWrong(wrongAt) })),
  FoundUndeliverable: inOpen((state) => ({ ...state, undeliverable: true })),
  Cancelled: inOpen(({ challenge, wrongAt }) => ({ _tag: "Cancelled", challenge, ...withWrong(wrongAt) })),
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
