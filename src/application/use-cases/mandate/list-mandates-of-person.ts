import * as Effect from "effect/Effect"
import * as AgentReads from "../../../domain/audit/agent-reads.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Caseload from "../../../domain/mandate/caseload.ts"
import type { Mandate } from "../../../domain/mandate/mandate.ts"
import * as Mandates from "../../../domain/mandate/mandates.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { readMandates } from "../../caller/mandates.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { readCaseload } from "../../household-file/mandate-effects.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { open, readDataKey } from "../../secrets/data-key.ts"
import { executeOrDie, readAggregate } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** A mandate over a person, with the reference of the decision: `null` once the person is erased. */
export interface MandateOnRecord extends Omit<Mandate, "toActive" | "reference"> {
  readonly reference: string | null
}

/** The mandates of a person, for an agent. */
export interface MandatesOfPerson {
  readonly _tag: "MandatesOfPerson"
  readonly person: string
  /** The mandates over the person: all in force, and the latest that ended. */
  readonly over: ReadonlyArray<MandateOnRecord>
  /** The persons for whom this person has a mandate in force, and the numbers of those mandates. */
  readonly held: ReadonlyArray<Caseload.Case>
}

/** The mandates of a person, as they are now. */
const mandatesOf = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([
    Mandates.stream.id(person),
    Caseload.stream.id(person),
    DataKey.stream.id(person),
  ])
  const mandates = yield* readMandates(person, rows[0])
  const caseload = yield* readCaseload(person, rows[1])
  const dataKey = yield* readDataKey(person, rows[2])
  const isReadable = dataKey.state._tag === "Created"
  const over = yield* Effect.forEach(mandates.state.mandates, ({ reference, toActive, ...mandate }) =>
    Effect.map(
      isReadable ? open(dataKey, reference, "court-decision") : Effect.succeed(null),
      (opened): MandateOnRecord => ({ ...mandate, reference: opened }),
    ),
  )
  const list: MandatesOfPerson = { _tag: "MandatesOfPerson", person, over, held: caseload.state.cases }
  return list
})

/**
 * Lists the mandates over a person and those that the person has for others, for an agent.
 *
 * A mandate says much about a person, so the lookup is recorded with the agent before anything is shown.
 */
export const listMandatesOfPerson = Effect.fn("Agency.listMandates")(function* (request: AgencyInput<"listMandates">) {
  const person = yield* findPerson(request.person)
  yield* asAgent("ListMandates", request, [AgentReads.stream.id(person)], ({ agent }, [row], at) =>
    Effect.gen(function* () {
      const reads = yield* readAggregate(AgentReads.register, AgentReads.stream.id(person), row)
      return yield* planOf([yield* executeOrDie(reads, { _tag: "Record", agent, by: "Person", at })])
    }),
  )
  return yield* mandatesOf(person)
})
