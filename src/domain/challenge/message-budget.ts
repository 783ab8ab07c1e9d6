/**
 * Message budget: the limit of codes of the whole service, by destination and day, and of all of them in an hour.
 *
 * It bounds the cost of SMS pumping: an attacker who controls many accounts makes the service send messages to numbers
 * of an operator who shares the income. Each day has its own rows, which retention deletes.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const at = Schema.Finite

/** `hour` is the hour that `inHour` counts, in hours since the epoch. */
export const State = Schema.TaggedUnion({
  Counting: { byDestination: Schema.Record(Schema.String, Schema.Int), hour: Schema.Int, inHour: Schema.Int },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", byDestination: {}, hour: 0, inHour: 0 }

/** The limits of this row: its share of those of the policy. */
const limits = { perDay: Schema.Int, perHour: Schema.Int }

export const Command = Schema.TaggedUnion({
  Count: { destination: Schema.String, ...limits, at },
  /** Records a request that sends nothing, so that it writes as many rows as one that does. */
  Suppress: { at },
})
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Counted: { destination: Schema.String, at }, Suppressed: { at } })
export type Event = typeof Event.Type

/**
 * No code is sent to this destination for now. The refusal depends on the typed contact and the whole service only, and
 * not on an account. `retryAt` is in milliseconds since the epoch; `waitSeconds` is the time left until then, rounded up.
 */
export class SendingPaused extends Schema.TaggedError<SendingPaused>()("SendingPaused", {
  limit: Schema.Literals(["Hour", "Day"]),
  retryAt: at,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "No code can be sent to this contact for the moment."
  }
}

export type Refusal = SendingPaused

const hourOf = (at: number) => Math.floor(at / HOUR)

const countInHour = ({ hour, inHour }: State, at: number) => (hourOf(at) > hour ? 0 : inHour)
const countOf = ({ byDestination }: State, destination: string) =>
  Object.hasOwn(byDestination, destination) ? (byDestination[destination] ?? 0) : 0

const paused = (limit: SendingPaused["limit"], retryAt: number, at: number) =>
  Result.fail(new SendingPaused({ limit, retryAt, waitSeconds: Math.ceil((retryAt - at) / 1_000) }))

export const decide = decideByCommand<State, Command, Event, SendingPaused>({
  Count: (state, { at, destination, perDay, perHour }) => {
    if (countOf(state, destination) >= perDay) return paused("Day", (Math.floor(at / DAY) + 1) * DAY, at)
    if (countInHour(state, at) >= perHour) return paused("Hour", (hourOf(at) + 1) * HOUR, at)
    return happened({ _tag: "Counted", destination, at })
  },
  Suppress: (_, { at }) => happened({ _tag: "Suppressed", at }),
})

export const evolve = evolveBy<State, Event>({
  Counted: (state, { at, destination }) => ({
    _tag: "Counting",
    byDestination: { ...state.byDestination, [destination]: countOf(state, destination) + 1 },
    hour: Math.max(state.hour, hourOf(at)),
    inHour: countInHour(state, at) + 1,
  }),
  Suppressed: (state) => state,
})

/** The limits that the last counted code has used up. */
export const usedUp = (
  state: State,
  { destination, perDay, perHour }: { readonly destination: string; readonly perDay: number; readonly perHour: number },
): ReadonlyArray<SendingPaused["limit"]> => [
  ...(countOf(state, destination) >= perDay ? (["Day"] as const) : []),
  ...(state.inHour >= perHour ? (["Hour"] as const) : []),
]

/** The stream of message budgets: their ids in storage. */
export const stream = streamOf("message-budget")

/** The row of one share of a day (UTC), such as `message-budget/2026-11-30-07`. */
export const idFor = (at: number, share: number) =>
  stream.id(`${new Date(at).toISOString().slice(0, 10)}-${`${share}`.padStart(2, "0")}`)

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
