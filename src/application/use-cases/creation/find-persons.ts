import * as Effect from "effect/Effect"
import * as AgentReads from "../../../domain/audit/agent-reads.ts"
import { members } from "../../../domain/household/household.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { FileUnknown, PersonUnknown } from "../../contract/file-refusals.ts"
import { describePerson, type FoundPerson } from "../../household-file/describe-person.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { executeOrDie, readAggregate } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The persons that an agent looked up: one by identifier or id, or the members of a file, the holder first. */
export interface PersonsFound {
  readonly _tag: "PersonsFound"
  readonly persons: ReadonlyArray<FoundPerson>
}

/** The current members of a file. */
const membersOf = Effect.fnUntraced(function* (reference: string) {
  const storage = yield* Storage
  const id = yield* parseFileReference(reference)
  const { rows } = yield* storage.load([id])
  const { state } = yield* readFile(id, rows[0])
  if (state._tag === "NotOpened") return yield* new FileUnknown()
  return state._tag === "Open" ? members(state).map(({ person }) => person) : []
})

/**
 * Looks a person up for an agent: by an identifier, also a former one, or by the id of the person; or every current member
 * of a file. Give `person` or `file`.
 *
 * Identifier and contact are masked, as their owner sees them, and no name is known here. The lookup is recorded with the
 * agent, for each person, before anything is shown; a repeat of the same command is recorded again. A closed file has no members. Refused with `PersonUnknown` and
 * `FileUnknown`; an unknown person is not recorded.
 */
export const findPersons = Effect.fn("Agency.findPersons")(function* (request: AgencyInput<"findPersons">) {
  const { file, person } = request
  const isByPerson = person !== undefined && person !== null
  if (!isByPerson && (file === undefined || file === null)) return yield* new PersonUnknown()
  const persons = isByPerson ? [yield* findPerson(person)] : yield* membersOf(file ?? "")
  const by = isByPerson ? "Person" : "File"
  const describing = Effect.forEach(persons, describePerson)
  if (persons.length === 0) return { _tag: "PersonsFound", persons: [] } satisfies PersonsFound as PersonsFound
  const lookUp = (asked: typeof request) =>
    asAgent("FindPersons", asked, persons.map(AgentReads.stream.id), ({ agent }, rows, at) =>
      Effect.gen(function* () {
        const recorded = yield* Effect.forEach(persons, (one, place) =>
          Effect.flatMap(readAggregate(AgentReads.register, AgentReads.stream.id(one), rows[place]), (reads) =>
            executeOrDie(reads, { _tag: "Record", agent, by, at }),
          ),
        )
        return { ...(yield* planOf(recorded)), found: yield* describing }
      }),
    )
  const outcome = yield* lookUp(request)
  // A repeat shows what is known now, so it is a lookup of its own.
  const repeated = outcome._tag === "Committed" ? outcome : yield* lookUp({ ...request, commandId: undefined })
  const answer: PersonsFound = {
    _tag: "PersonsFound",
    persons: repeated._tag === "Committed" ? repeated.plan.found : yield* describing,
  }
  return answer
})
