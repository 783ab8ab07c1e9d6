/**
 * Caseload: the protected persons for whom one mandatary has a mandate in force.
 *
 * The mandates over a person decide about rights. This aggregate is the other side: it lists the persons of a mandatary,
 * and limits how many they are.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { MandateUnknown, TooManyMandates } from "./refusal.ts"

const at = Schema.Finite
const person = Schema.String
/** The number of the mandate over that person. */
const number = Schema.Int

export const Case = Schema.Struct({ person, number })
export type Case = typeof Case.Type

export const State = Schema.TaggedUnion({
  /** In the order in which they were recorded. */
  Listed: { cases: Schema.Array(Case) },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Listed", cases: [] }

export const Command = Schema.TaggedUnion({
  Take: { person, number, most: Schema.Int, at },
  Leave: { person, number, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  CaseTaken: { person, number, at },
  CaseLeft: { person, number, at },
})
export type Event = typeof Event.Type

export type Refusal = TooManyMandates | MandateUnknown

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Take: ({ cases }, { at, most, number, person }) =>
    cases.length >= most
      ? Result.fail(new TooManyMandates({ field: "mandatary", most }))
      : happened({ _tag: "CaseTaken", person, number, at }),
  Leave: ({ cases }, { at, number, person }) =>
    cases.some((one) => one.person === person && one.number === number)
      ? happened({ _tag: "CaseLeft", person, number, at })
      : Result.fail(new MandateUnknown()),
})

export const evolve = evolveBy<State, Event>({
  CaseTaken: ({ cases }, { number, person }) => ({ _tag: "Listed", cases: [...cases, { person, number }] }),
  CaseLeft: ({ cases }, { number, person }) => ({
    _tag: "Listed",
    cases: cases.filter((one) => one.person !== person || one.number !== number),
  }),
})

/** The ids under which caseloads are stored. */
export const stream = streamOf("caseload")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
