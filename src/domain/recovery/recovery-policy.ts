import * as Schema from "effect/Schema"

/** The limits of recovery, and how long a changed contact waits before it can recover the account. */
export const RecoveryPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Codes that may be requested for one identifier in any 24 hours, from all browsers together. */
  codesPerDay: Schema.Int,
  /** How long a browser can enter the code and, from the right code, choose a password: minutes for each of the two. */
  ticketMinutes: Schema.Finite,
  /** How long a changed contact cannot recover the account, in hours. The former contact recovers it until then. */
  newContactHours: Schema.Finite,
})
export type RecoveryPolicy = typeof RecoveryPolicy.Type

/**
 * `standard`: 5 codes a day with 5 tries each, so 25 guesses per identifier in any 24 hours, as for passwords. 30
 * minutes to enter the code, then 30 minutes to choose a password. A changed contact waits for 24 hours.
 */
export const recoveryPolicies = {
  standard: { name: "standard", version: 1, codesPerDay: 5, ticketMinutes: 30, newContactHours: 24 },
} as const satisfies Record<string, RecoveryPolicy>
