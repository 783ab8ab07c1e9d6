import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { DraftExpired } from "../../../domain/migration/draft.ts"
import type { Input } from "../../contract/inputs.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { describeStep } from "../../wizard/describe-step.ts"
import { loadWizard } from "../../wizard/run-step.ts"

/** Answers the current step of the wizard ("step 2 of 3") and the steps left. It changes nothing. */
export const migrationProgress = Effect.fn("MonCompte.migrationProgress")(function* (
  request: Input<"migrationProgress">,
) {
  const ticket = yield* readTicket(request.ticket)
  const wizard = yield* loadWizard(ticket)
  const { state } = wizard.migration
  const at = yield* Clock.currentTimeMillis
  if ("draft" in state && at >= state.draft.until) return yield* new DraftExpired()
  return yield* describeStep(wizard)
})
