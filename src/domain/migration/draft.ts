import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { TicketUnknown } from "../ticket/ticket.ts"

const at = Schema.Finite

/** The draft of a wizard: its current ticket, and when it expires. Tickets are hashes: the browser has the secret. */
export const Draft = Schema.Struct({
  ticket: Schema.String,
  until: at,
  /** The latest former tickets: another browser took over the wizard from them. */
  superseded: Schema.Array(Schema.String),
})
export type Draft = typeof Draft.Type

/** The number of former tickets that a draft remembers. */
const MAX_SUPERSEDED = 5

/** Makes another ticket the current one of the draft, which then lasts its full time again. */
export const transferDraft = (draft: Draft, ticket: string, until: number): Draft => ({
  ticket,
  until,
  superseded: [...draft.superseded, draft.ticket].filter((former) => former !== ticket).slice(-MAX_SUPERSEDED),
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
