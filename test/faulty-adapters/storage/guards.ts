import * as Effect from "effect/Effect"
import {
  afterCommit,
  CONFLICT,
  changingCommit,
  type FaultyStorage,
  isGuardBroken,
  refusingCommits,
} from "./faulty-storage.ts"

const HOLDS = "a commit whose guards hold is applied, and the guarded aggregates stay unchanged"
const BROKEN = "a commit whose guard no longer holds conflicts and writes nothing"

export const storagesWithGuardFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "refuses every commit with guards",
    brokenLaw: HOLDS,
    override: refusingCommits(({ guards }) => guards.length > 0),
  },
  {
    fault: "writes the guarded aggregates",
    brokenLaw: HOLDS,
    override: afterCommit("Committed", ({ guards }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const guarded = guards.map(({ aggregate }) => aggregate)
      const written = rows.map((row) => (guarded.includes(row.aggregate) ? { ...row, version: row.version + 1 } : row))
      memory.restore({ ...rest, rows: written })
    }),
  },
  {
    fault: "forgets to check guards",
    brokenLaw: BROKEN,
    override: changingCommit((commit) => ({ ...commit, guards: [] })),
  },
  {
    fault: "checks the first guard only",
    brokenLaw: BROKEN,
    override: changingCommit((commit) => ({ ...commit, guards: commit.guards.slice(0, 1) })),
  },
  {
    fault: "forgets to check guards at version 0",
    brokenLaw: BROKEN,
    override: changingCommit((commit) => ({ ...commit, guards: commit.guards.filter(({ version }) => version > 0) })),
  },
  {
    fault: "yields between the check of guards and the write",
    brokenLaw: "exactly one of two parallel changes that guard each other is committed",
    override: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() =>
          isGuardBroken(commit, memory)
            ? Effect.succeed(CONFLICT)
            : Effect.flatMap(Effect.yieldNow, () => memory.service.commit({ ...commit, guards: [] })),
        ),
    }),
  },
]
