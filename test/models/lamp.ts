import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../../src/domain/state-machine/decide-by.ts"
import type { StateMachine } from "../../src/domain/state-machine/decider.ts"
import { happened } from "../../src/domain/state-machine/decision.ts"
import type { NotAllowed, Table } from "../../src/domain/state-machine/table.ts"
import { deciderLaws } from "../../src/testing/laws/decider.ts"

const State = Schema.TaggedUnion({ Off: {}, On: { times: Schema.Int } })
const Command = Schema.TaggedUnion({ Press: {}, Wait: {} })
const Event = Schema.TaggedUnion({ TurnedOn: {}, TurnedOff: {} })
export type State = typeof State.Type
export type Command = typeof Command.Type
export type Event = typeof Event.Type
/** A state machine with two states, for tests of the laws. */
export type Lamp = StateMachine<State, Command, Event, NotAllowed>

export const table = { Off: { Press: ["On"] }, On: { Press: ["Off"] } } as const satisfies Table<State, Command>

export const lamp: Lamp = {
  name: "lamp",
  State,
  Event,
  table,
  initial: { _tag: "Off" },
  decide: decideBy<State, Command, Event>()(table)({
    Off: { Press: () => happened({ _tag: "TurnedOn" }) },
    On: { Press: () => happened({ _tag: "TurnedOff" }) },
  }),
  evolve: evolveBy<State, Event>({ TurnedOn: () => ({ _tag: "On", times: 1 }), TurnedOff: () => ({ _tag: "Off" }) }),
}

export const alphabet = (): ReadonlyArray<Command> => [{ _tag: "Press" }, { _tag: "Wait" }]

/** The broken laws of a machine: the name of each, and the places that break it. */
export const brokenLaws = (machine: Lamp) =>
  deciderLaws(machine, alphabet).flatMap(({ broken, name }) => (broken.length > 0 ? [[name, ...broken]] : []))

export const namesOfBrokenLaws = (machine: Lamp, commands: typeof alphabet = alphabet) =>
  deciderLaws(machine, commands)
    .filter(({ broken }) => broken.length > 0)
    .map(({ name }) => name)
