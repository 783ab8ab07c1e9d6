import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"

/**
 * The states that a message goes through.
 *
 * `settled`: nothing to send, or no longer; `undeliverable`: refused for good, or too late to be useful; `dead`: our own
 * code failed with it too often.
 */
export const outboxStates = [
  "queued",
  "leased",
  "sent",
  "settled",
  "postponed",
  "released",
  "undeliverable",
  "dead",
] as const
export type OutboxState = (typeof outboxStates)[number]

/** How the handling of a message ended. */
export type Handled = Extract<OutboxState, "sent" | "settled" | "undeliverable">

const lines: Readonly<Record<OutboxState, (line: string) => Effect.Effect<void>>> = {
  queued: Effect.logDebug,
  leased: Effect.logDebug,
  sent: Effect.logDebug,
  settled: Effect.logDebug,
  postponed: Effect.logDebug,
  released: Effect.logDebug,
  undeliverable: Effect.logWarning,
  dead: Effect.logError,
}

const counter = Metric.counter("mon_compte_outbox_messages", {
  description: "Messages that entered a state, by kind.",
  incremental: true,
})

const oldest = Metric.gauge("mon_compte_outbox_oldest_due_seconds", {
  description: "Delay of the most overdue message among those leased for the first time; 0 when none was due.",
})

/** The name of a defect. Its message may quote data, so it is never logged. */
export const nameOf = (defect: unknown): string => (defect instanceof Error ? defect.name : "Defect")

/**
 * Records that a message entered a state: in a log line, a span and a metric.
 *
 * They hold the id of the message and its kind. They hold no contact, no code and no text of an error. Never pass a kind
 * read from storage: whatever wrote it chose the text.
 */
export const recordState = (
  state: OutboxState,
  message: { readonly id: string; readonly kind: string },
  about: { readonly attempt?: number; readonly pause?: number; readonly defect?: string } = {},
): Effect.Effect<void> => {
  const { id, kind } = message
  const fields = { message: id, kind, ...about }
  return lines[state](`Outbox: ${state}.`).pipe(
    Effect.annotateLogs(fields),
    Effect.andThen(Metric.update(Metric.withAttributes(counter, { state, kind }), 1)),
    Effect.withSpan(`MonCompte.outbox.${state}`, { attributes: fields }),
  )
}

/** Records how late the most overdue message was among those leased for the first time. */
export const recordLateness = (milliseconds: number): Effect.Effect<void> => Metric.update(oldest, milliseconds / 1_000)
