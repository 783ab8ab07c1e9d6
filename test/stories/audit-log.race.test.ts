import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Commit, Storage } from "../../src/ports/storage.ts"
import { AGENT, delegated, FILE } from "./family.ts"
import { story, tagOf, whileTimePasses } from "./test-context.ts"

/** A small generator (mulberry32), so that a round is told again by its number. */
const chance = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const LONG = Number(process.env["LONG"] ?? 1)
const ROUNDS = 300 * LONG
const ACTIONS = ["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"] as const

const isEnd = ({ changes }: Commit) =>
  changes.some(({ events }) => events.some(({ _tag }) => _tag === "DelegationEnded" || _tag === "Closed"))

const isForHolder = ({ changes }: Commit) =>
  changes.some(({ events }) => events.some((event) => event._tag === "Recorded" && event["onBehalfOf"] !== null))

/** A storage where everybody is made to wait for others, by a lot that is drawn, and what was kept, in order. */
const shuffled = () => {
  let next = chance(0)
  let kept: Array<"End" | "Deed"> = []
  const pause = Effect.suspend(() => Effect.repeat(Effect.yieldNow, { times: Math.floor(next() * 8) }))
  const around = (real: Storage["Service"]): Storage["Service"] => ({
    ...real,
    load: (ids, command) => Effect.tap(Effect.andThen(pause, real.load(ids, command)), pause),
    commit: (commit) =>
      Effect.andThen(pause, real.commit(commit)).pipe(
        Effect.tap((outcome) =>
          Effect.sync(() => {
            if (outcome._tag !== "Committed") return
            if (isEnd(commit)) kept.push("End")
            if (isForHolder(commit)) kept.push("Deed")
          }),
        ),
      ),
  })
  const draw = (seed: number) => {
    next = chance(seed)
    kept = []
  }
  return {
    around,
    draw,
    kept: () => kept,
    pick: <A>(all: ReadonlyArray<A>) => all[Math.floor(next() * all.length)] as A,
  }
}

describe("what is done on the holder's behalf, while the authorisation ends", () => {
  const lot = shuffled()

  story(
    `is never kept after the end, in ${ROUNDS} orders in which they meet; and each refusal is explained`,
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
        const seen = { before: 0, refused: 0, wrong: [] as Array<string> }
        for (let round = 0; round < ROUNDS; round += 1) {
          context.storage.restore(start)
          lot.draw(round)
          const [name, end] = lot.pick(Object.entries(ends))
          const deed = () =>
            Effect.match(monCompte.recordAction({ ...brunos, action: lot.pick(ACTIONS) }), {
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
          const all = [deed(), deed(), ending, deed()]
          const shuffledAll = [...all].sort(() => lot.pick([-1, 1]))
          const fibers = yield* Effect.forEach(shuffledAll, (one) => Effect.forkChild(one))
          const told = yield* whileTimePasses(Fiber.joinAll(fibers))
          const kept = lot.kept()
          const after = kept.indexOf("End")
          if (after < 0 || kept.slice(after).includes("Deed"))
            seen.wrong.push(`round ${round}: ${name}, ${kept.join()}`)
          if (!told.every(({ isExplained }) => isExplained)) {
            seen.wrong.push(`round ${round}: ${name}, ${told.map(({ _tag }) => _tag).join()}`)
          }
          seen.before += kept.filter((one) => one === "Deed").length
          seen.refused += told.filter(({ _tag }) => _tag === "NotPermitted" || _tag === "SessionOver").length
        }
        expect(seen.wrong).toEqual([])
        // Both came about often: the one before the end, and the one after.
        expect(seen.before).toBeGreaterThan(ROUNDS / 5)
        expect(seen.refused).toBeGreaterThan(ROUNDS / 5)
        expect(context.storage.conflicts()).toBeGreaterThan(ROUNDS / 5)
      }),
    { around: lot.around },
  )
})
