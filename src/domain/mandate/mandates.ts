/**
 * Mandates: the mandates over one protected person, in force and ended.
 *
 * > Given by a court, recorded by an agent: for whom, by whom, which powers, from when to when, reference of the
 * > decision.
 *
 * A mandate ends by its last day, by a decision of the court, by the death of either person, when the account of the
 * mandatary is closed, or when another mandatary replaces this one. It does not end with a separation.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { EndCause, holder, Kind, Mandate, terms } from "./mandate.ts"
import { MandatePolicy } from "./mandate-policy.ts"
import {
  AlreadyMandatary,
  MandateDaysRefused,
  MandateNotOver,
  MandateOver,
  MandateTermsRefused,
  MandateUnknown,
  NotOfAnOrganisation,
  OwnMandatary,
  type Refusal,
  TooManyMandates,
} from "./refusal.ts"

const at = Schema.Finite
const by = Actor
const number = Schema.Int

/** Ended mandates that stay in the state, the latest first to stay. The journal has all. */
export const ENDED_KEPT = 10

// States

export const State = Schema.TaggedUnion({
  /** In the order of their numbers. `count` is the number of the latest. */
  Listed: { mandates: Schema.Array(Mandate), count: number },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Listed", mandates: [], count: 0 }

// Commands

export const Command = Schema.TaggedUnion({
  /** `replaces`: the number of the mandate that ends because this one takes its place. */
  Record: {
    person: Schema.String,
    kind: Kind,
    ...holder,
    ...terms,
    from: CivilDate,
    replaces: Schema.NullOr(number),
    policy: MandatePolicy,
    by,
    at,
  },
  /** A later decision changes the terms, or an organisation names another professional. */
  Change: { person: Schema.String, number, ...holder, ...terms, by, at },
  End: { number, cause: EndCause, by, at },
  Expire: { number, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  MandateRecorded: { number, kind: Kind, ...holder, ...terms, from: CivilDate, by, at },
  MandateChanged: { number, ...holder, ...terms, by, at },
  MandateEnded: { number, cause: EndCause, by, at },
})
export type Event = typeof Event.Type

type Answer = Decision<Event, Refusal>
const refuse = (refusal: Refusal): Answer => Result.fail(refusal)

/** The mandates that no event has ended. One whose last day is over is among them until its end is recorded. */
export const inForce = ({ mandates }: State): ReadonlyArray<Mandate> => mandates.filter(({ ended }) => ended === null)

/** The mandate in force of this mandatary, if there is one. */
export const mandateOf = (state: State, mandatary: string): Mandate | undefined =>
  inForce(state).find((mandate) => mandate.mandatary === mandatary)

/** Whether the last day is over. The mandate lasts through that day. */
export const isOver = ({ lastDay }: Pick<Mandate, "lastDay">, today: CivilDate): boolean =>
  lastDay !== null && today > lastDay

type Terms = Pick<Mandate, "powers" | "leaves" | "lastDay" | "from">

/** What is wrong with the terms of a decision; `null` for nothing. */
const termsRefusal = ({ from, lastDay, leaves, powers }: Terms, today: CivilDate): Refusal | null => {
  if (powers.length === 0) return new MandateTermsRefused({ field: "powers" })
  if (leaves === "Viewing" && !powers.includes("Declare")) return new MandateTermsRefused({ field: "leaves" })
  if (from > today) return new MandateDaysRefused({ field: "from" })
  return isOver({ lastDay }, today) || (lastDay !== null && lastDay < from)
    ? new MandateDaysRefused({ field: "lastDay" })
    : null
}

/** Ends a mandate. If its last day is already over, the cause is its expiry. */
const endOf = (mandate: Mandate, cause: EndCause, by: Actor, at: number): Event =>
  isOver(mandate, civilDateAt(at))
    ? { _tag: "MandateEnded", number: mandate.number, cause: "Expired", by: { _tag: "Time" }, at }
    : { _tag: "MandateEnded", number: mandate.number, cause, by, at }

const find = (state: State, number: number): Result.Result<Mandate, Refusal> => {
  if (!Number.isSafeInteger(number) || number < 1 || number > state.count) return Result.fail(new MandateUnknown())
  const mandate = state.mandates.find((mandate) => mandate.number === number)
  return mandate === undefined || mandate.ended !== null ? Result.fail(new MandateOver()) : Result.succeed(mandate)
}

const record = (state: State, command: CommandOf<Command, "Record">): Answer => {
  const { at, by, person, policy, replaces, _tag, ...mandate } = command
  const refused = termsRefusal(mandate, civilDateAt(at))
  if (refused !== null) return refuse(refused)
  if (mandate.mandatary === person) return refuse(new OwnMandatary())
  const replaced = replaces === null ? null : find(state, replaces)
  if (replaced !== null && Result.isFailure(replaced)) return refuse(replaced.failure)
  const others = inForce(state).filter(({ number }) => number !== replaces)
  const own = others.find(({ mandatary }) => mandatary === mandate.mandatary)
  if (own !== undefined) return refuse(new AlreadyMandatary({ number: own.number }))
  const most = policy.mostOverPerson
  if (others.length >= most) return refuse(new TooManyMandates({ field: "person", most }))
  return happened(...(replaced === null ? [] : [endOf(replaced.success, "Replaced", by, at)]), {
    ...mandate,
    _tag: "MandateRecorded",
    number: state.count + 1,
    by,
    at,
  })
}

const change = (state: State, command: CommandOf<Command, "Change">): Answer =>
  Result.flatMap(find(state, command.number), (mandate) => {
    const { at, person, ...changed } = command
    if (isOver(mandate, civilDateAt(at))) return refuse(new MandateOver())
    const refused = termsRefusal({ ...command, from: mandate.from }, civilDateAt(at))
    if (refused !== null) return refuse(refused)
    const isOther = command.mandatary !== mandate.mandatary
    if (isOther && mandate.organisation === null) return refuse(new NotOfAnOrganisation())
    if (command.mandatary === person) return refuse(new OwnMandatary())
    const own = isOther ? mandateOf(state, command.mandatary) : undefined
    if (own !== undefined) return refuse(new AlreadyMandatary({ number: own.number }))
    return happened({ ...changed, _tag: "MandateChanged", at })
  })

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Record: record,
  Change: change,
  End: (state, { at, by, cause, number }) =>
    Result.map(find(state, number), (mandate) => [endOf(mandate, cause, by, at)]),
  Expire: (state, { at, number }) =>
    Result.flatMap(find(state, number), (mandate) =>
      isOver(mandate, civilDateAt(at))
        ? happened(endOf(mandate, "Expired", { _tag: "Time" }, at))
        : refuse(new MandateNotOver()),
    ),
})

/** All in force, and the latest of the ended ones. */
const kept = (mandates: ReadonlyArray<Mandate>): ReadonlyArray<Mandate> => {
  const ended = mandates.filter(({ ended }) => ended !== null).length
  let dropped = Math.max(0, ended - ENDED_KEPT)
  return mandates.filter(({ ended }) => {
    if (ended === null || dropped === 0) return true
    dropped -= 1
    return false
  })
}

const withMandate = (state: State, number: number, change: (mandate: Mandate) => Mandate): State => ({
  ...state,
  mandates: kept(state.mandates.map((mandate) => (mandate.number === number ? change(mandate) : mandate))),
})

export const evolve = evolveBy<State, Event>({
  MandateRecorded: (state, { _tag, at, by, ...mandate }) => ({
    ...state,
    mandates: [...state.mandates, { ...mandate, ended: null }],
    count: mandate.number,
  }),
  MandateChanged: (state, { _tag, at, by, ...changed }) =>
    withMandate(state, changed.number, (mandate) => ({ ...mandate, ...changed })),
  MandateEnded: (state, { at, by, cause, number }) =>
    withMandate(state, number, (mandate) => ({ ...mandate, ended: { cause, by, at } })),
})

/** The ids under which the mandates over a person are stored. */
export const stream = streamOf("mandates")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
