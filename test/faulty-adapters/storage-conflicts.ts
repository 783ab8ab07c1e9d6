import * as Effect from "effect/Effect"
import { isConflict, mapChanges } from "../../src/testing/storage.trial.laws.ts"
import {
  afterwards,
  atPresent,
  type Broken,
  CONFLICT,
  committing,
  isGuardBroken,
  isStale,
  refusing,
  versionOf,
} from "./storage.ts"

export const brokenConflicts: ReadonlyArray<Broken> = [
  {
    fault: "never looks at versions",
    breaks: "a version that is not the present one conflicts",
    differs: committing(atPresent),
  },
  {
    fault: "takes a version that is yet to come",
    breaks: "a version that is not the present one conflicts",
    differs: committing((commit, memory) =>
      mapChanges(commit, (change) => ({
        ...change,
        expectedVersion: Math.min(change.expectedVersion, versionOf(memory, change.aggregate)),
      })),
    ),
  },
  {
    fault: "writes the events of a change before it finds it stale",
    breaks: "a conflict leaves no trace",
    differs: afterwards("Conflict", ({ at, changes, commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const written = rows.map((held) => {
        const events = changes.find(({ aggregate }) => aggregate === held.aggregate)?.events ?? []
        return { ...held, journal: [...held.journal, ...events.map((event) => ({ commandId, at, event }))] }
      })
      memory.restore({ ...rest, rows: written })
    }),
  },
  {
    fault: "takes the keys before it finds a change stale",
    breaks: "a conflict leaves no trace",
    differs: afterwards("Conflict", ({ claims }, memory) => {
      const before = memory.snapshot()
      memory.restore({ ...before, claims: [...claims, ...before.claims] })
    }),
  },
  {
    fault: "remembers a command that conflicted",
    breaks: "a command that conflicted may come again and be applied",
    differs: afterwards("Conflict", ({ answer, commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      memory.restore({
        ...rest,
        rows: rows.map((held) => ({ ...held, answers: [...held.answers, { commandId, answer }] })),
      })
    }),
  },
  {
    fault: "keeps each change for itself",
    breaks: "one stale change spoils the whole commit",
    differs: ({ service }) => ({
      commit: (commit) =>
        Effect.map(
          Effect.forEach(commit.changes, (change) => service.commit({ ...commit, changes: [change] })),
          (outcomes) => outcomes.find(isConflict) ?? outcomes[0] ?? CONFLICT,
        ),
    }),
  },
  {
    fault: "looks at the versions, lets others go on, then writes",
    breaks: "of many changes at once exactly one is kept",
    differs: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() =>
          isStale(commit, memory)
            ? Effect.succeed(CONFLICT)
            : Effect.flatMap(Effect.yieldNow, () => memory.service.commit(atPresent(commit, memory))),
        ),
    }),
  },
  {
    fault: "lets no guard through",
    breaks: "a guard that holds lets the commit through, and changes nothing itself",
    differs: refusing(({ guards }) => guards.length > 0),
  },
  {
    fault: "writes what it guards",
    breaks: "a guard that holds lets the commit through, and changes nothing itself",
    differs: afterwards("Committed", ({ guards }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const ids = guards.map(({ aggregate }) => aggregate)
      const touched = rows.map((held) => (ids.includes(held.aggregate) ? { ...held, version: held.version + 1 } : held))
      memory.restore({ ...rest, rows: touched })
    }),
  },
  {
    fault: "never looks at guards",
    breaks: "a guard that no longer holds conflicts and leaves no trace",
    differs: committing((commit) => ({ ...commit, guards: [] })),
  },
  {
    fault: "looks at the first guard only",
    breaks: "a guard that no longer holds conflicts and leaves no trace",
    differs: committing((commit) => ({ ...commit, guards: commit.guards.slice(0, 1) })),
  },
  {
    fault: "does not look at guards at version 0",
    breaks: "a guard that no longer holds conflicts and leaves no trace",
    differs: committing((commit) => ({ ...commit, guards: commit.guards.filter(({ version }) => version > 0) })),
  },
  {
    fault: "looks at the guards, lets others go on, then writes",
    breaks: "of two changes at once that guard each other, exactly one is kept",
    differs: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() =>
          isGuardBroken(commit, memory)
            ? Effect.succeed(CONFLICT)
            : Effect.flatMap(Effect.yieldNow, () => memory.service.commit({ ...commit, guards: [] })),
        ),
    }),
  },
]
