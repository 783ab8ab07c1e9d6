import * as Effect from "effect/Effect"
import type { Input } from "../../contract/inputs.ts"
import { endByPerson } from "../../household-file/delegation-view.ts"

/** The spouse gives the management authorisation back. Only the holder can give it again. */
export const renounceDelegation = Effect.fn("MonCompte.renounceDelegation")((asked: Input<"renounceDelegation">) =>
  endByPerson("RenounceDelegation", asked),
)
