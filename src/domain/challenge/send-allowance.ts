/**
 * Send allowance: how often anyone may make us write to one contact.
 *
 * A mailbox or a telephone belongs to its owner. Ten messages in any 24 hours is all that strangers and the owner
 * together can cause, whichever account asks.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const DAY = 24 * 60 * 60_000
const at = Schema.Finite

export const State = Schema.TaggedUnion({ Counting: { sentAt: Schema.Array(at) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", sentAt: [] }

export const Command = Schema.TaggedUnion({ Send: { perDay: Schema.Int, at } })
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Sent: { at } })
export type Event = typeof Event.Type

/**
 * This contact got as many messages as it may in 24 hours. `retryAt` is in milliseconds since the epoch, and was
 * `waitSeconds` away, rounded up.
 */
export class TooManyMessages extends Schema.TaggedError<TooManyMessages>()("TooManyMessages", {
  retryAt: at,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "This contact has received too many messages today."
  }
}

export type Refusal = NotAllowed | TooManyMessages

export const table = { Counting: { Send: ["Counting"] } } as const satisfies Table<State, Command>

/** Messages no older than a day: exactly a day still counts, so that no 24 hours hold more than their share. */
const recent = ({ sentAt }: State, at: number) => sentAt.filter((sent) => sent >= at - DAY)

export const decide = decideBy<State, Command, Event, TooManyMessages>()(table)({
  Counting: {
    Send: (state, { at, perDay }) => {
      const oldestThatCounts = recent(state, at).at(-perDay)
      if (oldestThatCounts === undefined) return Result.succeed([{ _tag: "Sent", at }])
      const retryAt = oldestThatCounts + DAY + 1
      return Result.fail(new TooManyMessages({ retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))
    },
  },
})

export const evolve = evolveBy<State, Event>({
  Sent: (state, { at }) => ({ _tag: "Counting", sentAt: [...recent(state, at), at] }),
})

/** Where its states and events are stored. */
export const stream = streamOf("send-allowance")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
