import * as Effect from "effect/Effect"
import * as Memberships from "../../../domain/household/memberships.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"

/** The files that a person is in, and was in. */
export interface MyFiles {
  readonly _tag: "MyFiles"
  /** In the order in which they were recorded. `until` is `null` while the person is in the file. */
  readonly files: ReadonlyArray<Memberships.Membership>
}

/** Lists the household files that the caller is in now and was in before, with the days. */
export const listMyFiles = Effect.fn("MonCompte.listMyFiles")(function* (request: Input<"listMyFiles">) {
  const { person, rows } = yield* viewAsPerson(request, (account) => [Memberships.stream.id(account)])
  const { state } = yield* readAggregate(Memberships.register, Memberships.stream.id(person.id), rows[0])
  const mine: MyFiles = { _tag: "MyFiles", files: state.memberships }
  return mine
})
