import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { agent, birthDate, command, day, noon, refusal, stateAfter, TODAY } from "../../../test/models/household.ts"
import { type HistoryStep, history } from "../../testing/generators/household.ts"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { isLive } from "../delegation/status.ts"
import { fold } from "../state-machine/decider.ts"
import { type Command, Event, evolve, initial, machine, membersOn, State } from "./household.ts"

/** What an agent mends changes no arrow of another command. So the exploration stops soon after it. */
const isMended = (state: State) =>
  /zoe|DeathUndone/.test(JSON.stringify(state)) ||
  (state._tag === "Open" &&
    (state.merged !== undefined ||
      state.former.some(({ cause }) => cause === "FileClosed") ||
      (state.couple !== null && state.formerCouples.some(({ recordedBy }) => recordedBy !== undefined))))

/** A file without children, dependants and delegations. */
const isSmall = (state: State) =>
  state._tag === "Open"
    ? state.children.length + state.dependants.length === 0 && state.delegations === 0
    : state._tag === "Closed" && state.former.length === 1

/** Commands that reach every state and event, limited so that the exploration ends. */
const alphabet = (state: State): ReadonlyArray<Command> =>
  isMended(state)
    ? [command.close(), command.replacePerson({ from: "zoe", to: "ada" })]
    : "former" in state && state.former.length + state.delegations > 3
      ? []
      : [
          command.open({ on: TODAY }),
          command.addChild({ on: TODAY }),
          command.addChild({ person: "evan", birth: birthDate("2011-00-00"), on: TODAY }),
          command.decideAge({ person: "evan" }),
          command.addDependant({ on: TODAY }),
          command.formCouple({ on: TODAY }),
          command.removeMember(),
          command.separate({ recordedBy: agent }),
          command.undoSeparation(),
          command.reopen(),
          command.mergeFiles(),
          command.mergeInto(),
          command.changeHolder(),
          command.changeHolder({ to: "dora", cause: "HolderLeft" }),
          command.recordDeath({ person: "ada" }),
          ...(isSmall(state) || state._tag === "Closed" ? [command.undoDeath({ person: "ada" })] : []),
          ...(isSmall(state) ? [command.replacePerson()] : []),
          command.grant(),
          command.grant({ lastDay: TODAY }),
          command.revoke(),
          command.renounce(),
          command.expire({ at: noon("2026-11-24") }),
          command.accountClosed(),
          command.protect(),
          command.close(),
        ]

it.each(deciderLaws(machine, alphabet))("the household: $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("ignores an event in a state that does not cause it", () => {
  const { states } = explore(machine, alphabet)
  const closed = stateAfter(command.open(), command.close())
  const opened = { _tag: "FileOpened", holder: "eve", on: TODAY, by: { _tag: "Time" }, at: 1 } as const
  expect(evolve(closed, opened)).toEqual(closed)
  const open = states.filter(({ _tag }) => _tag === "Open")
  expect(open.map((state) => evolve(state, opened))).toEqual(open)
  expect(evolve(initial, { _tag: "FileClosed", cause: "Duplicate", on: TODAY, by: { _tag: "Time" }, at: 1 })).toEqual(
    initial,
  )
})

const lastOf = (steps: ReadonlyArray<HistoryStep>) => steps.at(-1)?.after ?? initial

/** Checks a property after every command of many histories. */
const always = (holds: (step: HistoryStep, soFar: ReadonlyArray<HistoryStep>) => void) =>
  fc.assert(
    fc.property(history(), (steps) => {
      steps.forEach((step, index) => {
        holds(step, steps.slice(0, index + 1))
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

describe("after any history of commands", () => {
  it("the generator covers every accepted command, every event and most refusals", () => {
    const steps = fc.sample(history(), { numRuns: 400, seed: 20261123 }).flat()
    const accepted = steps.filter(({ refusal }) => refusal === null)
    expect(new Set(accepted.map(({ command }) => command._tag))).toEqual(
      new Set(Object.keys({ ...machine.table.NotOpened, ...machine.table.Open, ...machine.table.Closed })),
    )
    expect(new Set(accepted.flatMap(({ events }) => events.map(({ _tag }) => _tag))).size).toBe(20)
    expect(new Set(steps.flatMap(({ refusal }) => refusal?._tag ?? [])).size).toBeGreaterThan(12)
  })

  it("a file has exactly one holder, at most one spouse and no person twice, on every day since it was opened", () => {
    const property = fc.property(history(), (steps) => {
      const after = lastOf(steps)
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

  it("each member is in the state of a file once", () => {
    always(({ after }) => {
      if (after._tag !== "Open") return
      const persons = [after.holder, ...(after.couple === null ? [] : [after.couple.spouse])]
        .concat(after.children, after.dependants)
        .map(({ person }) => person)
      expect(new Set(persons).size).toBe(persons.length)
    })
  })

  it("stays are dated in order, and none is in the future", () => {
    always(({ after, command }) => {
      if (after._tag === "NotOpened") return
      expect(after.former.filter(({ since, until }) => until < since || since < after.opened)).toEqual([])
      expect(daysOf(after).filter((date) => date > civilDateAt(command.at))).toEqual([])
    })
  })

  it("a delegation is live only from the current holder to the current spouse, and exactly as its events say", () => {
    always(({ after, command }, soFar) => {
      const holder = after._tag === "Open" ? after.holder.person : ""
      const spouse = after._tag === "Open" ? (after.couple?.spouse.person ?? null) : null
      const today = civilDateAt(command.at)
      const accounts = { holderAccount: "Active", spouseAccount: "Active", spouseOpenedOnFacts: false } as const
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

  it("a granted delegation has ended in the state as soon as the couple, the holder or the file changed", () => {
    always(({ after }) => {
      if (after._tag === "Closed") expect(after.delegation._tag).not.toBe("Granted")
      if (after._tag !== "Open" || after.delegation._tag !== "Granted") return
      const { delegation } = after
      expect([delegation.holder, delegation.spouse]).toEqual([after.holder.person, after.couple?.spouse.person])
    })
  })

  // Leaflet: invariant.7
  it("no ended delegation becomes live again, and no number is used twice", () => {
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

  it("a separation ends the couple and the delegation in its own decision", () => {
    always(({ after, before, events }) => {
      if (!events.some(({ _tag }) => _tag === "SeparationDeclared")) return
      expect(after).toMatchObject({ _tag: "Open", couple: null })
      if (before._tag !== "Open" || before.delegation._tag !== "Granted") return
      const isOver = before.delegation.lastDay !== null && before.delegation.lastDay < civilDateAt(events[0]?.at ?? 0)
      expect(events[1]).toMatchObject({ _tag: "DelegationEnded", cause: isOver ? "Expired" : "Separation" })
      expect(after).toMatchObject({ delegation: { _tag: "Ended" } })
    })
  })

  it("a refused command changes nothing, and an accepted one always causes an event", () => {
    always(({ after, before, events, refusal }) => {
      expect(events.length > 0).toBe(refusal === null)
      if (refusal !== null) expect(after).toBe(before)
    })
  })

  it("the stored events add up to the stored state", () => {
    fc.assert(
      fc.property(history(), (steps) => {
        const through = <A, I>(schema: Schema.Codec<A, I>, value: A): A =>
          Schema.decodeUnknownSync(schema)(JSON.parse(JSON.stringify(Schema.encodeSync(schema)(value))))
        const journal = steps.flatMap(({ events }) => events).map((event) => through(Event, event))
        expect(fold(machine, journal)).toEqual(lastOf(steps))
        expect(through(State, lastOf(steps))).toEqual(lastOf(steps))
      }),
      { seed: 20261123, numRuns: 200 },
    )
  })
})

/** A reference model: whether a delegation is live, from the events alone. */
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

it.each(["toString", "__proto__", "", "x".repeat(1_000_000)])(
  "refuses untyped input that is no command: case %#",
  (_tag) => {
    expect(refusal(stateAfter(command.open()), { ...command.grant(), _tag } as unknown as Command)).toBe("NotAllowed")
  },
)
