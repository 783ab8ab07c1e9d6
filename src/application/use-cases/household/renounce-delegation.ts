import * as Effect from "effect/Effect"
import type { Input } from "../../contract/inputs.ts"
import { changeDelegation } from "../../household-file/change-delegation.ts"

/** The spouse gives the management authorisation back. Only the holder can give it again. */
export const renounceDelegation = Effect.fn("MonCompte.renounceDelegation")((request: Input<"renounceDelegation">) =>
  changeDelegation("RenounceDelegation", request, ({ at, person }) => ({
    _tag: "RenounceDelegation",
    by: person.id,
    at,
  })),
)
