import type { NewPasswordReason } from "../../domain/account/requirement.ts"
import type { CivilDate } from "../../domain/civil-date/civil-date.ts"

/** The password was right, on an active account: a session was opened. */
export interface SignedIn {
  readonly _tag: "SignedIn"
  readonly account: string
  /** Secret, for this browser alone. It authenticates the requests of this person. */
  readonly session: string
  /** The end of the session at the latest, in milliseconds since the epoch. It ends earlier if it is not used. */
  readonly until: number
}

/** The legacy password was right. It starts the migration and nothing else: pass `ticket` to `startMigration`. */
export interface MigrationRequired {
  readonly _tag: "MigrationRequired"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** Until when the migration can be started, in milliseconds since the epoch. */
  readonly until: number
  /** The steps ahead, in order. */
  readonly steps: readonly ["Terms", "Password", "Contact"]
  /** The last day, in Paris, on which the 8-digit password starts the migration; `null` where none is decided. */
  readonly lastDay: CivilDate | null
}

/** The password was right, and must be replaced before the sign-in completes. */
export type MustChangePassword = PasswordOutdated | PasswordCompromised

/**
 * The password no longer satisfies the rules (`PolicyRaised`), or the fund requires another one: pass `ticket` to
 * `replacePassword`. `passwordReasonTexts` says the reason to the person.
 */
export interface PasswordOutdated {
  readonly _tag: "MustChangePassword"
  readonly reason: Exclude<NewPasswordReason, "Compromised">
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** Until when it can be replaced, in milliseconds since the epoch. */
  readonly until: number
}

/**
 * Others may know the password, so it does not replace itself. The person recovers the account (`startRecovery`), or an
 * agent restores access (`Agency.restoreAccess`).
 */
export interface PasswordCompromised {
  readonly _tag: "MustChangePassword"
  readonly reason: "Compromised"
}

/** The password was right, and newer terms must be accepted first: pass `ticket` to `acceptNewTerms`. */
export interface TermsRequired {
  readonly _tag: "TermsRequired"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** The version in force. `termsInForce` has its text. */
  readonly version: string
  /** Until when they can be accepted, in milliseconds since the epoch. */
  readonly until: number
}
