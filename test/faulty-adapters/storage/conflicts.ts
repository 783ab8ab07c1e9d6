import * as Effect from "effect/Effect"
import { mapChanges } from "../../../src/testing/laws/storage/commits.ts"
import { isConflict } from "../../../src/testing/laws/storage/observations.ts"
import {
  afterCommit,
  atCurrentVersion,
  CONFLICT,
  changingCommit,
  type FaultyStorage,
  isStale,
  versionOf,
} from "./faulty-storage.ts"

const STALE = "a change at another version than the current one conflicts"
const NO_TRACE = "a conflict writes nothing"

export const storagesWithConflictFaults: ReadonlyArray<FaultyStorage> = [
  { fault: "forgets to check versions", brokenLaw: STALE, override: changingCommit(atCurrentVersion) },
  {
    fault: "accepts a version above the current one",
    brokenLaw: STALE,
    override: changingCommit((commit, memory) =>
      mapChanges(commit, (change) => ({
        ...change,
        expectedVersion: Math.min(change.expectedVersion, versionOf(memory, change.aggregate)),
      })),
    ),
  },
  {
    fault: "writes events before it checks versions",
    brokenLaw: NO_TRACE,
    override: afterCommit("Conflict", ({ at, changes, commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const written = rows.map((row) => {
        const events = changes.find(({ aggregate }) => aggregate === row.aggregate)?.events ?? []
        return { ...row, journal: [...row.journal, ...events.map((event) => ({ commandId, at, event }))] }
      })
      memory.restore({ ...rest, rows: written })
    }),
  },
  {
    fault: "writes claims before it checks versions",
    brokenLaw: NO_TRACE,
    override: afterCommit("Conflict", ({ claims }, memory) => {
      const before = memory.snapshot()
      memory.restore({ ...before, claims: [...claims, ...before.claims] })
    }),
  },
  {
    fault: "records the answer of a command that conflicted",
    brokenLaw: "a command that conflicted can be sent again and applied",
    override: afterCommit("Conflict", ({ answer, commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      memory.restore({
        ...rest,
        rows: rows.map((row) => ({ ...row, answers: [...row.answers, { commandId, answer }] })),
      })
    }),
  },
  {
    fault: "commits each change on its own",
    brokenLaw: "one stale change makes the whole commit conflict",
    override: ({ service }) => ({
      commit: (commit) =>
        Effect.map(
          Effect.forEach(commit.changes, (change) => service.commit({ ...commit, changes: [change] })),
          (outcomes) => outcomes.find(isConflict) ?? outcomes[0] ?? CONFLICT,
        ),
    }),
  },
  {
    fault: "yields between the check of versions and the write",
    brokenLaw: "exactly one of several parallel changes is committed",
    override: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() =>
          isStale(commit, memory)
            ? Effect.succeed(CONFLICT)
            : Effect.flatMap(Effect.yieldNow, () => memory.service.commit(atCurrentVersion(commit, memory))),
        ),
    }),
  },
]
