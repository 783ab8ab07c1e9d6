import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { endedWhileBothLive } from "../../domain/household/couple.ts"
import type * as Household from "../../domain/household/household.ts"
import { membershipChanges } from "../../domain/household/membership-changes.ts"
import type { Message } from "../../ports/storage.ts"
import { AccountIsClosed } from "../contract/file-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { type AnyAggregate, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { orderAnnouncements, orderExpiry, recipientsOf } from "./announcements.ts"
import { endSharedAccess } from "./couple-end.ts"
import { endMandatesOf, readsToEndMandates } from "./end-mandates.ts"
import { type LoadedFile, type LoadedRows, loadWithFile } from "./load-file.ts"
import { changedMemberships, updateMemberships } from "./memberships.ts"
import { readsOfFormerPartner } from "./shared-contacts.ts"

/** What is committed together with a changed file. */
export interface FileSideEffects {
  /** The changed memberships and accounts, and the accounts that were read on the way. */
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

const NOTHING: FileSideEffects = { aggregates: [], messages: [] }

const ENDS_BY_DEATH = { held: "DeathOfMandatary", over: "DeathOfProtected" } as const

/** The persons who join the file, without the one whose death is undone. */
const joiningPersons = (before: Household.State, { events, state }: LoadedFile): ReadonlyArray<string> => {
  const alive = events.flatMap((event) => (event._tag === "DeathUndone" ? [event.person] : []))
  return membershipChanges(before, state).flatMap(({ joined, person }) =>
    joined === null || alive.includes(person) ? [] : [person],
  )
}

const isDead = ({ state }: LoadedAccount) => state._tag === "Closed" && state.cause === "Death"

/**
 * Everything that follows from the decisions on a file: memberships, announcements, the expiry of a delegation. If a
 * couple ended while both live, what the two shared ends too. A death ends the mandates of the person and over them.
 *
 * Fails with `AccountIsClosed` if a person joins whose death is recorded: it must be undone first.
 *
 * `accounts` and `rows` are already loaded. What else is needed is loaded in one round trip.
 */
export const sideEffectsOf = Effect.fnUntraced(function* (
  before: Household.State,
  file: LoadedFile,
  accounts: ReadonlyArray<LoadedAccount>,
  at: number,
  rows?: LoadedRows,
) {
  const couple = endedWhileBothLive(before, file.state)
  const partners = couple === null ? [] : [couple.holder, couple.spouse]
  const known = new Set(accounts.map(({ id }) => id))
  const joining = joiningPersons(before, file)
  const unread = [...new Set([...recipientsOf(file), ...partners, ...joining])]
    .map(Account.stream.id)
    .filter((id) => !known.has(id))
  const deaths = file.events.flatMap((event) => (event._tag === "DeathRecorded" ? [event] : []))
  const needed = [
    ...unread,
    ...changedMemberships(before, file),
    ...partners.flatMap(readsOfFormerPartner),
    ...deaths.flatMap(({ person }) => readsToEndMandates(person)),
  ]
  const loaded = yield* loadWithFile(file, needed, rows)
  const others = yield* Effect.forEach(unread, (id) => readAggregate(Account.machine, id, loaded.get(id)))
  const all = [...accounts, ...others]
  if (all.some((account) => isDead(account) && joining.includes(Account.stream.keyOf(account.id)))) {
    return yield* new AccountIsClosed()
  }
  const [one, other] = partners.flatMap((person) => all.filter(({ id }) => id === Account.stream.id(person)))
  const ended =
    one === undefined || other === undefined ? NOTHING : yield* endSharedAccess(file, [one, other], loaded, at)
  const mandates = yield* Effect.forEach(deaths, ({ by, person }) => {
    const rowsOfPerson = readsToEndMandates(person).map((id) => loaded.get(id))
    return endMandatesOf(person, rowsOfPerson, ENDS_BY_DEATH, by, at)
  })
  const effects: FileSideEffects = {
    aggregates: [
      ...(yield* updateMemberships(before, file, loaded, at)),
      ...others,
      ...ended.aggregates,
      ...mandates.flatMap(({ aggregates }) => aggregates),
    ],
    messages: [
      ...(yield* orderAnnouncements(file, all, at)),
      ...orderExpiry(file, (yield* Policies).reminders.delegationDays),
      ...ended.messages,
      ...mandates.flatMap(({ messages }) => messages),
    ],
  }
  return effects
})

/** The side effects of a decision by which no person joins the file, so that its refusals are impossible. */
export const sideEffectsWithoutJoining = (...input: Parameters<typeof sideEffectsOf>) =>
  Effect.catchTag(sideEffectsOf(...input), ["InAnotherFile", "AccountIsClosed"], Effect.die)
