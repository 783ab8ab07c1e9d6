import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { SendingPaused } from "../../domain/challenge/message-budget.ts"

const refused = Metric.counter("mon_compte_codes_refused", {
  description: "Codes that the message budget refused, by limit and destination.",
  incremental: true,
})

const usedUp = Metric.counter("mon_compte_message_budgets_used_up", {
  description: "Shares of the message budget that were used up, by limit and destination.",
  incremental: true,
})

/** Counts a code that the message budget refused. No log line: a flood of requests would be a flood of lines. */
export const recordRefused = (limit: SendingPaused["limit"], destination: string): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(refused, { limit, destination }), 1)

/** Records that the last code of a share was sent: one log line and a metric, without any contact. */
export const recordUsedUp = (limit: SendingPaused["limit"], destination: string): Effect.Effect<void> =>
  Effect.logWarning("A share of the message budget is used up.").pipe(
    Effect.annotateLogs({ limit, destination }),
    Effect.andThen(Metric.update(Metric.withAttributes(usedUp, { limit, destination }), 1)),
  )
