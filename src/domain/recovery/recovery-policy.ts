import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** The limits of recovery, and how long a changed contact waits before it can recover the account. */
export const RecoveryPolicy = Schema.Struct({
  ...identity,
  /** Codes that may be requested for one identifier in any 24 hours, from all browsers together. */
  codesPerDay: wholeNumber(1, 50),
  /** How long a browser can enter the code and, from the right code, choose a password: minutes for each of the two. */
  ticketMinutes: wholeNumber(1, 1_440),
  /** How long a changed contact cannot recover the account, in hours. The former contact recovers it until then. */
  newContactHours: wholeNumber(0, 720),
  /**
   * How long a replaced contact is notified of everything and can be taken back, in days. A compromise bars contacts
   * that were proved less than this time before.
   */
  formerContactDays: wholeNumber(1, 365),
  /** How long a contact that an agent recorded (`Agency.restoreAccess`) can be proved, in hours. */
  restoredAccessHours: wholeNumber(1, 720),
})
export type RecoveryPolicy = typeof RecoveryPolicy.Type

/**
 * `standard`: 5 codes a day with 5 tries each, so 25 guesses per identifier in any 24 hours, as for passwords. 30
 * minutes to enter the code, then 30 minutes to choose a password. A changed contact waits for 24 hours, and the former
 * one is remembered for 30 days. A contact that an agent recorded can be proved for 3 days.
 */
export const recoveryPolicies = {
  standard: {
    name: "standard",
    version: 2,
    codesPerDay: 5,
    ticketMinutes: 30,
    newContactHours: 24,
    formerContactDays: 30,
    restoredAccessHours: 72,
  },
} as const satisfies Record<string, RecoveryPolicy>
