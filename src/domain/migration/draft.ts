import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { TicketUnknown } from "../ticket/ticket.ts"

const at = Schema.Finite

/** The draft of a wizard: its current ticket, and when it expires. Tickets are hashes: the browser has the secret. */
export const Draft = Schema.Struct({
  ticket: Schema.String,
  until: at,
  /**
   * Each step makes the draft last `idle` milliseconds from then, at most until `latest`. Absent in drafts of earlier
   * versions, which did not slide.
   */
  slides: Schema.optionalKey(Schema.Struct({ idle: Schema.Finite, latest: at })),
  /** The latest former tickets: another browser took over the wizard from them. */
  superseded: Schema.Array(Schema.String),
})
export type Draft = typeof Draft.Type

/** The number of former tickets that a draft remembers. */
const MAX_SUPERSEDED = 5

/** The time limits of a draft that starts, or starts again, with a ticket. */
export interface DraftStart {
  readonly ticket: string
  readonly until: number
  readonly latest?: number | undefined
  readonly at: number
}

/** A new draft. */
export const startDraft = ({ at, latest, ticket, until }: DraftStart): Draft => ({
  ticket,
  until,
  ...(latest === undefined ? {} : { slides: { idle: until - at, latest } }),
  superseded: [],
})

/** A code works for at least this time, even if it is requested at the very end of its draft. */
const SHORTEST_CODE = 60_000

/** A step of the person makes the draft last longer. */
export const slideDraft = (draft: Draft, at: number): Draft =>
  draft.slides === undefined
    ? draft
    : { ...draft, until: Math.max(draft.until, Math.min(draft.slides.latest, at + draft.slides.idle)) }

/** As `slideDraft`, for a step that sends a code: it leaves at least a minute to type it. */
export const slideForCode = (draft: Draft, at: number): Draft => {
  const slid = slideDraft(draft, at)
  return draft.slides === undefined ? slid : { ...slid, until: Math.max(slid.until, at + SHORTEST_CODE) }
}

/** Makes another ticket the current one of the draft, which then lasts its full time again. */
export const transferDraft = (draft: Draft, start: DraftStart): Draft => ({
  ...startDraft(start),
  superseded: [...draft.superseded, draft.ticket].filter((former) => former !== start.ticket).slice(-MAX_SUPERSEDED),
})

/** The draft has expired. The person starts again with a new sign-in. */
export class DraftExpired extends Schema.TaggedError<DraftExpired>()("DraftExpired", {}) {
  override get message(): string {
    return "The time limit has passed: sign in again to start over."
  }
}

/** The draft has not expired yet. */
export class DraftNotExpired extends Schema.TaggedError<DraftNotExpired>()("DraftNotExpired", { until: at }) {
  override get message(): string {
    return "The time limit has not passed yet."
  }
}

/** Another browser has taken over the wizard. */
export class Superseded extends Schema.TaggedError<Superseded>()("Superseded", {}) {
  override get message(): string {
    return "The steps were continued in another window."
  }
}

/** Checks that a ticket is the current one of the draft, and that the draft has not expired. */
export const checkDraftTicket = (
  draft: Draft,
  { at, ticket }: { readonly at: number; readonly ticket: string },
): Result.Result<Draft, Superseded | TicketUnknown | DraftExpired> =>
  draft.superseded.includes(ticket)
    ? Result.fail(new Superseded())
    : draft.ticket !== ticket
      ? Result.fail(new TicketUnknown())
      : at >= draft.until
        ? Result.fail(new DraftExpired())
        : Result.succeed(draft)

/** Wraps a decision of the table: it refuses every ticket but the current one of the draft, and an expired draft. */
export const forDraftTicket =
  <S extends { readonly draft: Draft }, C extends { readonly at: number; readonly ticket: string }, Events, Refusal>(
    line: (state: S, command: C) => Result.Result<Events, Refusal>,
  ) =>
  (state: S, command: C): Result.Result<Events, Refusal | Superseded | TicketUnknown | DraftExpired> =>
    Result.flatMap(checkDraftTicket(state.draft, command), () => line(state, command))

/** The accepted version is not the one in force. */
export class TermsChanged extends Schema.TaggedError<TermsChanged>()("TermsChanged", { inForce: Schema.String }) {
  override get message(): string {
    return "The terms of use have changed: read and accept the new version."
  }
}
