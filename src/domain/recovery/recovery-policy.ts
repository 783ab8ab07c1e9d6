import * as Schema from "effect/Schema"
import { identity, rule, wholeNumber } from "../policy/fields.ts"

/** The limits of recovery, and how long a changed contact waits before it can recover the account. */
export const RecoveryPolicy = Schema.Struct({
  ...identity,
  /** Codes that may be requested for one identifier in any 24 hours, from all browsers together. */
  codesPerDay: wholeNumber(1, 50),
  /**
   * Wrong codes for one identifier in any 24 hours, from all browsers together. The code policy limits one browser. It is
   * also the limit for the codes of one account, in the wizard and at a change of contact.
   */
  wrongCodesPerDay: wholeNumber(1, 100),
  /** How many of these are kept for each browser that a code was sent for, so that strangers cannot use them up. */
  wrongCodesKept: wholeNumber(0, 10),
  /** Wrong codes in a row, over any time, after which only an agent opens recovery again. */
  wrongCodesInARow: wholeNumber(1, 100),
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
}).check(
  rule(
    ({ codesPerDay, wrongCodesKept, wrongCodesPerDay }) => codesPerDay * wrongCodesKept < wrongCodesPerDay,
    "wrongCodesPerDay must be more than codesPerDay times wrongCodesKept",
  ),
)
export type RecoveryPolicy = typeof RecoveryPolicy.Type

/**
 * `standard`: 5 codes and 25 wrong codes a day for each identifier, as for passwords, and 100 wrong codes in a row. 3
 * wrong codes are kept for each of the 5 browsers that a code was sent for; the other 10 are for all browsers. 30 minutes
 * to enter the code, then 30 minutes to choose a password. A changed contact waits for 24 hours, and the former
 * one is remembered for 30 days. A contact that an agent recorded can be proved for 3 days.
 */
export const recoveryPolicies = {
  standard: {
    name: "standard",
    version: 3,
    codesPerDay: 5,
    wrongCodesPerDay: 25,
    wrongCodesKept: 3,
    wrongCodesInARow: 100,
    ticketMinutes: 30,
    newContactHours: 24,
    formerContactDays: 30,
    restoredAccessHours: 72,
  },
} as const satisfies Record<string, RecoveryPolicy>
