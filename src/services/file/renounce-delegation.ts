import * as Effect from "effect/Effect"
import type { Input } from "../inputs.ts"
import { endByPerson } from "./delegation-now.ts"

/** The spouse gives the management authorisation back. Only the holder can give it again. */
export const renounceDelegation = Effect.fn("MonCompte.renounceDelegation")((asked: Input<"renounceDelegation">) =>
  endByPerson("RenounceDelegation", asked),
)
