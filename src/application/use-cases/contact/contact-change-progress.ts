import * as Effect from "effect/Effect"
import { viewContactChange } from "../../code/contact-change.ts"
import type { Input } from "../../contract/inputs.ts"

/** Answers whether a change of contact is under way, and the progress of its code. It changes nothing. */
export const contactChangeProgress = Effect.fn("MonCompte.contactChangeProgress")(
  (request: Input<"contactChangeProgress">) => viewContactChange(request),
)
