import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type * as Household from "../../domain/household/household.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { StartOver } from "../unit-of-work/transact.ts"
import { orderAnnouncements, recipientsOf } from "./announcements.ts"
import { type LoadedFile, loadWithFile } from "./load-file.ts"
import { type ChangedFile, changedMemberships, updateMembershipsOf } from "./memberships.ts"
import type { FileSideEffects } from "./side-effects.ts"

/** One of two files that become one: as it was loaded, and after the command. */
export interface MergedFile {
  readonly before: Household.State
  readonly after: LoadedFile
}

/**
 * Everything that follows when `from` becomes one with `into`: the memberships of every person who moves, and the
 * announcements to both adults. It is loaded in one round trip, in which both files must be unchanged.
 */
export const mergeSideEffects = Effect.fnUntraced(function* (into: MergedFile, from: MergedFile, at: number) {
  const accountIds = recipientsOf(into.after).map(Account.stream.id)
  // A person leaves the file that ends before they join the other one.
  const changed: ReadonlyArray<ChangedFile> = [from, into].map(({ after, before }) => ({ before, file: after }))
  const memberships = changed.flatMap(({ before, file }) => changedMemberships(before, file))
  const loaded = yield* loadWithFile(into.after, [from.after.id, ...accountIds, ...memberships])
  if (loaded.get(from.after.id)?.version !== from.after.version) return yield* new StartOver()
  const accounts = yield* Effect.forEach(accountIds, (id) => readAggregate(Account.machine, id, loaded.get(id)))
  const effects: FileSideEffects = {
    aggregates: [...(yield* updateMembershipsOf(changed, loaded, at)), ...accounts],
    messages: yield* orderAnnouncements(into.after, accounts, at),
  }
  return effects
})
