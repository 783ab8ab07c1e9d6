import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import { endOfDay } from "../../domain/civil-date/end-of-day.ts"
import * as Caseload from "../../domain/mandate/caseload.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import type { Refusal } from "../../domain/mandate/refusal.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { type AggregateId, type Message, type Row, Storage } from "../../ports/storage.ts"
import type { LoadedMandates } from "../caller/mandates.ts"
import { Policies } from "../contract/policies.ts"
import { announce } from "../outbox/announce.ts"
import { orderReminder } from "../outbox/order-reminder.ts"
import type { ExpireMandate } from "../outbox/orders.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"

/** The persons of one mandatary, as they were loaded. */
export type LoadedCaseload = Aggregate<Caseload.State, Caseload.Command, Caseload.Event, Caseload.Refusal>

export const readCaseload = (person: string, row: Row | undefined) =>
  readAggregate(Caseload.register, Caseload.stream.id(person), row)

/** Mandates over one person before and after a decision. */
export interface DecidedMandates {
  readonly before: Mandates.State
  readonly mandates: LoadedMandates
}

/** One change in the list of a mandatary, or one announcement to a person. */
type MandateEffect =
  | { readonly _tag: "Take" | "Leave"; readonly mandatary: string; readonly person: string; readonly number: number }
  | { readonly _tag: "Announce"; readonly to: string; readonly about: AnnouncementAbout }

const personOf = ({ mandates }: DecidedMandates) => Mandates.stream.keyOf(mandates.id)

const mandataryOf = (state: Mandates.State, number: number) =>
  state.mandates.find((mandate) => mandate.number === number)?.mandatary ?? null

/** What follows from one event on the mandates over a person. `former` is the mandatary before it. */
const effectsOfEvent = (event: Mandates.Event, person: string, former: string | null): ReadonlyArray<MandateEffect> => {
  const { number } = event
  const leave = former === null ? [] : ([{ _tag: "Leave", mandatary: former, person, number }] as const)
  const notify = (to: string, about: AnnouncementAbout) => ({ _tag: "Announce", to, about }) as const
  switch (event._tag) {
    case "MandateRecorded":
      return [
        { _tag: "Take", mandatary: event.mandatary, person, number },
        notify(person, "MandateRecorded"),
        notify(event.mandatary, "HeldMandateRecorded"),
      ]
    case "MandateChanged":
      if (former === event.mandatary || former === null) {
        return [notify(person, "MandateChanged"), notify(event.mandatary, "HeldMandateChanged")]
      }
      return [
        ...leave,
        { _tag: "Take", mandatary: event.mandatary, person, number },
        notify(person, "MandateChanged"),
        notify(former, "HeldMandateEnded"),
        notify(event.mandatary, "HeldMandateRecorded"),
      ]
    case "MandateEnded":
      return [
        ...leave,
        notify(person, "MandateEnded"),
        ...(former === null ? [] : [notify(former, "HeldMandateEnded")]),
      ]
  }
}

/** What follows from the events on the mandates over one person, in their order. */
const effectsOf = (decided: DecidedMandates): ReadonlyArray<MandateEffect> =>
  decided.mandates.events.flatMap((event) =>
    effectsOfEvent(event, personOf(decided), mandataryOf(decided.before, event.number)),
  )

/** Orders that the end of a mandate is recorded once its last day is over, and a reminder this many days before. */
const expiriesOf = (decided: DecidedMandates, days: number, at: number): ReadonlyArray<Message> =>
  decided.mandates.events.flatMap((event) => {
    if (event._tag === "MandateEnded" || event.lastDay === null) return []
    const { lastDay, number } = event
    const person = personOf(decided)
    const old = decided.before.mandates.find((mandate) => mandate.number === number)
    if (old?.lastDay === lastDay) return []
    const of = { person, mandate: number, lastDay }
    const body: ExpireMandate = { _tag: "ExpireMandate", ...of }
    // A change may restore an earlier last day, whose order had another version.
    const named = (what: string) => `mandate.${number}.${what}.${decided.mandates.version}/${person}`
    return [
      { id: named("ends"), dueAt: endOfDay(lastDay), body },
      ...orderReminder(named("reminder"), { _tag: "RemindOfMandate", ...of }, { at, days, lastDay }),
    ]
  })

const take = (caseload: LoadedCaseload, command: Caseload.Command) =>
  Effect.catchTag(Effect.fromResult(execute(caseload, command)), "MandateUnknown", Effect.die)

/**
 * What is committed together with decisions on mandates: the lists of the mandataries, the announcements to both persons,
 * and the expiry of a mandate with a last day. `silent` persons receive no announcement: they have died, or are erased.
 *
 * Fails with `TooManyMandates` if a mandatary has the most already.
 */
export const effectsOfMandates = Effect.fnUntraced(function* (
  decided: ReadonlyArray<DecidedMandates>,
  silent: ReadonlyArray<string>,
  at: number,
) {
  const storage = yield* Storage
  const { mandates: policy, reminders } = yield* Policies
  const effects = decided.flatMap(effectsOf)
  const moves = effects.flatMap((effect) => (effect._tag === "Announce" ? [] : [effect]))
  const announcements = effects.flatMap((effect) =>
    effect._tag === "Announce" && !silent.includes(effect.to) ? [effect] : [],
  )
  const mandataries = [...new Set(moves.map(({ mandatary }) => mandatary))]
  const recipients = [...new Set(announcements.map(({ to }) => to))]
  const ids: ReadonlyArray<AggregateId> = [...mandataries.map(Caseload.stream.id), ...recipients.map(Account.stream.id)]
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const caseloads = yield* Effect.forEach(mandataries, (mandatary, index) =>
    Effect.gen(function* () {
      let caseload: LoadedCaseload = yield* readCaseload(mandatary, rows[index])
      for (const { _tag, number, person } of moves.filter((move) => move.mandatary === mandatary)) {
        caseload =
          _tag === "Take"
            ? yield* take(caseload, { _tag, person, number, most: policy.mostOfMandatary, at })
            : // One that another command has removed needs no change.
              Result.getOrElse(execute(caseload, { _tag, person, number, at }), () => caseload)
      }
      return caseload
    }),
  )
  const accounts = new Map(
    yield* Effect.forEach(recipients, (person, index) =>
      Effect.map(readAccount(person, rows[mandataries.length + index]), ({ state }) => [person, state] as const),
    ),
  )
  const messages = yield* Effect.forEach(announcements, ({ about, to }) => {
    const state = accounts.get(to)
    return state?._tag === "Active" ? announce(to, state.contacts, about, at) : NONE
  })
  return {
    aggregates: caseloads,
    messages: [...messages.flat(), ...decided.flatMap((one) => expiriesOf(one, reminders.mandateDays, at))],
  }
})

const NONE = Effect.succeed<ReadonlyArray<Message>>([])

/** Fails with the refusal of mandates. `MandateNotOver` is a defect: only the outbox records an expiry. */
export const failWithMandateRefusal = <A>(result: Result.Result<A, Refusal>) =>
  Effect.catchTag(Effect.fromResult(result), "MandateNotOver", Effect.die)

/** The same for the end of a mandate, which is refused only if the mandate is unknown or over. */
export const failWithEndRefusal = Effect.fnUntraced(function* <A>(result: Result.Result<A, Refusal>) {
  if (Result.isSuccess(result)) return result.success
  const { failure } = result
  return yield* failure._tag === "MandateUnknown" || failure._tag === "MandateOver" ? failure : Effect.die(failure)
})

/** The same for decisions by which no mandatary takes a mandate, so that `TooManyMandates` is impossible. */
export const effectsOfEnds = (...input: Parameters<typeof effectsOfMandates>) =>
  Effect.catchTag(effectsOfMandates(...input), "TooManyMandates", Effect.die)
