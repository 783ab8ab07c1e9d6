import * as Effect from "effect/Effect"
import type { Json, Outcome } from "../../../src/ports/storage.ts"
import { idsOf } from "../../../src/testing/laws/storage/commits.ts"
import {
  afterCommit,
  atCurrentVersion,
  CONFLICT,
  changingLoad,
  type FaultyStorage,
  isClaimTaken,
  isGuardBroken,
  isStale,
  refusingCommits,
} from "./faulty-storage.ts"

const BEFORE_CONFLICT = "a repeated command is recognised before a conflict is reported"
const LOADED = "a load returns the answer of a command that was applied to any requested aggregate"

export const storagesWithCommandFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "returns the answer of the repetition",
    brokenLaw: "a repeated command returns its first answer unchanged",
    override: ({ service }) => ({
      commit: (commit) =>
        Effect.map(service.commit(commit), (outcome) =>
          outcome._tag === "AlreadyApplied" ? { ...outcome, answer: commit.answer } : outcome,
        ),
    }),
  },
  {
    fault: "records a command on its first aggregate only",
    brokenLaw: "a repeated command is recognised by any one of its aggregates",
    override: afterCommit("Committed", (commit, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const [first] = idsOf(commit)
      const forgotten = rows.map((row) =>
        row.aggregate === first
          ? row
          : { ...row, answers: row.answers.filter(({ commandId }) => commandId !== commit.commandId) },
      )
      memory.restore({ ...rest, rows: forgotten })
    }),
  },
  {
    fault: "checks versions before it looks up the command id",
    brokenLaw: BEFORE_CONFLICT,
    override: refusingCommits(isStale),
  },
  {
    fault: "checks guards before it looks up the command id",
    brokenLaw: BEFORE_CONFLICT,
    override: refusingCommits(isGuardBroken),
  },
  {
    fault: "checks claims before it looks up the command id",
    brokenLaw: BEFORE_CONFLICT,
    override: refusingCommits(isClaimTaken),
  },
  {
    fault: "writes a repeated command again",
    brokenLaw: "a repeated command writes nothing a second time",
    override: (memory) => ({
      commit: (commit) =>
        Effect.tap(memory.service.commit(commit), ({ _tag }) =>
          _tag === "AlreadyApplied"
            ? memory.service.commit({ ...atCurrentVersion(commit, memory), commandId: `${commit.commandId}/twice` })
            : Effect.void,
        ),
    }),
  },
  {
    fault: "reports a conflict for a command that is sent twice in parallel",
    brokenLaw: "a command sent several times in parallel is applied once",
    override: ({ service }) => ({
      commit: (commit) =>
        Effect.gen(function* () {
          const { answer } = yield* Effect.catchTag(
            service.load(idsOf(commit), commit.commandId),
            "StateAltered",
            Effect.die,
          )
          if (answer !== null) return { _tag: "AlreadyApplied", answer }
          yield* Effect.yieldNow
          const outcome = yield* service.commit(commit)
          return outcome._tag === "AlreadyApplied" ? CONFLICT : outcome
        }),
    }),
  },
  {
    fault: "identifies a command by its id alone",
    brokenLaw: "the same command id on another aggregate is another command",
    override: ({ service }) => {
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
    fault: "omits the answer from a load",
    brokenLaw: LOADED,
    override: changingLoad((real) => (ids) => real.load(ids)),
  },
  {
    fault: "looks up the command on the first aggregate only",
    brokenLaw: LOADED,
    override: changingLoad(
      (real) => (ids, commandId) =>
        Effect.all([real.load(ids), real.load(ids.slice(0, 1), commandId)]).pipe(
          Effect.map(([{ rows }, { answer }]) => ({ rows, answer })),
        ),
    ),
  },
  {
    fault: "returns the latest answer whatever the command id",
    brokenLaw: LOADED,
    override: ({ service, snapshot }) => ({
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
