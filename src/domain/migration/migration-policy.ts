import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** The time limits of the wizard, as a versioned value. */
export const MigrationPolicy = Schema.Struct({
  ...identity,
  /**
   * How long a draft lasts from its start, in minutes. Then it expires, and the password entered into it is deleted.
   */
  draftMinutes: wholeNumber(1, 1_440),
  /** How long the wizard can be started after a sign-in with the legacy password, in minutes. */
  ticketMinutes: wholeNumber(1, 1_440),
})
export type MigrationPolicy = typeof MigrationPolicy.Type

/** `standard`: 30 minutes, for a wizard that takes 5 to 10. */
export const migrationPolicies = {
  standard: { name: "standard", version: 1, draftMinutes: 30, ticketMinutes: 30 },
} as const satisfies Record<string, MigrationPolicy>
