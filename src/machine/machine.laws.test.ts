import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import type { Decider } from "./decider.ts"
import { deciding, evolving } from "./lines.ts"
import { explore, machineLaws } from "./machine.laws.ts"
import type { NotAllowed, Table } from "./table.ts"

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
  decide: deciding<State, Command, Event>()(table)({
    Off: { Press: () => Result.succeed([{ _tag: "Lit" }]) },
    On: { Press: () => Result.succeed([{ _tag: "Put" }]) },
  }),
  evolve: evolving<State, Event>({ Lit: () => ({ _tag: "On", times: 1 }), Put: () => ({ _tag: "Off" }) }),
}

const alphabet = (): ReadonlyArray<Command> => [{ _tag: "Press" }, { _tag: "Wait" }]

const brokenBy = (machine: Decider<State, Command, Event, NotAllowed>, limit?: typeof alphabet) =>
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

it("a machine that refuses by saying nothing is found out", () => {
  const silent: typeof lamp = {
    ...lamp,
    decide: (command, state) => (command._tag === "Wait" ? Result.succeed([]) : lamp.decide(command, state)),
  }
  expect(brokenBy(silent)).toContain("never refuses by an empty list of events")
})

it("a machine without an end to its states is found out", () => {
  const counting: typeof lamp = {
    ...lamp,
    table: { Off: { Press: ["On"] }, On: { Press: ["On"] } },
    evolve: (state) => ({ _tag: "On", times: state._tag === "On" ? state.times + 1 : 1 }),
    decide: () => Result.succeed([{ _tag: "Lit" }]),
  }
  expect(brokenBy(counting, () => [{ _tag: "Press" }])).toEqual(["can be explored to its end"])
})
