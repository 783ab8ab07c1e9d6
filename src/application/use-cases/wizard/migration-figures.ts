import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { countPerson, type MigrationCounts, noFigures } from "../../../domain/migration/figures.ts"
import * as Migration from "../../../domain/migration/migration.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { CohortRefused } from "../../contract/file-refusals.ts"
import { readPersonId } from "../../household-file/resolve-person.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"

/** The figures of one page of persons. Add the pages up with `addFigures`. */
export interface MigrationFigures extends MigrationCounts {
  readonly _tag: "MigrationFigures"
  /** Pass it as `after` for the next page; `null` after the last one. */
  readonly next: string | null
}

const MOST = 100

const readAfter = (after: unknown): Effect.Effect<AggregateId | null, CohortRefused> => {
  if (after === undefined || after === null) return Effect.succeed(null)
  const person = readPersonId(after)
  return person === null
    ? Effect.fail(new CohortRefused({ field: "after" }))
    : Effect.succeed(Account.stream.id(person))
}

const readLimit = (limit: unknown): Effect.Effect<number, CohortRefused> => {
  if (limit === undefined || limit === null) return Effect.succeed(MOST)
  return typeof limit === "number" && Number.isInteger(limit) && limit >= 1 && limit <= MOST
    ? Effect.succeed(limit)
    : Effect.fail(new CohortRefused({ field: "limit" }))
}

/**
 * Counts how far the migration is: not started, at which step, left, done, and done by day. It has numbers only.
 *
 * One call counts a page of at most 100 personal spaces, so its cost does not grow. Go on with `next` until it is `null`,
 * and add the pages up with `addFigures`. An interrupted count goes on with the same `next`. Spaces that are closed are not
 * counted. Persons whom neither an agent nor a sign-in has made known are not counted either: only the fund knows them.
 *
 * The metric `mon_compte_migrations` counts the changes as they happen. Refused with `CohortRefused`.
 */
export const migrationFigures = Effect.fn("Agency.migrationFigures")(function* (
  request: AgencyInput<"migrationFigures">,
) {
  const after = yield* readAfter(request.after)
  const limit = yield* readLimit(request.limit)
  const storage = yield* Storage
  const ids = yield* storage.list({ category: Account.stream.category, after, limit })
  const persons = ids.map(Account.stream.keyOf)
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load([...ids, ...persons.map(Migration.stream.id)])
  let counts = noFigures
  for (const [index, person] of persons.entries()) {
    const { state } = yield* readAccount(person, rows[index])
    const migration = yield* readAggregate(Migration.machine, Migration.stream.id(person), rows[ids.length + index])
    if (state._tag !== "Closed") counts = countPerson(counts, state._tag === "Active", migration.state)
  }
  const next = ids.length < limit ? null : (persons.at(-1) ?? null)
  const figures: MigrationFigures = { _tag: "MigrationFigures", ...counts, next }
  return figures
})
