import * as Effect from "effect/Effect"
import type { Input } from "../../contract/inputs.ts"
import { endByPerson } from "../../household-file/delegation-view.ts"

/** The holder cancels the management authorisation, at any time and at once: whatever is being done by it is refused. */
export const revokeDelegation = Effect.fn("MonCompte.revokeDelegation")((asked: Input<"revokeDelegation">) =>
  endByPerson("RevokeDelegation", asked),
)
