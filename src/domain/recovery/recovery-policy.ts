import * as Schema from "effect/Schema"

/** How an account is recovered, and what of a changed contact serves for it. */
export const RecoveryPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Codes that anyone may ask for one identifier in any 24 hours. */
  codesPerDay: Schema.Int,
  /** How long whoever asked may type the code and choose a password, in minutes. */
  ticketMinutes: Schema.Finite,
  /** How long a contact that was just changed is not used for recovery, in hours; until then the one that was is. */
  newContactHours: Schema.Finite,
})
export type RecoveryPolicy = typeof RecoveryPolicy.Type

/**
 * `standard`: 5 codes a day, with 5 tries each: 25 guesses at one identifier in any 24 hours, as for passwords; half an
 * hour to be done; a changed contact waits for 24 hours.
 */
export const recoveryPolicies = {
  standard: { name: "standard", version: 1, codesPerDay: 5, ticketMinutes: 30, newContactHours: 24 },
} as const satisfies Record<string, RecoveryPolicy>
