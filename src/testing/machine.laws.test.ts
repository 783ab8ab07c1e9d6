import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { decideBy, evolveBy } from "../domain/state-machine/decide-by.ts"
import type { Decider } from "../domain/state-machine/decider.ts"
import type { NotAllowed, Table } from "../domain/state-machine/table.ts"
import { explore, machineLaws } from "./machine.laws.ts"

const State = Schema.TaggedUnion({ Off: {}, On: { times: Schema.Int } })
const Command = Schema.TaggedUnion({ Press: {}, Wait: {} })
const Event = Schema.TaggedUnion({ Lit: {}, Put: {} })
type State = typeof State.Type
type Command = typeof Command.Type
type Event = typeof Event.Type

const table = { Off: { Press: ["On"] }, On: { Press: ["Off"] } } as const satisfies Table<State, Command>

const lamp: Decider<State, Command, Event, NotAllowed> = {
  name: "lamp",
  State,
  Event,
  table,
  initial: { _tag: "Off" },
  decide: decideBy<State, Command, Event>()(table)({
    Off: { Press: () => Result.succeed([{ _tag: "Lit" }]) },
    On: { Press: () => Result.succeed([{ _tag: "Put" }]) },
  }),
  evolve: evolveBy<State, Event>({ Lit: () => ({ _tag: "On", times: 1 }), Put: () => ({ _tag: "Off" }) }),
}

const alphabet = (): ReadonlyArray<Command> => [{ _tag: "Press" }, { _tag: "Wait" }]

type Lamp = Decider<State, Command, Event, NotAllowed>

const findings = (machine: Lamp) =>
  machineLaws(machine, alphabet).flatMap(({ broken, name }) => (broken.length > 0 ? [[name, ...broken]] : []))

const brokenBy = (machine: Lamp, limit?: typeof alphabet) =>
  machineLaws(machine, limit ?? alphabet)
    .filter(({ broken }) => broken.length > 0)
    .map(({ name }) => name)

it("a sound machine keeps every law", () => {
  expect(brokenBy(lamp)).toEqual([])
  expect(explore(lamp, alphabet)).toMatchObject({ transitions: 2, complete: true, states: { length: 2 } })
})

it("a machine that goes where no arrow leads is found out", () => {
  expect(brokenBy({ ...lamp, evolve: () => ({ _tag: "Off" }) })).toEqual([
    "takes only the arrows of its table",
    "can take every arrow of its table",
    "reaches every state it names",
  ])
})

it("a machine with an arrow nobody can take is found out", () => {
  const wide = { ...table, On: { Press: ["Off", "On"] } } as const
  expect(brokenBy({ ...lamp, table: wide })).toEqual(["can take every arrow of its table"])
})

it("a machine that refuses by saying nothing is found out, and where", () => {
  const silent: Lamp = {
    ...lamp,
    decide: (command, state) =>
      command._tag === "Wait" && state._tag === "On" ? Result.succeed([]) : lamp.decide(command, state),
  }
  expect(findings(silent)).toContainEqual(["never refuses by an empty list of events", "decide Wait in On"])
})

it("a machine without an end to its states is found out", () => {
  const counting: Lamp = {
    ...lamp,
    table: { Off: { Press: ["On"] }, On: { Press: ["On"] } },
    evolve: (state) => ({ _tag: "On", times: state._tag === "On" ? state.times + 1 : 1 }),
    decide: () => Result.succeed([{ _tag: "Lit" }]),
  }
  expect(brokenBy(counting, () => [{ _tag: "Press" }])).toEqual(["can be explored to its end"])
})

describe("a machine whose states or events are not kept as they are is found out", () => {
  const KEPT = "reads back what was kept as it was"
  const lighting = (on: object): Lamp => ({
    ...lamp,
    evolve: (state, event) => (event._tag === "Lit" ? (on as State) : lamp.evolve(state, event)),
  })
  const telling = (event: object): Lamp => ({
    ...lamp,
    decide: (command, state) => Result.map(lamp.decide(command, state), (events) => [...events, event as Event]),
    evolve: (state, told) => (told._tag === "Lit" || told._tag === "Put" ? lamp.evolve(state, told) : state),
  })

  const loud: Lamp = {
    ...lamp,
    decide: (command, state) =>
      Result.map(lamp.decide(command, state), (events) =>
        events.map((event) => (event._tag === "Lit" ? { ...event, extra: "x" } : event)),
      ),
  }

  it.each([
    ["a field that the schema of states drops", lighting({ _tag: "On", times: 1, extra: "x" }), "state On"],
    ["a field inside a field", lighting({ _tag: "On", times: { extra: "x" } }), "state On"],
    ["a value outside the schema", lighting({ _tag: "On", times: 0.5 }), "state On"],
    ["a number that JSON has no word for", lighting({ _tag: "On", times: Number.NaN }), "state On"],
    ["a value that JSON refuses", lighting({ _tag: "On", times: 1n }), "state On"],
    ["a field that is missing", lighting({ _tag: "On" }), "state On"],
    ["an event that the schema does not know", telling({ _tag: "Broke" }), "event Broke"],
    ["a field that the schema of events drops", loud, "event Lit"],
  ])("%s", (_, machine, where) => {
    expect(findings(machine)).toEqual([[KEPT, where]])
  })

  it("also where it only differs from another state by what is lost", () => {
    expect(findings({ ...lamp, initial: { _tag: "Off", since: undefined } as State })).toEqual([[KEPT, "state Off"]])
  })
})

describe("a machine that changes what it is given is found out", () => {
  const CHANGES = "leaves what it is given as it was"

  const having = <A>(answer: A, change: () => void): A => {
    change()
    return answer
  }

  it.each<[string, Partial<Lamp>, string]>([
    [
      "a state, by evolving",
      { evolve: (state, event) => having(lamp.evolve(state, event), () => Object.assign(state, { times: 2 })) },
      "evolve Put in On",
    ],
    [
      "an event",
      { evolve: (state, event) => having(lamp.evolve(state, event), () => Object.assign(event, { seen: true })) },
      "evolve Put in On",
    ],
    [
      "a state, by deciding",
      { decide: (command, state) => having(lamp.decide(command, state), () => Object.assign(state, { times: 2 })) },
      "decide Press in On",
    ],
    [
      "a command, even a refused one",
      { decide: (command, state) => having(lamp.decide(command, state), () => Object.assign(command, { by: 1 })) },
      "decide Wait in On",
    ],
  ])("%s", (_, changing, where) => {
    const [[name, ...broken] = [], ...others] = findings({ ...lamp, ...changing })
    expect([name, others]).toEqual([CHANGES, []])
    expect(broken).toContain(where)
  })

  it.each([true, false])("deep inside: %s", (changes) => {
    const { changed } = explore(
      {
        initial: { _tag: "Deep", within: [{ list: [[1]] }] },
        decide: (_: { _tag: "Change" }, { within: [first] }) => {
          if (changes) first?.list[0]?.push(2)
          return Result.fail("no")
        },
        evolve: (state) => state,
      },
      () => [{ _tag: "Change" as const }],
    )
    expect(changed).toEqual(changes ? ["decide Change in Deep"] : [])
  })
})

describe("a machine that does not answer is found out", () => {
  const ANSWERS = "answers every command, and follows every event"
  const fail = (): never => {
    throw new Error("of the content")
  }
  const waitsInOn = (answer: () => unknown): Partial<Lamp> => ({
    decide: (command, state) =>
      command._tag === "Wait" && state._tag === "On" ? (answer() as never) : lamp.decide(command, state),
  })
  const without = "can take every arrow of its table"

  it.each<[string, Partial<Lamp>, ReadonlyArray<ReadonlyArray<string>>]>([
    ["decide throws", waitsInOn(fail), [[ANSWERS, "decide Wait in On"]]],
    ["decide gives nothing", waitsInOn(() => undefined), [[ANSWERS, "decide Wait in On"]]],
    ["decide gives no list", waitsInOn(() => ({ _tag: "Success" })), [[ANSWERS, "decide Wait in On"]]],
    [
      "decide gives no event",
      waitsInOn(() => Result.succeed([null])),
      [
        [ANSWERS, "evolve Unknown in On"],
        ["reads back what was kept as it was", "event Unknown"],
      ],
    ],
    [
      "evolve throws",
      { evolve: (state, event) => (event._tag === "Put" ? fail() : lamp.evolve(state, event)) },
      [
        [ANSWERS, "evolve Put in On"],
        [without, "On -- Press --> Off"],
      ],
    ],
    [
      "evolve gives nothing",
      { evolve: (state, event) => (event._tag === "Put" ? (undefined as never) : lamp.evolve(state, event)) },
      [
        [ANSWERS, "evolve Put in On"],
        [without, "On -- Press --> Off"],
      ],
    ],
  ])("%s", (_, silent, found) => {
    expect(findings({ ...lamp, ...silent })).toEqual(found)
  })
})
