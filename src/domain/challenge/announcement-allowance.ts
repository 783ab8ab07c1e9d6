/**
 * Announcement allowance: which announcements a person was sent lately.
 *
 * Announcements of one kind to one contact within the hour are one, and at most five of a kind are sent in 24 hours.
 * Each kind counts alone, so that a stranger who causes one kind cannot delay a warning of another.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const DAY = 24 * 60 * 60_000
const at = Schema.Finite

/**
 * An announcement: the id of its message, the blind index of its contact, and its kind. `happenedAt` is the time of its
 * event, and `at` the time at which it was counted, directly before it was sent.
 */
const announced = {
  message: Schema.String,
  contact: Schema.String,
  about: Schema.String,
  happenedAt: at,
  at,
}
type Announced = { readonly at: number }

export const State = Schema.TaggedUnion({ Counting: { sent: Schema.Array(Schema.Struct(announced)) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", sent: [] }

export const Command = Schema.TaggedUnion({
  Announce: {
    ...announced,
    /** The kind that undoes this one. An announcement of it in between makes this one news again. */
    contrary: Schema.NullOr(Schema.String),
    perDay: Schema.Int,
    coalesceMinutes: Schema.Int,
  },
})
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({ Announced: announced })
export type Event = typeof Event.Type

/** An announcement of this kind, from the same hour, was sent to this contact. This one is part of it. */
export class AlreadyAnnounced extends Schema.TaggedError<AlreadyAnnounced>()("AlreadyAnnounced", {}) {
  override get message(): string {
    return "An announcement of this kind was sent within the hour."
  }
}

/** This contact received too many announcements of this kind. `retryAt` is in milliseconds since the epoch. */
export class TooManyAnnouncements extends Schema.TaggedError<TooManyAnnouncements>()("TooManyAnnouncements", {
  retryAt: at,
}) {
  override get message(): string {
    return "This contact received too many announcements of this kind today."
  }
}

/** This message was counted before: it is delivered again, and sent again. */
export class AlreadyCounted extends Schema.TaggedError<AlreadyCounted>()("AlreadyCounted", {}) {
  override get message(): string {
    return "This announcement was counted before."
  }
}

export type Refusal = AlreadyAnnounced | AlreadyCounted | TooManyAnnouncements

const isRecent = (announced: Announced, at: number) => announced.at >= at - DAY

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Announce: ({ sent }, { about, at, coalesceMinutes, contact, contrary, happenedAt, message, perDay }) => {
    if (sent.some((one) => one.message === message)) return Result.fail(new AlreadyCounted())
    const toContact = sent.filter((one) => one.contact === contact && isRecent(one, at))
    const ofKind = toContact.filter((one) => one.about === about)
    const undoneAt = Math.max(...toContact.filter((one) => one.about === contrary).map((one) => one.happenedAt), -1)
    // The worker may handle a later event first: the distance counts, and not the order.
    const isNear = (other: number) => Math.abs(happenedAt - other) < coalesceMinutes * 60_000
    const isPart = ofKind.some((one) => one.happenedAt >= undoneAt && isNear(one.happenedAt))
    if (isPart && happenedAt >= undoneAt) return Result.fail(new AlreadyAnnounced())
    const oldestCounted = ofKind
      .map((one) => one.at)
      .sort((one, other) => one - other)
      .at(-perDay)
    return oldestCounted === undefined
      ? happened({ _tag: "Announced", message, contact, about, happenedAt, at })
      : Result.fail(new TooManyAnnouncements({ retryAt: oldestCounted + DAY + 1 }))
  },
})

export const evolve = evolveBy<State, Event>({
  Announced: ({ sent }, { _tag, ...announced }) => ({
    _tag: "Counting",
    sent: [...sent.filter((one) => isRecent(one, announced.at)), announced],
  }),
})

/** The stream of announcement allowances: one for each account. */
export const stream = streamOf("announcement-allowance")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
