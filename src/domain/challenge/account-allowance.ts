/**
 * Account allowance: the limit of codes that one account requests, to one contact and to all contacts together.
 *
 * It protects the fund from SMS pumping by one session. It is also the only count that the account may see: the count of a
 * contact includes the messages of other accounts, and would show which number has which address.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { TooManyMessages } from "./send-allowance.ts"

const DAY = 24 * 60 * 60_000
const at = Schema.Finite

/** A code that the account requested. `contact` is a blind index. */
const requested = { contact: Schema.String, at }

export const State = Schema.TaggedUnion({ Counting: { requested: Schema.Array(Schema.Struct(requested)) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", requested: [] }

export const Command = Schema.TaggedUnion({
  /** `contacts` are the blind indexes of one contact under each accepted key, the present key first. */
  Request: { contacts: Schema.NonEmptyArray(Schema.String), perContact: Schema.Int, perDay: Schema.Int, at },
})
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Requested: requested })
export type Event = typeof Event.Type

/** The limit of codes that this account may request in 24 hours is reached. The fields are those of `TooManyMessages`. */
export class TooManyCodesRequested extends Schema.TaggedError<TooManyCodesRequested>()("TooManyCodesRequested", {
  retryAt: at,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "This account has requested too many codes today."
  }
}

export type Refusal = TooManyMessages | TooManyCodesRequested

/** Codes at most 24 hours old. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
const recent = ({ requested }: State, at: number) => requested.filter((code) => code.at >= at - DAY)

/** When a limit allows the next code; `null` if it allows one now. */
const retryOf = (oldestCounted: { readonly at: number } | undefined, at: number) =>
  oldestCounted === undefined
    ? null
    : { retryAt: oldestCounted.at + DAY + 1, waitSeconds: Math.ceil((oldestCounted.at + DAY + 1 - at) / 1_000) }

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Request: (state, { at, contacts, perContact, perDay }) => {
    const codes = recent(state, at)
    const ofContact = retryOf(codes.filter(({ contact }) => contacts.includes(contact)).at(-perContact), at)
    if (ofContact !== null) return Result.fail(new TooManyMessages(ofContact))
    const ofAccount = retryOf(codes.at(-perDay), at)
    if (ofAccount !== null) return Result.fail(new TooManyCodesRequested(ofAccount))
    return happened({ _tag: "Requested", contact: contacts[0], at })
  },
})

export const evolve = evolveBy<State, Event>({
  Requested: (state, { at, contact }) => ({ _tag: "Counting", requested: [...recent(state, at), { contact, at }] }),
})

/** The stream of account allowances: one for each account. */
export const stream = streamOf("account-allowance")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
