import * as Effect from "effect/Effect"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Caseload from "../../domain/mandate/caseload.ts"
import type { EndCause } from "../../domain/mandate/mandate.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import { type LoadedMandates, readMandates } from "../caller/mandates.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import { type DecidedMandates, effectsOfEnds, readCaseload } from "./mandate-effects.ts"

/** Why mandates end together with something else that happens to a person. `null`: those mandates stay. */
export interface MandateEnds {
  /** The mandates that the person has for others. */
  readonly held: EndCause | null
  /** The mandates over the person. */
  readonly over: EndCause | null
}

/** What the end of the mandates of a person reads first, in this order. */
export const readsToEndMandates = (person: string): ReadonlyArray<AggregateId> => [
  Caseload.stream.id(person),
  Mandates.stream.id(person),
]

/** Ends the given mandates over one person. One that is no longer in force is left as it is. */
const endAll = Effect.fnUntraced(function* (
  mandates: LoadedMandates,
  numbers: ReadonlyArray<number>,
  cause: EndCause,
  by: Actor,
  at: number,
) {
  const before = mandates.state
  const inForce = Mandates.inForce(before).filter(({ number }) => numbers.includes(number))
  let ended = mandates
  for (const { number } of inForce) ended = yield* executeOrDie(ended, { _tag: "End", number, cause, by, at })
  const decided: DecidedMandates = { before, mandates: ended }
  return decided
})

/**
 * Ends mandates because of what happens to a person: a death, the closing of their account, their erasure. The other
 * person of each mandate is notified, and this person is not.
 *
 * The list of the person and the mandates over them are guarded also where nothing ends, so that a mandate that is
 * recorded at the same moment conflicts. The rows are those of `readsToEndMandates`.
 */
export const endMandatesOf = Effect.fnUntraced(function* (
  person: string,
  [caseloadRow, mandatesRow]: ReadonlyArray<Row | undefined>,
  ends: MandateEnds,
  by: Actor,
  at: number,
) {
  const storage = yield* Storage
  const caseload = yield* readCaseload(person, caseloadRow)
  const over = yield* readMandates(person, mandatesRow)
  const { held: heldCause, over: overCause } = ends
  const cases = heldCause === null ? [] : caseload.state.cases
  const protectedPersons = [...new Set(cases.map((one) => one.person))]
  const { rows } =
    protectedPersons.length === 0 ? { rows: [] } : yield* storage.load(protectedPersons.map(Mandates.stream.id))
  const held = yield* Effect.forEach(protectedPersons, (protectedPerson, index) =>
    Effect.gen(function* () {
      const mandates = yield* readMandates(protectedPerson, rows[index])
      const numbers = cases.filter((one) => one.person === protectedPerson).map(({ number }) => number)
      return yield* endAll(mandates, numbers, heldCause ?? "AccountOfMandataryClosed", by, at)
    }),
  )
  const numbersOver = overCause === null ? [] : Mandates.inForce(over.state).map(({ number }) => number)
  const decidedOver = yield* endAll(over, numbersOver, overCause ?? "PersonErased", by, at)
  const decided = [...held, decidedOver]
  const effects = yield* effectsOfEnds(decided, [person], at)
  const changed = effects.aggregates.some(({ id }) => id === caseload.id)
  return {
    aggregates: [...decided.map(({ mandates }) => mandates), ...effects.aggregates, ...(changed ? [] : [caseload])],
    messages: effects.messages,
  }
})
