import * as Effect from "effect/Effect"
import * as Household from "../../../domain/household/household.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Caseload from "../../../domain/mandate/caseload.ts"
import { type ClosingKeep, type ClosingLoss, closingKeeps } from "../../../domain/rights/closing-effects.ts"
import { Storage } from "../../../ports/storage.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { type LoadedFile, readFile } from "../../household-file/load-file.ts"
import { readCaseload } from "../../household-file/mandate-effects.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"

/** What closing one's own space changes, and what it leaves. `closingTexts` has a sentence for each. */
export interface ClosingExplained {
  readonly _tag: "ClosingExplained"
  readonly loses: ReadonlyArray<ClosingLoss>
  readonly keeps: ReadonlyArray<ClosingKeep>
}

const ALWAYS = ["SignIn", "Password", "Sessions", "RememberedBrowsers"] as const

/** The authorisation in force in a file that the person gave or received. */
const authorisationOf =
  (person: string) =>
  ({ state }: LoadedFile): ReadonlyArray<ClosingLoss> => {
    if (state._tag !== "Open" || state.delegation._tag !== "Granted") return []
    if (state.delegation.holder === person) return ["AuthorisationGiven"]
    return state.delegation.spouse === person ? ["AuthorisationReceived"] : []
  }

/** Says what the signed-in person loses and keeps if they close their space with `closeOwnAccount`. Changes nothing. */
export const explainClosing = Effect.fn("MonCompte.explainClosing")(function* (request: Input<"explainClosing">) {
  const storage = yield* Storage
  const { person, rows } = yield* viewAsPerson(request, (account) => [
    Memberships.stream.id(account),
    Caseload.stream.id(account),
  ])
  const memberships = yield* readAggregate(Memberships.register, Memberships.stream.id(person.id), rows[0])
  const { cases } = (yield* readCaseload(person.id, rows[1])).state
  const held: ReadonlyArray<ClosingLoss> = cases.length === 0 ? [] : ["MandatesHeld"]
  const ids = Memberships.current(memberships.state).map(({ file }) => Household.stream.id(file))
  const loaded = ids.length === 0 ? [] : (yield* storage.load(ids)).rows
  const files = yield* Effect.forEach(ids, (id, index) => readFile(id, loaded[index]))
  const answer: ClosingExplained = {
    _tag: "ClosingExplained",
    loses: [...ALWAYS, ...new Set(files.flatMap(authorisationOf(person.id))), ...held],
    keeps: closingKeeps,
  }
  return answer
})
