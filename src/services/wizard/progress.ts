import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { DraftExpired } from "../../migration/draft.ts"
import type { Input } from "../inputs.ts"
import { readTicket } from "../keys/ticket.ts"
import { describeStep } from "./step.ts"
import { standing } from "./wizard.ts"

/** Where the wizard stands: "step 2 of 3", and what is left. Changes nothing. */
export const progress = Effect.fn("MonCompte.progress")(function* (asked: Input<"progress">) {
  const ticket = yield* readTicket(asked.ticket)
  const wizard = yield* standing(ticket)
  const { state } = wizard.migration
  const at = yield* Clock.currentTimeMillis
  if ("draft" in state && at >= state.draft.until) return yield* new DraftExpired()
  return yield* describeStep(wizard)
})
