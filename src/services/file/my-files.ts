import * as Effect from "effect/Effect"
import { initial, type Membership } from "../../household/memberships.ts"
import type { Input } from "../inputs.ts"
import { seenBy } from "../sign-in/person.ts"
import { readMemberships } from "./around-file.ts"

/** The files a person is in, and was in. */
export interface MyFiles {
  readonly _tag: "MyFiles"
  /** In the order in which they began to be known. `until` is `null` while the person is in the file. */
  readonly files: ReadonlyArray<Membership>
}

/** Lists the household files one is in now and was in before, with the days. */
export const myFiles = Effect.fn("MonCompte.myFiles")(function* (asked: Input<"myFiles">) {
  const { person } = yield* seenBy(asked)
  const [memberships] = yield* readMemberships([person.id])
  const mine: MyFiles = { _tag: "MyFiles", files: (memberships?.state ?? initial).memberships }
  return mine
})
