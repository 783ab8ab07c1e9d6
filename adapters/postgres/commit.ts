import * as Effect from "effect/Effect"
import type { Commit, Outcome, Storage } from "../../src/ports/storage.ts"
import { alwaysConflicts, CONFLICT, outcomeOf, releaseValues, statementOf } from "./commit-values.ts"
import type { Connections } from "./connections.ts"
import { loadRows } from "./rows.ts"
import { type SqlFailure, toStorageDown } from "./sql-failure.ts"
import { statements } from "./statements.ts"

/**
 * SQLSTATEs by which a commit loses to another transaction, with nothing written: a unique violation (23505), the
 * journal's refusal of an incomplete commit (23502), a serialization failure (40001) and a deadlock (40P01).
 */
const CONFLICT_STATES = ["23505", "23502", "40001", "40P01"]

/** Executes commits: one statement, or one transaction where the commit also releases unique keys. */
export const commits = ({ query, transaction }: Connections): Pick<Storage["Service"], "commit"> => {
  /** After a conflict: a concurrent commit of the same command is visible only to a new statement. */
  const findPreviousResult = ({ changes, commandId }: Commit): Effect.Effect<Outcome, SqlFailure> => {
    const ids = changes.map(({ aggregate }) => aggregate)
    return Effect.map(loadRows(query, ids, commandId), ({ answer }) =>
      answer === null ? CONFLICT : { _tag: "AlreadyApplied", answer },
    )
  }

  const commitAndRelease = (commit: Commit) =>
    transaction(async (send) => {
      const rows = await send(...statementOf(commit))
      if (outcomeOf(commit, rows) !== CONFLICT) await send(statements.releaseKeys, releaseValues(commit))
      return rows
    })

  const execute = (commit: Commit) => {
    const { releases = [] } = commit
    return (releases.length === 0 ? query(...statementOf(commit)) : commitAndRelease(commit)).pipe(
      Effect.map((rows) => outcomeOf(commit, rows)),
      Effect.catchIf(
        ({ sqlState }: SqlFailure) => CONFLICT_STATES.includes(sqlState ?? ""),
        () => Effect.succeed(CONFLICT),
      ),
    )
  }

  return {
    commit: (commit) =>
      Effect.suspend(() => {
        const ids = new Set(commit.changes.map(({ aggregate }) => aggregate))
        if (ids.size < commit.changes.length) throw new Error("A commit changes an aggregate at most once.")
        if (alwaysConflicts(commit)) return findPreviousResult(commit)
        return Effect.flatMap(execute(commit), (outcome) =>
          outcome === CONFLICT ? findPreviousResult(commit) : Effect.succeed(outcome),
        )
      }).pipe(Effect.catchTag("SqlFailure", toStorageDown)),
  }
}
