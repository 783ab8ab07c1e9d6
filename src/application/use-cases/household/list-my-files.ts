import * as Effect from "effect/Effect"
import * as Memberships from "../../../domain/household/memberships.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { caseloadOf, type HeldMandate, heldMandates } from "../../household-file/held-mandates.ts"
import { describeStays, type OwnFile } from "../../household-file/own-files.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"

/** The files that a person is in, and was in. */
export interface MyFiles {
  readonly _tag: "MyFiles"
  /**
   * The 50 latest stays, in the order in which they were recorded. `until` is `null` while the person is in the file.
   * `until` is the first day on which they are not in it any more.
   */
  readonly files: ReadonlyArray<OwnFile>
  /** The mandates that a court gave to the caller, with the files of the protected persons: 20 at most. */
  readonly mandates: ReadonlyArray<HeldMandate>
  /** Pass it as `after` to `listMandates` for the next mandates; `null` where there are no more. */
  readonly nextMandates: string | null
}

/**
 * Lists the household files that the caller is in now and was in before, and the files of the persons for whom the caller
 * has a mandate.
 *
 * Each has the days, the caller's own role, and why a stay ended. A current file has its members by role. The holder and
 * the spouse see their management authorisation: its state, its last day, and who ended it and why. It has no private
 * data of another person.
 */
export const listMyFiles = Effect.fn("MonCompte.listMyFiles")(function* (request: Input<"listMyFiles">) {
  const reads = (account: string) => [Memberships.stream.id(account), caseloadOf(account)]
  const { at, person, rows } = yield* viewAsPerson(request, reads)
  const { state } = yield* readAggregate(Memberships.register, Memberships.stream.id(person.id), rows[0])
  const { held, next } = yield* heldMandates(person, rows[1], undefined, at)
  const files = yield* describeStays(person, state.memberships, at)
  const mine: MyFiles = { _tag: "MyFiles", files, mandates: held, nextMandates: next }
  return mine
})
