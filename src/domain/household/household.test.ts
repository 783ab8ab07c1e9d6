import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { day, noon, order, refusal, stateAfter, TODAY } from "../../../test/models/household.ts"
import { type Happening, history } from "../../testing/household.arbitrary.ts"
import { explore, machineLaws } from "../../testing/machine.laws.ts"
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { isLive } from "../delegation/live.ts"
import { fold } from "../state-machine/decider.ts"
import { type Command, Event, evolve, initial, machine, membersOn, State } from "./household.ts"

/** Enough to reach everything, and few enough histories to reach an end. */
const alphabet = (state: State): ReadonlyArray<Command> =>
  "former" in state && state.former.length + state.delegations > 3
    ? []
    : [
        order.open({ on: TODAY }),
        order.addChild({ on: TODAY }),
        order.addDependant({ on: TODAY }),
        order.formCouple({ on: TODAY }),
        order.removeMember(),
        order.separate(),
        order.changeHolder(),
        order.changeHolder({ to: "dora", cause: "HolderLeft" }),
        order.recordDeath({ person: "ada" }),
        order.grant(),
        order.grant({ lastDay: TODAY }),
        order.revoke(),
        order.renounce(),
        order.expire({ at: noon("2026-11-24") }),
        order.accountClosed(),
        order.close(),
      ]

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("an event out of place changes nothing", () => {
  const { states } = explore(machine, alphabet)
  const closed = stateAfter(order.open(), order.close())
  const opened = { _tag: "FileOpened", holder: "eve", on: TODAY, by: { _tag: "Time" }, at: 1 } as const
  expect(evolve(closed, opened)).toEqual(closed)
  const open = states.filter(({ _tag }) => _tag === "Open")
  expect(open.map((state) => evolve(state, opened))).toEqual(open)
  expect(evolve(initial, { _tag: "FileClosed", cause: "Duplicate", on: TODAY, by: { _tag: "Time" }, at: 1 })).toEqual(
    initial,
  )
})

const told = (command: Command) => command._tag
const lastOf = (happenings: ReadonlyArray<Happening>) => happenings.at(-1)?.after ?? initial

/** Checks something after every order of many histories. */
const always = (holds: (happening: Happening, soFar: ReadonlyArray<Happening>) => void) =>
  fc.assert(
    fc.property(history(), (happenings) => {
      happenings.forEach((happening, index) => {
        holds(happening, happenings.slice(0, index + 1))
      })
    }),
    { seed: 20261123, numRuns: 400 },
  )

const daysOf = (state: State): ReadonlyArray<CivilDate> =>
  state._tag === "NotOpened"
    ? []
    : [state.opened, ...state.former.flatMap(({ since, until }) => [since, until])].concat(
        state._tag === "Open" ? membersOn(state, day("9999-12-31")).map(({ since }) => since) : state.closed,
      )

describe("after any history", () => {
  it("histories are worth the name: every order is given and accepted, and every event happens", () => {
    const happenings = fc.sample(history(), { numRuns: 400, seed: 20261123 }).flat()
    const accepted = happenings.filter(({ refusal }) => refusal === null)
    expect(new Set(accepted.map(({ command }) => told(command)))).toEqual(
      new Set(Object.keys({ ...machine.table.NotOpened, ...machine.table.Open })),
    )
    expect(new Set(accepted.flatMap(({ events }) => events.map(({ _tag }) => _tag))).size).toBe(13)
    expect(new Set(happenings.flatMap(({ refusal }) => refusal?._tag ?? [])).size).toBeGreaterThan(12)
  })

  it("an open file has exactly one holder, at most one spouse and nobody twice, today and on every day before", () => {
    const property = fc.property(history(), (happenings) => {
      const after = lastOf(happenings)
      for (const date of new Set(daysOf(after))) {
        if (after._tag === "NotOpened") return
        const present = membersOn(after, date)
        const isOpen = date >= after.opened && (after._tag === "Open" || date < after.closed)
        expect(present.filter(({ role }) => role === "Holder")).toHaveLength(isOpen ? 1 : 0)
        expect(present.filter(({ role }) => role === "Spouse").length).toBeLessThanOrEqual(isOpen ? 1 : 0)
        expect(new Set(present.map(({ person }) => person)).size).toBe(present.length)
      }
    })
    fc.assert(property, { seed: 20261123, numRuns: 400 })
  })

  it("the members of a file are in it once, counted from the state itself", () => {
    always(({ after }) => {
      if (after._tag !== "Open") return
      const persons = [after.holder, ...(after.couple === null ? [] : [after.couple.spouse])]
        .concat(after.children, after.dependants)
        .map(({ person }) => person)
      expect(new Set(persons).size).toBe(persons.length)
    })
  })

  it("stays are dated in order, and none in the future", () => {
    always(({ after, command }) => {
      if (after._tag === "NotOpened") return
      expect(after.former.filter(({ since, until }) => until < since || since < after.opened)).toEqual([])
      expect(daysOf(after).filter((date) => date > civilDateAt(command.at))).toEqual([])
    })
  })

  it("a delegation is live only from the current holder to the current spouse, and exactly as its events tell", () => {
    always(({ after, command }, soFar) => {
      const holder = after._tag === "Open" ? after.holder.person : ""
      const spouse = after._tag === "Open" ? (after.couple?.spouse.person ?? null) : null
      const today = civilDateAt(command.at)
      const accounts = { holderAccount: "Active", spouseAccount: "Active" } as const
      const live = after._tag !== "NotOpened" && isLive(after.delegation, { holder, spouse, today, ...accounts })
      expect(live).toBe(
        isLiveByItsEvents(
          soFar.flatMap(({ events }) => events),
          today,
        ),
      )
      if (!live) return
      expect(after.delegation).toMatchObject({ holder, spouse })
    })
  })

  it("what was granted is found ended in the state as soon as the couple, the holder or the file changed", () => {
    always(({ after }) => {
      if (after._tag === "Closed") expect(after.delegation._tag).not.toBe("Granted")
      if (after._tag !== "Open" || after.delegation._tag !== "Granted") return
      const { delegation } = after
      expect([delegation.holder, delegation.spouse]).toEqual([after.holder.person, after.couple?.spouse.person])
    })
  })

  // Leaflet: invariant.7
  it("no ended delegation lives again, and no number comes twice", () => {
    always((_, soFar) => {
      const events = soFar.flatMap(({ events }) => events)
      const granted = events.flatMap((event) => (event._tag === "DelegationGranted" ? [event.id] : []))
      const ended = events.flatMap((event) => (event._tag === "DelegationEnded" ? [event.id] : []))
      expect(granted).toEqual(granted.map((_, index) => index + 1))
      expect(new Set(ended).size).toBe(ended.length)
      const last = lastOf(soFar)
      if (last._tag === "Open" && last.delegation._tag === "Granted") expect(ended).not.toContain(last.delegation.id)
    })
  })

  it("a separation ends the couple, and what was granted, in its own decision", () => {
    always(({ after, before, events }) => {
      if (!events.some(({ _tag }) => _tag === "SeparationDeclared")) return
      expect(after).toMatchObject({ _tag: "Open", couple: null })
      if (before._tag !== "Open" || before.delegation._tag !== "Granted") return
      const isOver = before.delegation.lastDay !== null && before.delegation.lastDay < civilDateAt(events[0]?.at ?? 0)
      expect(events[1]).toMatchObject({ _tag: "DelegationEnded", cause: isOver ? "Expired" : "Separation" })
      expect(after).toMatchObject({ delegation: { _tag: "Ended" } })
    })
  })

  it("a refusal changes nothing, and an accepted order always leaves an event", () => {
    always(({ after, before, events, refusal }) => {
      expect(events.length > 0).toBe(refusal === null)
      if (refusal !== null) expect(after).toBe(before)
    })
  })

  it("the events, stored and read again, add up to the same state, which is stored and read as it is", () => {
    fc.assert(
      fc.property(history(), (happenings) => {
        const through = <A, I>(schema: Schema.Codec<A, I>, value: A): A =>
          Schema.decodeUnknownSync(schema)(JSON.parse(JSON.stringify(Schema.encodeSync(schema)(value))))
        const journal = happenings.flatMap(({ events }) => events).map((event) => through(Event, event))
        expect(fold(machine, journal)).toEqual(lastOf(happenings))
        expect(through(State, lastOf(happenings))).toEqual(lastOf(happenings))
      }),
      { seed: 20261123, numRuns: 200 },
    )
  })
})

/** Told from the events alone, as somebody with the journal and a finger would. */
function isLiveByItsEvents(events: ReadonlyArray<Event>, today: CivilDate): boolean {
  const at = events.findLastIndex(({ _tag }) => _tag === "DelegationGranted")
  const granted = events[at]
  if (granted?._tag !== "DelegationGranted") return false
  if (granted.lastDay !== null && granted.lastDay < today) return false
  return events.slice(at + 1).every((event) => {
    switch (event._tag) {
      case "DelegationEnded":
      case "SeparationDeclared":
      case "HolderChanged":
      case "FileClosed":
        return false
      case "DeathRecorded":
      case "MemberRemoved":
        return event.person !== granted.holder && event.person !== granted.spouse
      default:
        return true
    }
  })
}

describe("what untyped callers pass", () => {
  it.each(["toString", "__proto__", "", "x".repeat(1_000_000)])("is no command: case %#", (_tag) => {
    expect(refusal(stateAfter(order.open()), { ...order.grant(), _tag } as unknown as Command)).toBe("NotAllowed")
  })
})
