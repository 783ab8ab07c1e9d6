import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { endedWhileBothLive } from "../../domain/household/couple.ts"
import type * as Household from "../../domain/household/household.ts"
import type { Message } from "../../ports/storage.ts"
import { type AnyAggregate, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { orderAnnouncements, orderExpiry, recipientsOf } from "./announcements.ts"
import { endSharedAccess } from "./couple-end.ts"
import { type LoadedFile, type LoadedRows, loadWithFile } from "./load-file.ts"
import { changedMemberships, updateMemberships } from "./memberships.ts"
import { readsOfFormerPartner } from "./shared-contacts.ts"

/** What is committed together with a changed file. */
export interface FileSideEffects {
  /** The changed memberships and accounts, and the accounts that were read on the way. */
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

/**
 * Everything that follows from the decisions on a file: memberships, announcements, the expiry of a delegation. If a
 * couple ended while both live, what the two shared ends too.
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
  const unread = [...new Set([...recipientsOf(file), ...partners])]
    .map(Account.stream.id)
    .filter((id) => !known.has(id))
  const needed = [...unread, ...changedMemberships(before, file), ...partners.flatMap(readsOfFormerPartner)]
  const loaded = yield* loadWithFile(file, needed, rows)
  const others = yield* Effect.forEach(unread, (id) => readAggregate(Account.machine, id, loaded.get(id)))
  const all = [...accounts, ...others]
  const [one, other] = partners.flatMap((person) => all.filter(({ id }) => id === Account.stream.id(person)))
  const ended = one === undefined || other === undefined ? [] : yield* endSharedAccess(file, [one, other], loaded, at)
  const effects: FileSideEffects = {
    aggregates: [...(yield* updateMemberships(before, file, loaded, at)), ...others, ...ended],
    messages: [...(yield* orderAnnouncements(file, all, at)), ...orderExpiry(file)],
  }
  return effects
})

/** The side effects of a decision by which no person joins the file, so that `InAnotherFile` is impossible. */
export const sideEffectsWithoutJoining = (...input: Parameters<typeof sideEffectsOf>) =>
  Effect.catchTag(sideEffectsOf(...input), "InAnotherFile", Effect.die)
