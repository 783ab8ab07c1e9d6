import * as Effect from "effect/Effect"
import type { Json, Outcome } from "../../src/ports/storage.ts"
import { idsOf } from "../../src/testing/storage.trial.laws.ts"
import {
  afterwards,
  atPresent,
  type Broken,
  CONFLICT,
  isGuardBroken,
  isStale,
  loading,
  ownerOf,
  refusing,
} from "./storage.ts"

export const brokenCommands: ReadonlyArray<Broken> = [
  {
    fault: "tells the answer of the second time",
    breaks: "a command that comes again is told its answer, word for word",
    differs: ({ service }) => ({
      commit: (commit) =>
        Effect.map(service.commit(commit), (outcome) =>
          outcome._tag === "AlreadyApplied" ? { ...outcome, answer: commit.answer } : outcome,
        ),
    }),
  },
  {
    fault: "knows a command by its first aggregate only",
    breaks: "a command that comes again is known on any one of its aggregates",
    differs: afterwards("Committed", (commit, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const [first] = idsOf(commit)
      const forgotten = rows.map((held) =>
        held.aggregate === first
          ? held
          : { ...held, answers: held.answers.filter(({ commandId }) => commandId !== commit.commandId) },
      )
      memory.restore({ ...rest, rows: forgotten })
    }),
  },
  {
    fault: "looks at the versions before it looks for the command",
    breaks: "a command that comes again is known before any conflict is",
    differs: refusing(isStale),
  },
  {
    fault: "looks at the guards before it looks for the command",
    breaks: "a command that comes again is known before any conflict is",
    differs: refusing(isGuardBroken),
  },
  {
    fault: "looks at the keys before it looks for the command",
    breaks: "a command that comes again is known before any conflict is",
    differs: refusing(({ claims }, memory) =>
      claims.some(({ key, owner }) => (ownerOf(memory, key) ?? owner) !== owner),
    ),
  },
  {
    fault: "writes a known command again",
    breaks: "a command that comes again leaves nothing twice",
    differs: ({ service, ...memory }) => ({
      commit: (commit) =>
        Effect.tap(service.commit(commit), ({ _tag }) =>
          _tag === "AlreadyApplied"
            ? service.commit({ ...atPresent(commit, { service, ...memory }), commandId: `${commit.commandId}/twice` })
            : Effect.void,
        ),
    }),
  },
  {
    fault: "answers a conflict to a command that came twice at once",
    breaks: "a command that comes many times at once is applied once",
    differs: ({ service }) => ({
      commit: (commit) =>
        Effect.gen(function* () {
          const { answer } = yield* service.load(idsOf(commit), commit.commandId)
          if (answer !== null) return { _tag: "AlreadyApplied", answer }
          yield* Effect.yieldNow
          const outcome = yield* service.commit(commit)
          return outcome._tag === "AlreadyApplied" ? CONFLICT : outcome
        }),
    }),
  },
  {
    fault: "knows a command by its id alone",
    breaks: "the same command id on another aggregate is another command",
    differs: ({ service }) => {
      const answers = new Map<string, Json>()
      return {
        commit: (commit) =>
          Effect.suspend(() => {
            const answer = answers.get(commit.commandId)
            if (answer !== undefined) return Effect.succeed<Outcome>({ _tag: "AlreadyApplied", answer })
            answers.set(commit.commandId, commit.answer)
            return service.commit(commit)
          }),
      }
    },
  },
  {
    fault: "forgets the answer when it loads",
    breaks: "a load tells the answer of a command applied to any aggregate asked for",
    differs: loading((real) => (ids) => real.load(ids)),
  },
  {
    fault: "looks for the command on the first aggregate only",
    breaks: "a load tells the answer of a command applied to any aggregate asked for",
    differs: loading(
      (real) => (ids, commandId) =>
        Effect.all([real.load(ids), real.load(ids.slice(0, 1), commandId)]).pipe(
          Effect.map(([{ rows }, { answer }]) => ({ rows, answer })),
        ),
    ),
  },
  {
    fault: "tells the last answer whatever the command",
    breaks: "a load tells the answer of a command applied to any aggregate asked for",
    differs: ({ service, snapshot }) => ({
      load: (ids, commandId) =>
        Effect.map(service.load(ids, commandId), ({ rows }) => ({
          rows,
          answer:
            snapshot()
              .rows.find(({ aggregate }) => ids.includes(aggregate))
              ?.answers.at(-1)?.answer ?? null,
        })),
    }),
  },
]
