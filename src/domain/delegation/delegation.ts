/**
 * Delegation: the authorisation to manage the household file, from its holder to the spouse.
 *
 * > The holder can give it to the spouse, who then reaches the same services and features. The holder can cancel it at
 * > any time. After a separation is declared it ends automatically.
 *
 * Nobody has to accept it, and it is never delegated on. It may have a last day, which counts whole (Europe/Paris). Each
 * end has a cause and says who caused it; the first cause stays. An ended one never lives again: giving it anew makes
 * another, with another id. Whether one is live is not written anywhere: `isLive` finds out, from what holds now.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { Actor } from "./actor.ts"

const at = Schema.Finite
const person = Schema.String

/** Number of the delegation in its file, from 1: the next one has the next number. */
const id = Schema.Int
/** The last day it lasts, if it has one. */
const lastDay = Schema.NullOr(CivilDate)
const parties = { id, holder: person, spouse: person }

/** Causes that come from the household around it. */
export const CauseAround = Schema.Literals([
  "Separation",
  "HolderChanged",
  "SpouseLeft",
  "Death",
  "FileClosed",
  "AccountClosed",
])
export type CauseAround = typeof CauseAround.Type

export const Cause = Schema.Literals(["RevokedByHolder", "RenouncedBySpouse", ...CauseAround.literals, "Expired"])
export type Cause = typeof Cause.Type

// States

export const State = Schema.TaggedUnion({
  NotGranted: {},
  Granted: { ...parties, lastDay, at },
  Ended: { ...parties, cause: Cause, by: Actor, at },
})
export type State = typeof State.Type

export const initial: State = { _tag: "NotGranted" }

// Commands

export const Command = Schema.TaggedUnion({
  Grant: { ...parties, lastDay, at },
  Revoke: { by: person, at },
  Renounce: { by: person, at },
  /** What it rests on fell away. */
  End: { cause: CauseAround, by: Actor, at },
  Expire: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  DelegationGranted: { ...parties, lastDay, at },
  /** Granted a second time in the same terms: noted, and nothing changed. */
  DelegationGrantRepeated: { id, at },
  DelegationEnded: { id, cause: Cause, by: Actor, at },
})
export type Event = typeof Event.Type

// Refusals

/** Its last day would be over already. */
export class LastDayPast extends Schema.TaggedError<LastDayPast>()("LastDayPast", {}) {
  override get message(): string {
    return "The last day of an authorisation cannot be over already."
  }
}

/** One is in force in other terms, the one with this `id`. It is cancelled first, or kept. */
export class AlreadyGranted extends Schema.TaggedError<AlreadyGranted>()("AlreadyGranted", { id }) {
  override get message(): string {
    return "An authorisation is in force already, in other terms: cancel it before giving another."
  }
}

/** Only who holds the file gives or cancels its authorisation. */
export class NotTheHolder extends Schema.TaggedError<NotTheHolder>()("NotTheHolder", {}) {
  override get message(): string {
    return "Only the holder of the file can do this."
  }
}

/** Only who was given the authorisation can renounce it. */
export class NotTheDelegate extends Schema.TaggedError<NotTheDelegate>()("NotTheDelegate", {}) {
  override get message(): string {
    return "Only the person who was given the authorisation can renounce it."
  }
}

/** The delegation has no last day, or that day is not over. */
export class NotOver extends Schema.TaggedError<NotOver>()("NotOver", {}) {
  override get message(): string {
    return "The last day of this authorisation is not over."
  }
}

type OwnRefusal = LastDayPast | AlreadyGranted | NotTheHolder | NotTheDelegate | NotOver
export type Refusal = NotAllowed | OwnRefusal

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  NotGranted: { Grant: ["Granted"] },
  Granted: { Grant: ["Granted"], Revoke: ["Ended"], Renounce: ["Ended"], End: ["Ended"], Expire: ["Ended"] },
  Ended: {},
} as const satisfies Table<State, Command>

type NotGranted = Extract<State, { readonly _tag: "NotGranted" }>
type Granted = Extract<State, { readonly _tag: "Granted" }>
type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>
type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)
const refuse = (refusal: OwnRefusal): Answer => Result.fail(refusal)

/** Whether the last day is over. Through that day, the delegation lasts. */
export const isOver = (lastDay: CivilDate | null, today: CivilDate): boolean => lastDay !== null && today > lastDay

/** It ends; where its last day was over before, that is what ended it. */
const ends = ({ id, lastDay }: Granted, cause: Cause, by: Actor, at: number): Answer =>
  isOver(lastDay, civilDateAt(at))
    ? happens({ _tag: "DelegationEnded", id, cause: "Expired", by: { _tag: "Time" }, at })
    : happens({ _tag: "DelegationEnded", id, cause, by, at })

const isInTheseTerms = (granted: Granted, { holder, lastDay, spouse }: Order<"Grant">) =>
  granted.holder === holder && granted.spouse === spouse && granted.lastDay === lastDay

const grant = (state: NotGranted | Granted, order: Order<"Grant">) =>
  isOver(order.lastDay, civilDateAt(order.at))
    ? refuse(new LastDayPast())
    : state._tag === "NotGranted"
      ? happens({ ...order, _tag: "DelegationGranted" })
      : isInTheseTerms(state, order)
        ? happens({ _tag: "DelegationGrantRepeated", id: state.id, at: order.at })
        : refuse(new AlreadyGranted({ id: state.id }))

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  NotGranted: { Grant: grant },
  Granted: {
    Grant: grant,
    Revoke: (state, { at, by }) =>
      by === state.holder
        ? ends(state, "RevokedByHolder", { _tag: "Person", person: by }, at)
        : refuse(new NotTheHolder()),
    Renounce: (state, { at, by }) =>
      by === state.spouse
        ? ends(state, "RenouncedBySpouse", { _tag: "Person", person: by }, at)
        : refuse(new NotTheDelegate()),
    End: (state, { at, by, cause }) => ends(state, cause, by, at),
    Expire: (state, { at }) =>
      isOver(state.lastDay, civilDateAt(at)) ? ends(state, "Expired", { _tag: "Time" }, at) : refuse(new NotOver()),
  },
  Ended: {},
})

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  DelegationGranted: (state, granted) => (state._tag === "NotGranted" ? { ...granted, _tag: "Granted" } : state),
  DelegationGrantRepeated: (state) => state,
  DelegationEnded: (state, { at, by, cause }) => {
    if (state._tag !== "Granted") return state
    const { holder, id, spouse } = state
    return { _tag: "Ended", id, holder, spouse, cause, by, at }
  },
})

export const machine: Decider<State, Command, Event, Refusal> = {
  name: "delegation",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
