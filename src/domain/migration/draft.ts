import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const at = Schema.Finite

/** How long the wizard may take. */
export const MigrationPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** How long a draft lives from its start, in minutes; then it goes, with the password typed into it. */
  draftMinutes: Schema.Finite,
  /** How long a sign-in with the legacy password waits for the wizard to be started, in minutes. */
  ticketMinutes: Schema.Finite,
})
export type MigrationPolicy = typeof MigrationPolicy.Type

/** `standard`: 30 minutes, for a wizard that takes 5 to 10. */
export const migrationPolicies = {
  standard: { name: "standard", version: 1, draftMinutes: 30, ticketMinutes: 30 },
} as const satisfies Record<string, MigrationPolicy>

/** Who is filling in the wizard, and until when. Tickets are hashes: what the browser holds is not in here. */
export const Draft = Schema.Struct({
  ticket: Schema.String,
  until: at,
  /** Earlier tickets whose wizard was taken over by another browser; the latest few. */
  superseded: Schema.Array(Schema.String),
})
export type Draft = typeof Draft.Type

/**
 * A contact as stored: what kind, a blind index to compare it by, a ciphertext to write to it, and the language its
 * owner is written to.
 */
export const SealedContact = Schema.Struct({
  kind: Schema.Literals(["Email", "Mobile"]),
  index: Schema.String,
  sealed: Schema.String,
  language: Schema.Literals(["fr", "en"]),
})
export type SealedContact = typeof SealedContact.Type

/** Terms as accepted: the version, and the SHA-256 of the text that was shown. */
export const AcceptedTerms = Schema.Struct({ version: Schema.String, sha256: Schema.String, at })
export type AcceptedTerms = typeof AcceptedTerms.Type

const REMEMBERED = 5

/** The draft in the hands of another ticket, for another full life. */
export const handOver = (draft: Draft, ticket: string, until: number): Draft => ({
  ticket,
  until,
  superseded: [...draft.superseded, draft.ticket].filter((former) => former !== ticket).slice(-REMEMBERED),
})

/** The wizard was left open too long; it starts again from a fresh sign-in. */
export class DraftExpired extends Schema.TaggedError<DraftExpired>()("DraftExpired", {}) {
  override get message(): string {
    return "The time to finish has run out: sign in again to start over."
  }
}

/** The draft still has time left. */
export class DraftAlive extends Schema.TaggedError<DraftAlive>()("DraftAlive", { until: at }) {
  override get message(): string {
    return "The time to finish has not run out."
  }
}

/** Another browser took the wizard over. */
export class Superseded extends Schema.TaggedError<Superseded>()("Superseded", {}) {
  override get message(): string {
    return "This is being continued in another window."
  }
}

/** This ticket opens nothing: it was never given, was used up, or is too old. */
export class TicketUnknown extends Schema.TaggedError<TicketUnknown>()("TicketUnknown", {}) {
  override get message(): string {
    return "This sign-in is no longer known: sign in again."
  }
}

/** Only the browser that holds the draft fills it in, and only in its time. */
export const mayFillIn = (
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

/** What a draft's holder asks: anybody else is refused, and so is the holder when it is too late. */
export const held =
  <S extends { readonly draft: Draft }, C extends { readonly at: number; readonly ticket: string }, Events, Refusal>(
    line: (state: S, command: C) => Result.Result<Events, Refusal>,
  ) =>
  (state: S, command: C): Result.Result<Events, Refusal | Superseded | TicketUnknown | DraftExpired> =>
    Result.flatMap(mayFillIn(state.draft, command), () => line(state, command))
