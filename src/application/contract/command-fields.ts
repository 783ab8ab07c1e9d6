import * as Schema from "effect/Schema"

/** The fields that every command has. */
export const commandFields = {
  /**
   * The idempotency key of this command, 1 to 100 characters, such as a UUID. Send the same one on a retry. A random one
   * by default. It is stored in clear: `PersonalDataRefused` if it contains personal data.
   */
  commandId: Schema.optional(Schema.String),
}

/** Contacts of the person that another person may read, as typed: at most 10. Shared contacts need not be named. */
export const namedContacts = Schema.optional(Schema.Array(Schema.String))
