import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type * as Household from "../../domain/household/household.ts"
import type { Message } from "../../ports/storage.ts"
import { type AnyAggregate, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { orderAnnouncements, orderExpiry, recipientsOf } from "./announcements.ts"
import { type LoadedFile, type LoadedRows, loadWithFile } from "./load-file.ts"
import { changedMemberships, updateMemberships } from "./memberships.ts"

/** What is committed together with a changed file. */
export interface FileSideEffects {
  /** The changed memberships, and the accounts that were read on the way. */
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

/**
 * Everything that follows from the decisions on a file: memberships, announcements, the expiry of a delegation.
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
  const known = new Set(accounts.map(({ id }) => id))
  const unread = recipientsOf(file)
    .map(Account.stream.id)
    .filter((id) => !known.has(id))
  const loaded = yield* loadWithFile(file, [...unread, ...changedMemberships(before, file)], rows)
  const others = yield* Effect.forEach(unread, (id) => readAggregate(Account.machine, id, loaded.get(id)))
  const effects: FileSideEffects = {
    aggregates: [...(yield* updateMemberships(before, file, loaded, at)), ...others],
    messages: [...(yield* orderAnnouncements(file, [...accounts, ...others], at)), ...orderExpiry(file)],
  }
  return effects
})

/** The side effects of a decision by which no person joins the file, so that `InAnotherFile` is impossible. */
export const sideEffectsWithoutJoining = (...input: Parameters<typeof sideEffectsOf>) =>
  Effect.catchTag(sideEffectsOf(...input), "InAnotherFile", Effect.die)
