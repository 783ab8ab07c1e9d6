import * as Effect from "effect/Effect"
import { contactChangeOf } from "../../code/contact-change.ts"
import type { Input } from "../../contract/inputs.ts"

/** Where a change of contact stands. */
export const contactChangeProgress = Effect.fn("MonCompte.contactChangeProgress")(
  (asked: Input<"contactChangeProgress">) => contactChangeOf(asked),
)
