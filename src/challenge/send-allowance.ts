/**
 * Send allowance: how often anyone may make us write to one contact.
 *
 * A mailbox or a telephone belongs to its owner. Ten messages in any 24 hours is all that strangers and the owner
 * together can cause, whichever account asks.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "../machine/decider.ts"
import { lookUp, type NotAllowed, type Table } from "../machine/table.ts"

const DAY = 24 * 60 * 60_000
const at = Schema.Finite

export const State = Schema.TaggedUnion({ Counting: { sentAt: Schema.Array(at) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", sentAt: [] }

export const Command = Schema.TaggedUnion({ Send: { perDay: Schema.Int, at } })
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Sent: { at } })
export type Event = typeof Event.Type

/** This contact got as many messages as it may in 24 hours. `retryAt` is in milliseconds since the epoch. */
export class TooManyMessages extends Schema.TaggedError<TooManyMessages>()("TooManyMessages", { retryAt: at }) {
  override get message(): string {
    return "This contact has received too many messages today."
  }
}

export type Refusal = NotAllowed | TooManyMessages

export const table = { Counting: { Send: ["Counting"] } } as const satisfies Table<State, Command>

const cellFor = lookUp<State, Command>()(table)

export const decide = (command: Command, state: State): Result.Result<ReadonlyArray<Event>, Refusal> =>
  Result.flatMap(cellFor(state, command), ([{ sentAt }, { at, perDay }]) => {
    const recent = sentAt.filter((sent) => sent >= at - DAY)
    const oldestThatCounts = recent.at(-perDay)
    return oldestThatCounts === undefined
      ? Result.succeed([{ _tag: "Sent", at }])
      : Result.fail(new TooManyMessages({ retryAt: oldestThatCounts + DAY + 1 }))
  })

export const evolve = (state: State, { at }: Event): State => ({
  _tag: "Counting",
  sentAt: [...state.sentAt.filter((sent) => sent >= at - DAY), at],
})

export const machine: Decider<State, Command, Event, Refusal> = {
  name: "send-allowance",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
