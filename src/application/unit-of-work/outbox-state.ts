import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { Message } from "../../ports/storage.ts"

/**
 * What becomes of a message.
 *
 * `settled`: there was nothing to send, or no longer; `undeliverable`: refused for good, or too late to be of use;
 * `dead`: our own code failed with it too often.
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

/** How dealing with a message ended. */
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
  description: "Messages that came into a state, by kind.",
  incremental: true,
})

const oldest = Metric.gauge("mon_compte_outbox_oldest_due_seconds", {
  description: "How late the latest of the messages taken for the first time was; 0 when none was due.",
})

const KINDS = ["SendCode", "SendAnnouncement", "DraftEnds", "DelegationEnds"]

/** The kind of an order. One that this code does not know is told of as that: its name may be anything. */
export const kindOf = ({ body: { _tag } }: Message): string => (KINDS.includes(_tag) ? _tag : "Unknown")

/** What failed, by its name: its words may quote anything. */
export const nameOf = (defect: unknown): string => (defect instanceof Error ? defect.name : "Defect")

/**
 * Tells that a message came into a state: in a log line, a span and a metric.
 *
 * They name the message and its kind. Neither the contact nor the code is in them, nor what failed in words.
 */
export const recordState = (
  state: OutboxState,
  message: Message,
  about: { readonly attempt?: number; readonly pause?: number; readonly defect?: string } = {},
): Effect.Effect<void> => {
  const kind = kindOf(message)
  const fields = { message: message.id, kind, ...about }
  return lines[state](`Outbox: ${state}.`).pipe(
    Effect.annotateLogs(fields),
    Effect.andThen(Metric.update(Metric.withAttributes(counter, { state, kind }), 1)),
    Effect.withSpan(`MonCompte.outbox.${state}`, { attributes: fields }),
  )
}

/** Tells how late the messages are that were taken for the first time. */
export const recordLateness = (milliseconds: number): Effect.Effect<void> => Metric.update(oldest, milliseconds / 1_000)
