import * as Schema from "effect/Schema"

/**
 * In confidential mode, another person may read this contact: no code is sent to it, because none would arrive. Give a
 * contact that only the person reads.
 */
export class ContactWithheld extends Schema.TaggedError<ContactWithheld>()("ContactWithheld", {
  field: Schema.Literal("contact"),
}) {
  override get message(): string {
    return "Another person may read this contact, and the confidential mode is on."
  }
}

/** The policy `confidential` lets agents alone set and end the confidential mode. */
export class ConfidentialModeByAgents extends Schema.TaggedError<ConfidentialModeByAgents>()(
  "ConfidentialModeByAgents",
  {},
) {
  override get message(): string {
    return "Only an agent of the fund sets or ends the confidential mode."
  }
}

/**
 * The policy `confidential` lets agents alone name contacts. Without `contacts`, the person can start the mode: it withholds
 * the contacts that a partner gave too.
 */
export class ContactsNamedByAgents extends Schema.TaggedError<ContactsNamedByAgents>()("ContactsNamedByAgents", {
  field: Schema.Literal("contacts"),
}) {
  override get message(): string {
    return "Only an agent of the fund names contacts that another person reads."
  }
}

/** The confidential mode is not on, so it cannot end. */
export class NotConfidential extends Schema.TaggedError<NotConfidential>()("NotConfidential", {}) {
  override get message(): string {
    return "The confidential mode is not on."
  }
}
