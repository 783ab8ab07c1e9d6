import * as Effect from "effect/Effect"
import { initial, type Membership } from "../../../domain/household/memberships.ts"
import { viewAsPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { readMemberships } from "../../household-file/side-effects.ts"

/** The files a person is in, and was in. */
export interface MyFiles {
  readonly _tag: "MyFiles"
  /** In the order in which they began to be known. `until` is `null` while the person is in the file. */
  readonly files: ReadonlyArray<Membership>
}

/** Lists the household files one is in now and was in before, with the days. */
export const listMyFiles = Effect.fn("MonCompte.listMyFiles")(function* (asked: Input<"listMyFiles">) {
  const { person } = yield* viewAsPerson(asked)
  const [memberships] = yield* readMemberships([person.id])
  const mine: MyFiles = { _tag: "MyFiles", files: (memberships?.state ?? initial).memberships }
  return mine
})
