import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { endOfDay } from "../../domain/civil-date/end-of-day.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import type * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { turnover } from "../../domain/household/turnover.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { type Message, Storage } from "../../ports/storage.ts"
import type { LoadedAccount } from "../caller/person.ts"
import { announce } from "../outbox/announce.ts"
import type { DelegationEnds } from "../outbox/orders.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import { type LoadedFile, readAccounts, referenceOf } from "./load-file.ts"

export type LoadedMemberships = Aggregate<
  Memberships.State,
  Memberships.Command,
  Memberships.Event,
  Memberships.Refusal
>

export const readMemberships = Effect.fnUntraced(function* (persons: ReadonlyArray<string>) {
  if (persons.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(persons.map(Memberships.stream.id))
  return yield* Effect.forEach(persons, (person, index) =>
    readAggregate(Memberships.machine, Memberships.stream.id(person), rows[index]),
  )
})

/** The memberships of everybody who left or joined, after it. */
const updateMemberships = Effect.fnUntraced(function* (before: Household.State, file: LoadedFile, at: number) {
  const reference = referenceOf(file)
  const turns = turnover(before, file.state)
  const all = yield* readMemberships(turns.map(({ person }) => person))
  return yield* Effect.forEach(turns, ({ joined, left: until }, index) =>
    Effect.gen(function* () {
      let memberships = all[index] as LoadedMemberships // As many as were asked for.
      if (until !== null) {
        memberships = yield* Effect.fromResult(execute(memberships, { _tag: "Leave", file: reference, until, at }))
      }
      return joined === null
        ? memberships
        : yield* Effect.fromResult(execute(memberships, { _tag: "Join", file: reference, ...joined, at }))
    }).pipe(
      // What the file knows of its members, they know of it.
      Effect.catchTag(["NotAllowed", "NotInThatFile"], Effect.die),
    ),
  )
})

/** One thing that some people are told of. */
interface FileAnnouncement {
  readonly about: AnnouncementAbout
  readonly to: ReadonlyArray<string>
}

const parties = (delegation: Delegation.State) =>
  delegation._tag === "NotGranted" ? [] : [delegation.holder, delegation.spouse]

/** Both are told of what becomes of their authorisation. Who has died is written to no more. */
const announcementsOf = ({ events, state }: LoadedFile): ReadonlyArray<FileAnnouncement> => {
  if (state._tag === "NotOpened") return []
  const { delegation } = state
  const dead = events.flatMap((event) => (event._tag === "DeathRecorded" ? [event.person] : []))
  const isSeparation = events.some(({ _tag }) => _tag === "SeparationDeclared")
  return events.flatMap((event): ReadonlyArray<FileAnnouncement> => {
    switch (event._tag) {
      case "SeparationDeclared":
      case "DelegationGranted":
        return [{ about: event._tag, to: [event.holder, event.spouse] }]
      case "DelegationEnded":
        // Whoever is told of a separation is told in the same breath that the authorisation ended.
        return isSeparation
          ? []
          : [{ about: event._tag, to: parties(delegation).filter((person) => !dead.includes(person)) }]
      default:
        return []
    }
  })
}

/** The announcements to everybody it concerns who has an active account, each at their own contacts. */
const orderAnnouncements = Effect.fnUntraced(function* (
  { about, to }: FileAnnouncement,
  accounts: ReadonlyArray<LoadedAccount>,
  at: number,
) {
  const all = yield* Effect.forEach(accounts, ({ id, state }) => {
    const person = Account.stream.keyOf(id)
    return state._tag === "Active" && to.includes(person) ? announce(person, state.contacts, about, at) : NOTHING
  })
  return all.flat()
})

const NOTHING = Effect.succeed<ReadonlyArray<Message>>([])

/** The end of a delegation's last day, to be noted when it comes. */
const endOfLastDay = ({ events, ...file }: LoadedFile): ReadonlyArray<Message> =>
  events.flatMap((event) => {
    if (event._tag !== "DelegationGranted" || event.lastDay === null) return []
    const reference = referenceOf(file)
    const body: DelegationEnds = { _tag: "DelegationEnds", file: reference, delegation: event.id }
    return [{ id: `delegation.${event.id}.ends/${reference}`, dueAt: endOfDay(event.lastDay), body }]
  })

/** What goes with a change of a file: the memberships of whoever left or joined, and the messages. */
export interface FileSideEffects {
  readonly memberships: ReadonlyArray<LoadedMemberships>
  /** Read on the way, to be guarded; without those that were `known`. */
  readonly accounts: ReadonlyArray<LoadedAccount>
  readonly messages: ReadonlyArray<Message>
}

/** All that follows from what was decided on a file, and is kept with it. `known` are the accounts read already. */
export const sideEffectsOf = Effect.fnUntraced(function* (
  before: Household.State,
  file: LoadedFile,
  known: ReadonlyArray<LoadedAccount>,
  at: number,
) {
  const news = announcementsOf(file)
  const isKnown = (person: string) => known.some(({ id }) => id === Account.stream.id(person))
  const unread = [...new Set(news.flatMap(({ to }) => to))].filter((person) => !isKnown(person))
  const accounts = yield* readAccounts(unread)
  const told = yield* Effect.forEach(news, (one) => orderAnnouncements(one, [...known, ...accounts], at))
  const around: FileSideEffects = {
    memberships: yield* updateMemberships(before, file, at),
    accounts,
    messages: [...told.flat(), ...endOfLastDay(file)],
  }
  return around
})
