/**
 * Challenge: one code at a time proves one contact.
 *
 * > The code is sent at once. The person types it and confirms.
 *
 * A code works for ten minutes, once. Five wrong tries spend the challenge, however often the code was sent again.
 * Sending again makes a new code and kills the older one; who types the older one is told so, and it counts as a try.
 * The code itself is nowhere in here: it is computed from keys, and the command says what the typed one was worth.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { CodePolicy } from "./code-policy.ts"
import type { CodePurpose } from "./purpose.ts"

const at = Schema.Finite

/**
 * What the last message left of the send allowances of the contact: as long as nobody else writes to it, sending again
 * need not read them first.
 */
export const Counted = Schema.Array(
  Schema.Struct({ allowance: Schema.String, version: Schema.Int, sentAt: Schema.Array(at) }),
)
export type Counted = typeof Counted.Type

const counted = Schema.optionalKey(Counted)

const issued = {
  challenge: Schema.String,
  contact: Schema.String,
  nonce: Schema.String,
  policy: CodePolicy,
  counted,
  at,
}
const resent = { nonce: Schema.String, counted, at }

const open = {
  challenge: Schema.String,
  /** Blind index of the contact being proved. */
  contact: Schema.String,
  policy: CodePolicy,
  /** What each code sent so far was made from, oldest first: the last one is the code that works. */
  nonces: Schema.Array(Schema.String),
  tries: Schema.Int,
  sentAt: at,
  until: at,
  /** The last message was refused for good by its carrier. */
  undeliverable: Schema.Boolean,
  counted,
}

// States

export const State = Schema.TaggedUnion({
  None: {},
  Open: open,
  Spent: { challenge: Schema.String },
  Proved: { challenge: Schema.String, contact: Schema.String },
  Cancelled: { challenge: Schema.String },
})
export type State = typeof State.Type

export const initial: State = { _tag: "None" }

// Commands

/** What a typed code was found to be, by comparing it with the codes of this challenge. */
export const Typed = Schema.Literals(["Current", "Older", "Wrong"])
export type Typed = typeof Typed.Type

export const Command = Schema.TaggedUnion({
  Issue: issued,
  Resend: resent,
  Enter: { typed: Typed, at },
  ReportUndeliverable: { challenge: Schema.String, number: Schema.Int, at },
  Cancel: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Issued: issued,
  Resent: resent,
  TryFailed: { typed: Schema.Literals(["Older", "Wrong"]), at },
  Exhausted: { at },
  Proved: { at },
  FoundUndeliverable: { number: Schema.Int, at },
  Cancelled: { at },
})
export type Event = typeof Event.Type

// Refusals

/** The code came after its last minute. It was not looked at, and nothing was counted. */
export class CodeExpired extends Schema.TaggedError<CodeExpired>()("CodeExpired", {}) {
  override get message(): string {
    return "This code is no longer valid: ask for a new one."
  }
}

/** Too many wrong tries: this challenge is over. Giving the contact again starts another. */
export class CodeExhausted extends Schema.TaggedError<CodeExhausted>()("CodeExhausted", {}) {
  override get message(): string {
    return "Too many wrong codes were typed: ask for a new one."
  }
}

/**
 * The last message went out a moment ago. `retryAt` is in milliseconds since the epoch; `waitSeconds` is how far away
 * that was when it was asked, in whole seconds, rounded up: a few seconds are not told by the clock on the wall.
 */
export class ResendTooSoon extends Schema.TaggedError<ResendTooSoon>()("ResendTooSoon", {
  retryAt: at,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "A code has just been sent: wait a moment before asking again."
  }
}

/** This challenge has sent all the messages it may. */
export class ResendsExhausted extends Schema.TaggedError<ResendsExhausted>()("ResendsExhausted", {}) {
  override get message(): string {
    return "The code was sent too many times."
  }
}

/** The message reported on is not the last one: the news is stale, and changes nothing. */
export class StaleReport extends Schema.TaggedError<StaleReport>()("StaleReport", {}) {
  override get message(): string {
    return "A newer message was sent since."
  }
}

type OwnRefusal = CodeExpired | CodeExhausted | ResendTooSoon | ResendsExhausted | StaleReport
export type Refusal = NotAllowed | OwnRefusal

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  None: { Issue: ["Open"] },
  Open: {
    Issue: ["Open"],
    Resend: ["Open"],
    Enter: ["Open", "Spent", "Proved"],
    ReportUndeliverable: ["Open"],
    Cancel: ["Cancelled"],
  },
  Spent: { Issue: ["Open"], Enter: [] },
  Proved: { Issue: ["Open"] },
  Cancelled: { Issue: ["Open"] },
} as const satisfies Table<State, Command>

type Open = Extract<State, { readonly _tag: "Open" }>
type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>
type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)
const refuse = (refusal: OwnRefusal): Answer => Result.fail(refusal)

const issue = (_: State, order: Order<"Issue">) => happens({ ...order, _tag: "Issued" })

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  None: { Issue: issue },
  Open: {
    Issue: issue,
    Resend: ({ nonces, policy, sentAt }, order) => {
      const { at } = order
      const retryAt = sentAt + policy.secondsBetweenSends * 1_000
      return nonces.length >= policy.sends
        ? refuse(new ResendsExhausted())
        : at < retryAt
          ? refuse(new ResendTooSoon({ retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))
          : happens({ ...order, _tag: "Resent" })
    },
    Enter: ({ policy, tries, until }, { at, typed }) =>
      at >= until
        ? refuse(new CodeExpired())
        : typed === "Current"
          ? happens({ _tag: "Proved", at })
          : tries + 1 < policy.tries
            ? happens({ _tag: "TryFailed", typed, at })
            : happens({ _tag: "TryFailed", typed, at }, { _tag: "Exhausted", at }),
    ReportUndeliverable: (state, { at, challenge, number }) =>
      state.challenge === challenge && state.nonces.length === number && !state.undeliverable
        ? happens({ _tag: "FoundUndeliverable", number, at })
        : refuse(new StaleReport()),
    Cancel: (_, { at }) => happens({ _tag: "Cancelled", at }),
  },
  Spent: { Issue: issue, Enter: () => refuse(new CodeExhausted()) },
  Proved: { Issue: issue },
  Cancelled: { Issue: issue },
})

/** A step of an open challenge; elsewhere the event is out of place. */
const inOpen =
  <E>(step: (state: Open, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Open" ? step(state, event) : state

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Issued: (_, { at, challenge, contact, counted, nonce, policy }) => ({
    ...(counted === undefined ? {} : { counted }),
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
  Resent: inOpen(({ counted: _, ...state }, { at, counted, nonce }) => ({
    ...state,
    ...(counted === undefined ? {} : { counted }),
    nonces: [...state.nonces, nonce],
    sentAt: at,
    until: at + state.policy.minutes * 60_000,
    undeliverable: false,
  })),
  TryFailed: inOpen((state) => ({ ...state, tries: state.tries + 1 })),
  Exhausted: inOpen(({ challenge }) => ({ _tag: "Spent", challenge })),
  Proved: inOpen(({ challenge, contact }) => ({ _tag: "Proved", challenge, contact })),
  FoundUndeliverable: inOpen((state) => ({ ...state, undeliverable: true })),
  Cancelled: inOpen(({ challenge }) => ({ _tag: "Cancelled", challenge })),
})

/** Where its states and events are stored. */
export const stream = streamOf("challenge")

/** The challenge of an account for one purpose: one code at a time for each. */
export const idFor = (account: string, purpose: CodePurpose) => stream.id(`${account}.${purpose}`)

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
