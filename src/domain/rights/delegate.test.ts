import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { agent, command, family, noon, stateAfter, TODAY, TOMORROW } from "../../../test/models/household.ts"
import { seededRandom } from "../../../test/models/random.ts"
import { type CivilDate, CivilDate as Day } from "../civil-date/civil-date.ts"
import { agePolicies } from "../civil-date/over-fifteen.ts"
import type { EndCause } from "../delegation/delegation.ts"
import type { AccountState } from "../delegation/status.ts"
import { type Command, decide as decideHousehold, evolve, type State } from "../household/household.ts"
import { personFactsOf } from "../household/person-facts.ts"
import { type Action, decide } from "./rights.ts"

/**
 * The delegate has the right exactly while the delegation is live. In every order of actions and ends, all actions
 * before the end are permitted, and none after it.
 */

const LATE = noon(TOMORROW)
const ROUNDS = 100_000

/** A household file, the day, and the accounts of both spouses. */
interface Scene {
  readonly file: State
  readonly version: number
  readonly today: CivilDate
  readonly accounts: Readonly<Record<"ada" | "bob", AccountState>>
}

const file = stateAfter(...family, command.grant({ lastDay: TODAY }))
const start: Scene = { file, version: 1, today: TODAY, accounts: { ada: "Active", bob: "Active" } }

const sceneAfter = (scene: Scene, command: Command): Scene => ({
  ...scene,
  file: Result.getOrThrow(decideHousehold(command, scene.file)).reduce(evolve, scene.file),
  version: scene.version + 1,
})

type Step = (scene: Scene) => Scene

/** Every way in which each cause ends a delegation. The compiler asks for the ways of a new cause. */
const recorded: Readonly<Record<EndCause, ReadonlyArray<Step>>> = {
  RevokedByHolder: [(scene) => sceneAfter(scene, command.revoke())],
  RenouncedBySpouse: [(scene) => sceneAfter(scene, command.renounce())],
  Separation: [
    (scene) => sceneAfter(scene, command.separate({ by: "ada" })),
    (scene) => sceneAfter(scene, command.separate({ by: "bob" })),
  ],
  HolderChanged: [(scene) => sceneAfter(scene, command.changeHolder({ cause: "Agreement" }))],
  SpouseLeft: [(scene) => sceneAfter(scene, command.removeMember({ person: "bob" }))],
  Death: [
    (scene) => sceneAfter(scene, command.recordDeath({ person: "bob" })),
    (scene) => sceneAfter(scene, command.recordDeath({ person: "ada" })),
  ],
  FileClosed: [(scene) => sceneAfter(scene, command.close())],
  AccountClosed: [
    (scene) => sceneAfter(scene, command.accountClosed({ person: "ada", by: agent })),
    (scene) => sceneAfter(scene, command.accountClosed({ person: "bob", by: agent })),
  ],
  HolderProtected: [(scene) => sceneAfter(scene, command.protect())],
  Expired: [(scene) => sceneAfter({ ...scene, today: TOMORROW }, command.expire({ at: LATE }))],
}

/** What ends the delegate's right before any end is recorded. */
const unrecorded: Readonly<Record<string, Step>> = {
  "the account of the spouse is closed": (scene) => ({ ...scene, accounts: { ...scene.accounts, bob: "Closed" } }),
  "the account of the holder is closed": (scene) => ({ ...scene, accounts: { ...scene.accounts, ada: "Closed" } }),
  "the last day is over": (scene) => ({ ...scene, today: TOMORROW }),
}

/** Other events, which do not end the delegation. */
const noise: ReadonlyArray<Step> = [
  (scene) => sceneAfter(scene, command.grant({ lastDay: TODAY })),
  (scene) => sceneAfter(scene, command.addDependant({ person: `p${scene.version}`, on: TODAY })),
  (scene) => ({ ...scene, version: scene.version + 1 }),
]

const ACTIONS = ["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"] as const satisfies ReadonlyArray<Action>

const isForHolder = ({ accounts, file, today }: Scene, action: Action) => {
  const decision = decide(
    personFactsOf(file, {
      person: "bob",
      today,
      agePolicy: agePolicies.fromBirthday,
      account: accounts.bob,
      partnerAccount: accounts.ada,
      openedOnFacts: false,
      partnerOpenedOnFacts: false,
    }),
    action,
    "Self",
  )
  return decision.permitted && decision.onBehalfOf === "Holder"
}

const recordedEnds = Object.entries(recorded).flatMap(([cause, ways]) =>
  ways.map((end, index) => ({ cause, end, name: `${cause} ${index + 1}` })),
)
const ends = [...recordedEnds, ...Object.entries(unrecorded).map(([name, end]) => ({ end, name }))]

describe("a delegate's action", () => {
  // Leaflet: invariant.6
  it.each(ends)("is permitted before and refused after the end: $name", ({ end }) => {
    for (const action of ACTIONS) {
      expect(isForHolder(start, action)).toBe(true)
      expect(isForHolder(end(start), action)).toBe(false)
    }
  })

  it.each(recordedEnds)("is refused with the recorded cause $name", ({ cause, end }) => {
    expect(end(start).file).toMatchObject({ delegation: { _tag: "Ended", cause } })
  })

  it(`is never permitted after the end, in ${ROUNDS} orders of actions, ends and other events`, () => {
    let permittedCount = 0
    let refusedCount = 0
    const wrong: Array<string> = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = seededRandom(round)
      const pick = <A>(options: ReadonlyArray<A>): A => options[Math.floor(next() * options.length)] as A
      const { end, name } = pick(ends)
      const endsAt = Math.floor(next() * 6)
      let scene = start
      for (let step = 0; step < 8; step += 1) {
        if (step === endsAt) scene = end(scene)
        else if (step < endsAt && next() < 0.2) scene = pick(noise)(scene)
        const permitted = isForHolder(scene, pick(ACTIONS))
        if (permitted) permittedCount += 1
        else refusedCount += 1
        if (permitted !== step < endsAt) wrong.push(`round ${round}, step ${step}: ${name}`)
      }
    }
    expect(wrong).toEqual([])
    expect(Math.min(permittedCount, refusedCount)).toBeGreaterThan(2 * ROUNDS)
  })

  it("decided before the end and committed after it conflicts, by the version it was decided on", () => {
    const changingFile = ends.filter(({ end }) => end(start).version !== start.version)
    let committed = 0
    for (let round = 0; round < 10_000; round += 1) {
      const next = seededRandom(round)
      const { end } = changingFile[Math.floor(next() * changingFile.length)] as (typeof ends)[number]
      const [first, second, endsAt] = [next(), next(), next()] as const
      const [readAt, commitAt] = first < second ? [first, second] : [second, first]
      const atRead = readAt < endsAt ? start : end(start)
      const atCommit = commitAt < endsAt ? start : end(start)
      const isCommitted = isForHolder(atRead, "MakeHouseholdProcedure") && atRead.version === atCommit.version
      expect(isCommitted).toBe(commitAt < endsAt)
      if (isCommitted) committed += 1
    }
    expect(committed).toBeGreaterThan(1_000)
  })

  it("is permitted again only under a new delegation to the current spouse", () => {
    const separated = sceneAfter(start, command.separate())
    const again = sceneAfter(separated, command.formCouple({ on: TODAY }))
    expect(isForHolder(again, "ViewFile")).toBe(false)
    const granted = sceneAfter(again, command.grant())
    expect(isForHolder(granted, "ViewFile")).toBe(true)
    expect(granted.file).toMatchObject({ delegation: { id: 2 } })
    expect(isForHolder({ ...start, today: Day.make("2026-11-22") }, "ViewFile")).toBe(true)
  })
})
