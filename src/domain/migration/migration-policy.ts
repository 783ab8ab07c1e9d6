import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { identity, rule, wholeNumber } from "../policy/fields.ts"

/** The time limits of the wizard, as a versioned value. */
export const MigrationPolicy = Schema.Struct({
  ...identity,
  /**
   * How long a draft lasts after its latest step, in minutes. Then it expires, and the password entered into it is
   * deleted.
   */
  draftMinutes: wholeNumber(1, 1_440),
  /** How long a draft lasts from its start however active the person is, in minutes. */
  longestDraftMinutes: wholeNumber(1, 1_440),
  /** How long the wizard can be started after a sign-in with the legacy password, in minutes. */
  ticketMinutes: wholeNumber(1, 1_440),
  /**
   * The last day, in Paris, on which the 8-digit password starts the wizard; `null` for none. Announce it early: the
   * answer of `signIn` has it, and `legacyClosingText` says it.
   */
  lastLegacyDay: Schema.NullOr(CivilDate).annotate({ description: "null, or a day such as 2027-03-31" }),
}).check(
  rule(
    ({ draftMinutes, longestDraftMinutes }) => draftMinutes <= longestDraftMinutes,
    "longestDraftMinutes must be at least draftMinutes",
  ),
)
export type MigrationPolicy = typeof MigrationPolicy.Type

/**
 * `standard`: 30 minutes after each step, for a wizard that takes 5 to 10, and two hours in all. The 8-digit password
 * starts it without an end.
 */
export const migrationPolicies = {
  standard: {
    name: "standard",
    version: 3,
    draftMinutes: 30,
    longestDraftMinutes: 120,
    ticketMinutes: 30,
    lastLegacyDay: null,
  },
} as const satisfies Record<string, MigrationPolicy>

/** Whether the 8-digit password starts the wizard on this day. */
export const isLegacyOpen = ({ lastLegacyDay }: Pick<MigrationPolicy, "lastLegacyDay">, today: CivilDate): boolean =>
  lastLegacyDay === null || today <= lastLegacyDay
