import * as Effect from "effect/Effect"
import { Policies } from "../contract/policies.ts"
import type { Ticket } from "../secrets/ticket.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import type { LoadedSessions } from "./person.ts"

/** In: the password was right, on an active account. */
export interface SignedIn {
  readonly _tag: "SignedIn"
  readonly account: string
  /** Secret, for this browser alone. It opens what a person who is signed in may do. */
  readonly session: string
  /** Until when at the longest, in milliseconds since the epoch; it ends earlier when it is not used for a while. */
  readonly until: number
}

/** The legacy password was right. It opens the wizard and nothing else: hand `ticket` to `startMigration`. */
export interface MigrationRequired {
  readonly _tag: "MigrationRequired"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** Until when the wizard can be started, in milliseconds since the epoch. */
  readonly until: number
  /** The steps ahead, in order. */
  readonly steps: readonly ["Terms", "Password", "Contact"]
}

/** The password was right, and must be replaced before it lets in: hand `ticket` to `replacePassword`. */
export interface MustChangePassword {
  readonly _tag: "MustChangePassword"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** `PolicyRaised`: it no longer keeps the rules. `Compromised`: it is known to be out. */
  readonly reason: "PolicyRaised" | "Compromised"
  readonly until: number
}

/** The password was right, and newer terms are to be accepted first: hand `ticket` to `acceptNewTerms`. */
export interface TermsRequired {
  readonly _tag: "TermsRequired"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** The version in force; `termsInForce` has its text. */
  readonly version: string
  readonly until: number
}

/** One more session, known by a ticket, and what its browser is told. */
export const openSession = Effect.fnUntraced(function* (sessions: LoadedSessions, ticket: Ticket, at: number) {
  const { sessions: policy } = yield* Policies
  const opened = execute(sessions, { _tag: "Open", hash: ticket.hash, policy, at })
  const answer: SignedIn = {
    _tag: "SignedIn",
    account: ticket.account,
    session: ticket.text,
    until: at + policy.longestMinutes * 60_000,
  }
  return { sessions: yield* Effect.orDie(Effect.fromResult(opened)), answer }
})
