import * as Schema from "effect/Schema"

/** The time limits of the wizard, as a versioned value. */
export const MigrationPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /**
   * How long a draft lasts from its start, in minutes. Then it expires, and the password entered into it is deleted.
   */
  draftMinutes: Schema.Finite,
  /** How long the wizard can be started after a sign-in with the legacy password, in minutes. */
  ticketMinutes: Schema.Finite,
})
export type MigrationPolicy = typeof MigrationPolicy.Type

/** `standard`: 30 minutes, for a wizard that takes 5 to 10. */
export const migrationPolicies = {
  standard: { name: "standard", version: 1, draftMinutes: 30, ticketMinutes: 30 },
} as const satisfies Record<string, MigrationPolicy>
