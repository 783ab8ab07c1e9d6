import type * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { State } from "../../domain/migration/migration.ts"

const migrations = Metric.counter("mon_compte_migrations", {
  description: "Migrations that entered a state of the wizard, such as TermsPending or Completed.",
  incremental: true,
})

/** Counts that a migration entered a state. It has the name of the state, and nothing of the person. */
export const recordMigration = ({ _tag }: State): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(migrations, { state: _tag }), 1)
