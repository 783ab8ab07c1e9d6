import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Commit, Storage } from "../../src/ports/storage.ts"
import { seededRandom } from "../models/random.ts"
import { AGENT, delegated, FILE } from "./family.ts"
import { story, tagOf, whileTimePasses } from "./test-context.ts"

const LONG = Number(process.env["LONG"] ?? 1)
const ROUNDS = 300 * LONG
const ACTIONS = ["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"] as const

const isEnd = ({ changes }: Commit) =>
  changes.some(({ events }) => events.some(({ _tag }) => _tag === "DelegationEnded" || _tag === "Closed"))

const recordsForHolder = ({ changes }: Commit) =>
  changes.some(({ events }) => events.some((event) => event._tag === "Recorded" && event["onBehalfOf"] !== null))

/** A storage that delays each call at random. It records the commits of ends and of action records, in order. */
const randomDelays = () => {
  let next = seededRandom(0)
  let committed: Array<"End" | "Action"> = []
  const pause = Effect.suspend(() => Effect.repeat(Effect.yieldNow, { times: Math.floor(next() * 8) }))
  const wrapStorage = (real: Storage["Service"]): Storage["Service"] => ({
    ...real,
    load: (ids, command) => Effect.tap(Effect.andThen(pause, real.load(ids, command)), pause),
    commit: (commit) =>
      Effect.andThen(pause, real.commit(commit)).pipe(
        Effect.tap((outcome) =>
          Effect.sync(() => {
            if (outcome._tag !== "Committed") return
            if (isEnd(commit)) committed.push("End")
            if (recordsForHolder(commit)) committed.push("Action")
          }),
        ),
      ),
  })
  const start = (seed: number) => {
    next = seededRandom(seed)
    committed = []
  }
  return {
    wrapStorage,
    start,
    committed: () => committed,
    pick: <A>(all: ReadonlyArray<A>) => all[Math.floor(next() * all.length)] as A,
  }
}

describe("an action on the holder's behalf, while the authorisation ends", () => {
  const delays = randomDelays()

  story(
    `is never committed after the end, in ${ROUNDS} orders of both; and each refusal names its rule`,
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, brunos, ids } = yield* whileTimePasses(delegated(context))
        const start = context.storage.snapshot()
        const by = { agent: AGENT, file: FILE }
        const fact = "2026-11-01"
        const ends: Readonly<
          Record<string, () => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>>
        > = {
          revoke: () => monCompte.revokeDelegation(adas),
          renounce: () => monCompte.renounceDelegation(brunos),
          separatedByHolder: () => monCompte.declareSeparation({ ...adas, fact }),
          separatedBySpouse: () => monCompte.declareSeparation({ ...brunos, fact }),
          holdersAccount: () => agency.closeAccount({ agent: AGENT, person: ids.ada }),
          spousesAccount: () => agency.closeAccount({ agent: AGENT, person: ids.bruno }),
          holder: () => agency.changeHolder({ ...by, to: ids.bruno, cause: "Agreement" }),
          spouse: () => agency.removeMember({ ...by, person: ids.bruno, cause: "LeftHome" }),
          death: () => agency.recordDeath({ ...by, person: ids.ada }),
          file: () => agency.closeFile({ ...by, cause: "HolderRequest" }),
        }
        const counts = { before: 0, refused: 0, wrong: [] as Array<string> }
        for (let round = 0; round < ROUNDS; round += 1) {
          context.storage.restore(start)
          delays.start(round)
          const [name, end] = delays.pick(Object.entries(ends))
          const action = () =>
            Effect.match(monCompte.recordAction({ ...brunos, action: delays.pick(ACTIONS) }), {
              onSuccess: ({ onBehalfOf }) => ({
                _tag: onBehalfOf === null ? "OwnName" : "ForHolder",
                isExplained: true,
              }),
              onFailure: (refusal) => ({
                _tag: refusal._tag,
                isExplained:
                  refusal._tag === "SessionOver" ||
                  (refusal._tag === "NotPermitted" && refusal.rule !== "default.deny" && refusal.reason !== "Unknown"),
              }),
            })
          const ending = Effect.map(tagOf(end()), (_tag) => ({ _tag, isExplained: true }))
          const all = [action(), action(), ending, action()]
          const shuffledAll = [...all].sort(() => delays.pick([-1, 1]))
          const fibers = yield* Effect.forEach(shuffledAll, (one) => Effect.forkChild(one))
          const results = yield* whileTimePasses(Fiber.joinAll(fibers))
          const committed = delays.committed()
          const after = committed.indexOf("End")
          if (after < 0 || committed.slice(after).includes("Action"))
            counts.wrong.push(`round ${round}: ${name}, ${committed.join()}`)
          if (!results.every(({ isExplained }) => isExplained)) {
            counts.wrong.push(`round ${round}: ${name}, ${results.map(({ _tag }) => _tag).join()}`)
          }
          counts.before += committed.filter((kind) => kind === "Action").length
          counts.refused += results.filter(({ _tag }) => _tag === "NotPermitted" || _tag === "SessionOver").length
        }
        expect(counts.wrong).toEqual([])
        // Both orders happened often: an action before the end, and one after it.
        expect(counts.before).toBeGreaterThan(ROUNDS / 5)
        expect(counts.refused).toBeGreaterThan(ROUNDS / 5)
        expect(context.storage.conflicts()).toBeGreaterThan(ROUNDS / 5)
      }),
    { wrapStorage: delays.wrapStorage },
  )
})
