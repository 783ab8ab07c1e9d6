import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import {
  alphabet,
  brokenLaws,
  type Command,
  type Event,
  type Lamp,
  lamp,
  namesOfBrokenLaws,
  type State,
  table,
} from "../../../test/models/lamp.ts"
import { decideByCommand, evolveBy } from "../../domain/state-machine/decide-by.ts"
import type { Decider } from "../../domain/state-machine/decider.ts"
import { happened } from "../../domain/state-machine/decision.ts"
import { deciderLaws, explore } from "./decider.ts"

const STORAGE = "reads its states and events back from storage unchanged"
const CAN_FOLLOW = "can follow every arrow of its table"
const CAUSES = "causes every event of its schema"
const REACHES = "reaches every state of its schema"

it("a sound state machine breaks no law", () => {
  expect(namesOfBrokenLaws(lamp)).toEqual([])
  expect(explore(lamp, alphabet)).toMatchObject({ transitions: 2, complete: true, states: { length: 2 } })
})

it("a state machine that takes an arrow outside its table breaks a law", () => {
  expect(namesOfBrokenLaws({ ...lamp, evolve: () => ({ _tag: "Off" }) })).toEqual([
    "follows only the arrows of its table",
    CAN_FOLLOW,
    REACHES,
    CAUSES,
  ])
})

it("a table with an arrow that is never followed breaks a law", () => {
  const wide = { ...table, On: { Press: ["Off", "On"] } } as const
  expect(namesOfBrokenLaws({ ...lamp, table: wide })).toEqual([CAN_FOLLOW])
})

it("accepting a command without an event breaks a law, which names the step", () => {
  const silent: Lamp = {
    ...lamp,
    decide: (command, state) =>
      command._tag === "Wait" && state._tag === "On" ? Result.succeed([]) : lamp.decide(command, state),
  }
  expect(brokenLaws(silent)).toContainEqual(["does not accept a command without an event", "decide Wait in On"])
})

it("an unlimited number of states breaks a law", () => {
  const counting: Lamp = {
    ...lamp,
    table: { Off: { Press: ["On"] }, On: { Press: ["On", "Off"] } },
    evolve: (state, event) =>
      event._tag === "TurnedOff" ? { _tag: "Off" } : { _tag: "On", times: state._tag === "On" ? state.times + 1 : 1 },
    decide: (_, state) =>
      Result.succeed([{ _tag: state._tag === "On" && state.times === 3 ? "TurnedOff" : "TurnedOn" }]),
  }
  const press = (): ReadonlyArray<Command> => [{ _tag: "Press" }]
  expect(namesOfBrokenLaws(counting, press)).toEqual([])
  const unlimited: Lamp = { ...counting, decide: () => Result.succeed([{ _tag: "TurnedOn" }]) }
  expect(namesOfBrokenLaws(unlimited, press)).toEqual(["can be explored completely", CAN_FOLLOW, CAUSES])
})

it("an event that no command of the alphabet causes breaks a law, and so does an unreachable state", () => {
  const wide: Lamp = {
    ...lamp,
    State: Schema.TaggedUnion({ Off: {}, On: { times: Schema.Int }, Broken: {} }) as unknown as Lamp["State"],
    Event: Schema.TaggedUnion({ TurnedOn: {}, TurnedOff: {}, Broke: {} }) as unknown as Lamp["Event"],
  }
  expect(brokenLaws(wide)).toEqual([
    [REACHES, "Broken"],
    [CAUSES, "Broke"],
  ])
})

describe("a register", () => {
  const Count = Schema.TaggedUnion({ Counting: { count: Schema.Int } })
  const Counted = Schema.TaggedUnion({ Counted: {}, Reset: {} })
  type Add = { readonly _tag: "Add" }
  const counter: Decider<typeof Count.Type, Add, typeof Counted.Type, "Full"> = {
    name: "counter",
    State: Count,
    Event: Counted,
    initial: { _tag: "Counting", count: 0 },
    decide: decideByCommand<typeof Count.Type, Add, typeof Counted.Type, "Full">({
      Add: ({ count }) => (count === 2 ? happened({ _tag: "Reset" }) : happened({ _tag: "Counted" })),
    }),
    evolve: evolveBy<typeof Count.Type, typeof Counted.Type>({
      Counted: ({ count }) => ({ _tag: "Counting", count: count + 1 }),
      Reset: () => ({ _tag: "Counting", count: 0 }),
    }),
  }
  const laws = (register: typeof counter) => deciderLaws(register, (): ReadonlyArray<Add> => [{ _tag: "Add" }])

  it("has no law about a table", () => {
    expect(laws(counter).map(({ broken, name }) => [name.includes("table"), broken])).toEqual(
      Array(7).fill([false, []]),
    )
  })

  it("breaks a law if no command causes one of its events", () => {
    const full: typeof counter = {
      ...counter,
      decide: (command, state) => (state.count === 2 ? Result.fail("Full") : counter.decide(command, state)),
    }
    expect(laws(full).filter(({ broken }) => broken.length > 0)).toEqual([{ name: CAUSES, broken: ["Reset"] }])
  })
})

describe("a state or an event that storage changes breaks a law:", () => {
  const turningTo = (on: object): Lamp => ({
    ...lamp,
    evolve: (state, event) => (event._tag === "TurnedOn" ? (on as State) : lamp.evolve(state, event)),
  })
  const alsoCausing = (extra: object): Lamp => ({
    ...lamp,
    decide: (command, state) => Result.map(lamp.decide(command, state), (events) => [...events, extra as Event]),
    evolve: (state, event) =>
      event._tag === "TurnedOn" || event._tag === "TurnedOff" ? lamp.evolve(state, event) : state,
  })
  const withExtraField: Lamp = {
    ...lamp,
    decide: (command, state) =>
      Result.map(lamp.decide(command, state), (events) =>
        events.map((event) => (event._tag === "TurnedOn" ? { ...event, extra: "x" } : event)),
      ),
  }

  it.each([
    ["a field that the schema of states drops", turningTo({ _tag: "On", times: 1, extra: "x" }), "state On"],
    ["a field inside a field", turningTo({ _tag: "On", times: { extra: "x" } }), "state On"],
    ["a value outside the schema", turningTo({ _tag: "On", times: 0.5 }), "state On"],
    ["a number that JSON cannot write", turningTo({ _tag: "On", times: Number.NaN }), "state On"],
    ["a value that JSON refuses", turningTo({ _tag: "On", times: 1n }), "state On"],
    ["a missing field", turningTo({ _tag: "On" }), "state On"],
    ["an event outside the schema", alsoCausing({ _tag: "Broke" }), "event Broke"],
    ["a field that the schema of events drops", withExtraField, "event TurnedOn"],
  ])("%s", (_, machine, where) => {
    expect(brokenLaws(machine)).toEqual([[STORAGE, where]])
  })

  it("a state that differs from another state only by what is lost", () => {
    expect(brokenLaws({ ...lamp, initial: { _tag: "Off", since: undefined } as State })).toEqual([
      [STORAGE, "state Off"],
    ])
  })
})
