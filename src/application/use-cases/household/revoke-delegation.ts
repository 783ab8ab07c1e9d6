import * as Effect from "effect/Effect"
import type { Input } from "../../contract/inputs.ts"
import { changeDelegation } from "../../household-file/change-delegation.ts"

/** The holder cancels the management authorisation, at any time. A command in flight that relies on it is refused. */
export const revokeDelegation = Effect.fn("MonCompte.revokeDelegation")((request: Input<"revokeDelegation">) =>
  changeDelegation("RevokeDelegation", request, ({ at, person }) => ({ _tag: "RevokeDelegation", by: person.id, at })),
)
