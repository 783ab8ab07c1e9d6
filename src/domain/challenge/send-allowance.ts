/**
 * Send allowance: the limit of messages to one contact.
 *
 * A contact receives at most ten codes in any 24 hours, from all accounts together. It protects the owner of a mailbox
 * or a telephone from messages that strangers cause.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const DAY = 24 * 60 * 60_000
const at = Schema.Finite

export const State = Schema.TaggedUnion({ Counting: { sentAt: Schema.Array(at) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", sentAt: [] }

export const Command = Schema.TaggedUnion({
  Send: { perDay: Schema.Int, at },
  /** Records a request that sends nothing, so that it writes as many rows as one that does. */
  Suppress: { at },
})
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Sent: { at }, Suppressed: { at } })
export type Event = typeof Event.Type

/**
 * The limit of messages to this contact in 24 hours is reached. `retryAt` is in milliseconds since the epoch;
 * `waitSeconds` is the time left until then, rounded up.
 */
export class TooManyMessages extends Schema.TaggedError<TooManyMessages>()("TooManyMessages", {
  retryAt: at,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "This contact has received too many messages today."
  }
}

export type Refusal = TooManyMessages

/** Messages at most 24 hours old. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
const recent = ({ sentAt }: State, at: number) => sentAt.filter((sent) => sent >= at - DAY)

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Send: (state, { at, perDay }) => {
    const oldestCounted = recent(state, at).at(-perDay)
    if (oldestCounted === undefined) return happened({ _tag: "Sent", at })
    const retryAt = oldestCounted + DAY + 1
    return Result.fail(new TooManyMessages({ retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))
  },
  Suppress: (_, { at }) => happened({ _tag: "Suppressed", at }),
})

export const evolve = evolveBy<State, Event>({
  Sent: (state, { at }) => ({ _tag: "Counting", sentAt: [...recent(state, at), at] }),
  Suppressed: (state) => state,
})

/** The stream of send allowances: their ids in storage. */
export const stream = streamOf("send-allowance")

/**
 * The allowance of a contact for recoveries, which only its owner's accounts cause. It is apart from that of requests to
 * prove the contact: otherwise a person who counts the messages left would learn which number has which address.
 */
export const idForOwner = (contact: string) => stream.id(`${contact}.owner`)

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
