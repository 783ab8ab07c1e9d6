import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { agent, family, noon, order, stateAfter, TODAY, TOMORROW } from "../../../test/models/household.ts"
import { type CivilDate, CivilDate as Day } from "../civil-date/civil-date.ts"
import { agePolicies } from "../civil-date/over-fifteen.ts"
import type { AccountState } from "../delegation/live.ts"
import { type Command, decide as decideHousehold, evolve, type State } from "../household/household.ts"
import { standingOf } from "../household/standing.ts"
import { type Action, decide } from "./rights.ts"

/**
 * The delegate's right at a time is the delegation's life at that time: in any order of a delegate's actions and of what
 * ends the delegation, none is permitted after the end, and all are before.
 */

const LATE = noon(TOMORROW)
const ROUNDS = 100_000

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

interface World {
  readonly file: State
  readonly version: number
  readonly today: CivilDate
  readonly accounts: Readonly<Record<"ada" | "bob", AccountState>>
}

const file = stateAfter(...family, order.grant({ lastDay: TODAY }))
const start: World = { file, version: 1, today: TODAY, accounts: { ada: "Active", bob: "Active" } }

const given = (world: World, command: Command): World => ({
  ...world,
  file: Result.getOrThrow(decideHousehold(command, world.file)).reduce(evolve, world.file),
  version: world.version + 1,
})

/** All that ends a delegation: in the household, in an account, and by time alone. */
const ends: Readonly<Record<string, (world: World) => World>> = {
  RevokedByHolder: (world) => given(world, order.revoke()),
  RenouncedBySpouse: (world) => given(world, order.renounce()),
  SeparationByHolder: (world) => given(world, order.separate({ by: "ada" })),
  SeparationBySpouse: (world) => given(world, order.separate({ by: "bob" })),
  HolderChanged: (world) => given(world, order.changeHolder({ cause: "Agreement" })),
  SpouseLeft: (world) => given(world, order.removeMember({ person: "bob" })),
  SpouseDied: (world) => given(world, order.recordDeath({ person: "bob" })),
  FileClosed: (world) => given(world, order.close()),
  AccountClosed: (world) => given(world, order.accountClosed({ person: "ada", by: agent })),
  SpouseAccountClosed: (world) => ({ ...world, accounts: { ...world.accounts, bob: "Closed" } }),
  HolderAccountClosed: (world) => ({ ...world, accounts: { ...world.accounts, ada: "Closed" } }),
  Expired: (world) => ({ ...world, today: TOMORROW }),
  ExpiredAndNoted: (world) => given({ ...world, today: TOMORROW }, order.expire({ at: LATE })),
}

/** What happens around it and ends nothing. */
const noise: ReadonlyArray<(world: World) => World> = [
  (world) => given(world, order.grant({ lastDay: TODAY })),
  (world) => given(world, order.addDependant({ person: `p${world.version}`, on: TODAY })),
  (world) => ({ ...world, version: world.version + 1 }),
]

const ACTIONS = ["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"] as const satisfies ReadonlyArray<Action>

const isForHolder = ({ accounts, file, today }: World, action: Action) => {
  const decision = decide(
    standingOf(file, {
      person: "bob",
      today,
      agePolicy: agePolicies.fromBirthday,
      account: accounts.bob,
      partnerAccount: accounts.ada,
    }),
    action,
    "Self",
  )
  return decision.permitted && decision.onBehalfOf === "Holder"
}

const worlds = Object.entries(ends).map(([cause, end]) => ({ cause, end }))

describe("a delegate's action", () => {
  // Leaflet: invariant.6
  it.each(worlds)("is permitted before the end, and not after: $cause", ({ end }) => {
    for (const action of ACTIONS) {
      expect(isForHolder(start, action)).toBe(true)
      expect(isForHolder(end(start), action)).toBe(false)
    }
  })

  it(`is never permitted after the end, in ${ROUNDS} orders of actions, ends and what else happens`, () => {
    let before = 0
    let late = 0
    const wrong: Array<string> = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = chance(round)
      const pick = <A>(options: ReadonlyArray<A>): A => options[Math.floor(next() * options.length)] as A
      const { cause, end } = pick(worlds)
      const endsAt = Math.floor(next() * 6)
      let world = start
      for (let step = 0; step < 8; step += 1) {
        if (step === endsAt) world = end(world)
        else if (step < endsAt && next() < 0.2) world = pick(noise)(world)
        const permitted = isForHolder(world, pick(ACTIONS))
        if (permitted) before += 1
        else late += 1
        if (permitted !== step < endsAt) wrong.push(`round ${round}, step ${step}: ${cause}`)
      }
    }
    expect(wrong).toEqual([])
    expect(Math.min(before, late)).toBeGreaterThan(2 * ROUNDS)
  })

  it("decided before the end and kept after it loses, by the version it was decided on", () => {
    const household = worlds.filter(({ end }) => end(start).version !== start.version)
    let kept = 0
    for (let round = 0; round < 10_000; round += 1) {
      const next = chance(round)
      const { end } = household[Math.floor(next() * household.length)] as (typeof worlds)[number]
      const [readAt, keptAt, endsAt] = [next(), next(), next()] as const
      const [read, keep] = readAt < keptAt ? [readAt, keptAt] : [keptAt, readAt]
      const seen = read < endsAt ? start : end(start)
      const now = keep < endsAt ? start : end(start)
      const isKept = isForHolder(seen, "MakeHouseholdProcedure") && seen.version === now.version
      expect(isKept).toBe(keep < endsAt)
      if (isKept) kept += 1
    }
    expect(kept).toBeGreaterThan(1_000)
  })

  it("is permitted again only by another delegation, to the spouse of the day", () => {
    const separated = given(start, order.separate())
    const again = given(separated, order.formCouple({ on: TODAY }))
    expect(isForHolder(again, "ViewFile")).toBe(false)
    const granted = given(again, order.grant())
    expect(isForHolder(granted, "ViewFile")).toBe(true)
    expect(granted.file).toMatchObject({ delegation: { id: 2 } })
    expect(isForHolder({ ...start, today: Day.make("2026-11-22") }, "ViewFile")).toBe(true)
  })
})
