/**
 * Delegation: the authorisation to manage the household file, from its holder to the spouse.
 *
 * > The holder can give it to the spouse, who then reaches the same services and features. The holder can cancel it at
 * > any time. After a separation is declared it ends automatically.
 *
 * The spouse need not accept it, and cannot delegate it further. It may have a last day, which is included
 * (Europe/Paris). Each end has a cause and an actor; the first cause is final. An ended delegation never becomes live
 * again: a new grant makes a new delegation with a new id.
 *
 * The spouse's account may be opened after the grant, and by a person who knows the facts only. The delegation then
 * waits until the holder grants it again, which confirms it. This prevents pre-hijacking of the holder's rights. Whether a delegation is live is never stored: `isLive`
 * derives it from the facts.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { Actor } from "./actor.ts"

const at = Schema.Finite
const person = Schema.String

/** The number of the delegation in its file, from 1. */
const id = Schema.Int
/** The last day, included; `null` where there is none. */
const lastDay = Schema.NullOr(CivilDate)
const parties = { id, holder: person, spouse: person }
/** Whether the spouse's account was active when the holder granted, or granted again. */
const toActive = Schema.optional(Schema.Boolean)

/** Causes outside the delegation: in the household, or in an account. */
export const ExternalCause = Schema.Literals([
  "Separation",
  "HolderChanged",
  "SpouseLeft",
  "Death",
  "FileClosed",
  "AccountClosed",
  "HolderProtected",
])
export type ExternalCause = typeof ExternalCause.Type

export const EndCause = Schema.Literals(["RevokedByHolder", "RenouncedBySpouse", ...ExternalCause.literals, "Expired"])
export type EndCause = typeof EndCause.Type

// States

export const State = Schema.TaggedUnion({
  NotGranted: {},
  Granted: { ...parties, lastDay, toActive, at },
  Ended: { ...parties, cause: EndCause, by: Actor, at },
})
export type State = typeof State.Type

export const initial: State = { _tag: "NotGranted" }

// Commands

export const Command = Schema.TaggedUnion({
  Grant: { ...parties, lastDay, toActive, at },
  Revoke: { by: person, at },
  Renounce: { by: person, at },
  /** Something that it depends on has ended. */
  End: { cause: ExternalCause, by: Actor, at },
  Expire: { at },
})
export type Command = typeof Command.Type

// Events: their names and fields are stored. Change them only by adding.

export const Event = Schema.TaggedUnion({
  DelegationGranted: { ...parties, lastDay, toActive, at },
  /** Granted again in the same terms. `confirms`: the spouse's account has become active since. Else it changes nothing. */
  DelegationGrantRepeated: { id, confirms: Schema.optional(Schema.Boolean), at },
  DelegationEnded: { id, cause: EndCause, by: Actor, at },
})
export type Event = typeof Event.Type

// Refusals

/** The last day is in the past. */
export class LastDayPast extends Schema.TaggedError<LastDayPast>()("LastDayPast", {}) {
  override get message(): string {
    return "The last day of an authorisation cannot be in the past."
  }
}

/** A delegation with this `id` is in force in other terms. Cancel it before you grant another. */
export class AlreadyGranted extends Schema.TaggedError<AlreadyGranted>()("AlreadyGranted", { id }) {
  override get message(): string {
    return "An authorisation is already in force, in other terms: cancel it before giving another."
  }
}

/** Only the holder of the file gives or cancels its authorisation. */
export class NotTheHolder extends Schema.TaggedError<NotTheHolder>()("NotTheHolder", {}) {
  override get message(): string {
    return "Only the holder of the file can do this."
  }
}

/** Only the spouse who received the authorisation can renounce it. */
export class NotTheDelegate extends Schema.TaggedError<NotTheDelegate>()("NotTheDelegate", {}) {
  override get message(): string {
    return "Only the spouse who received the authorisation can renounce it."
  }
}

/** The delegation has no last day, or that day is not over yet. */
export class NotOver extends Schema.TaggedError<NotOver>()("NotOver", {}) {
  override get message(): string {
    return "The last day of this authorisation is not over."
  }
}

type OwnRefusal = LastDayPast | AlreadyGranted | NotTheHolder | NotTheDelegate | NotOver
export type Refusal = NotAllowed | OwnRefusal

// The table: for each state, its commands and the states they may lead to. A missing cell is a refusal.

export const table = {
  NotGranted: { Grant: ["Granted"] },
  Granted: { Grant: ["Granted"], Revoke: ["Ended"], Renounce: ["Ended"], End: ["Ended"], Expire: ["Ended"] },
  Ended: {},
} as const satisfies Table<State, Command>

type NotGranted = Extract<State, { readonly _tag: "NotGranted" }>
type Granted = Extract<State, { readonly _tag: "Granted" }>
type Answer = Decision<Event, OwnRefusal>
const refuse = (refusal: OwnRefusal): Answer => Result.fail(refusal)

/** Whether the last day is over. The delegation lasts through that day. */
export const isOver = (lastDay: CivilDate | null, today: CivilDate): boolean => lastDay !== null && today > lastDay

/** Ends the delegation. If its last day is already over, the cause is its expiry. */
const ends = ({ id, lastDay }: Granted, cause: EndCause, by: Actor, at: number): Answer =>
  isOver(lastDay, civilDateAt(at))
    ? happened({ _tag: "DelegationEnded", id, cause: "Expired", by: { _tag: "Time" }, at })
    : happened({ _tag: "DelegationEnded", id, cause, by, at })

const hasTheseTerms = (granted: Granted, { holder, lastDay, spouse }: CommandOf<Command, "Grant">) =>
  granted.holder === holder && granted.spouse === spouse && granted.lastDay === lastDay

const confirmation = (granted: Granted, order: CommandOf<Command, "Grant">) =>
  order.toActive === true && granted.toActive !== true ? { confirms: true } : {}

const grant = (state: NotGranted | Granted, order: CommandOf<Command, "Grant">): Answer =>
  isOver(order.lastDay, civilDateAt(order.at))
    ? refuse(new LastDayPast())
    : state._tag === "NotGranted"
      ? happened({ ...order, _tag: "DelegationGranted" })
      : hasTheseTerms(state, order)
        ? happened({ _tag: "DelegationGrantRepeated", id: state.id, ...confirmation(state, order), at: order.at })
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

/** An event in a state that does not cause it changes nothing. */
export const evolve = evolveBy<State, Event>({
  DelegationGranted: (state, granted) => (state._tag === "NotGranted" ? { ...granted, _tag: "Granted" } : state),
  DelegationGrantRepeated: (state, { confirms }) =>
    state._tag === "Granted" && confirms === true ? { ...state, toActive: true } : state,
  DelegationEnded: (state, { at, by, cause }) => {
    if (state._tag !== "Granted") return state
    const { holder, id, spouse } = state
    return { _tag: "Ended", id, holder, spouse, cause, by, at }
  },
})

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: "delegation",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
