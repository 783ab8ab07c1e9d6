import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { DraftExpired } from "../../../domain/migration/draft.ts"
import type { Input } from "../../contract/inputs.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { describeStep } from "../../wizard/step.ts"
import { standing } from "../../wizard/wizard.ts"

/** Where the wizard stands: "step 2 of 3", and what is left. Changes nothing. */
export const migrationProgress = Effect.fn("MonCompte.migrationProgress")(function* (
  asked: Input<"migrationProgress">,
) {
  const ticket = yield* readTicket(asked.ticket)
  const wizard = yield* standing(ticket)
  const { state } = wizard.migration
  const at = yield* Clock.currentTimeMillis
  if ("draft" in state && at >= state.draft.until) return yield* new DraftExpired()
  return yield* describeStep(wizard)
})
