import * as Schema from "effect/Schema"
import type { Contact } from "../contact/contact.ts"
import { flag, identity, rule, wholeNumber } from "../policy/fields.ts"

/** A group of mobile numbers with a price of its own, and the codes that may be sent to it. */
export const MobileDestination = Schema.Struct({
  /** Lower-case letters, for metrics and logs. */
  name: Schema.String.check(Schema.isPattern(/^[a-z]{1,20}$/u)),
  /** The starts of its numbers in international form (E.164), such as `+687`. The longest start that fits wins. */
  prefixes: Schema.Array(Schema.String.check(Schema.isPattern(/^\+[1-9]\d{0,8}$/u))),
  /** Codes to the group in a day (UTC). 0 sends none. */
  perDay: wholeNumber(0, 100_000_000),
})
export type MobileDestination = typeof MobileDestination.Type

/** Names of the destinations that every policy has. */
const RESERVED: ReadonlyArray<string> = ["email", "other"]

/**
 * Limits of messages as a cost. A limit of the whole service counts the first message of each challenge. The resends of
 * a challenge are limited by the code policy.
 */
export const MessagePolicy = Schema.Struct({
  ...identity,
  /** Codes that one account may request in any 24 hours, to all contacts together, resends included. */
  codesPerAccountPerDay: wholeNumber(1, 1_000),
  /**
   * Announcements of one kind that an account sends to one contact in any 24 hours. The next one waits. Codes have their
   * own limit, so that requests for codes cannot delay a warning, and warnings cannot prevent a recovery.
   */
  announcementsOfOneKindPerDay: wholeNumber(1, 1_000),
  /** Announcements of one kind to one contact within this time are one, in minutes. 0 sends each. */
  coalesceMinutes: wholeNumber(0, 1_440),
  /** Codes of the whole service in an hour, to all destinations: the breaker. */
  codesPerHour: wholeNumber(1, 100_000_000),
  /** Codes by e-mail in a day (UTC). */
  emailsPerDay: wholeNumber(0, 100_000_000),
  /** The groups of mobile numbers that have a limit of their own. */
  destinations: Schema.Array(MobileDestination)
    .check(Schema.isMaxLength(50))
    .annotate({ description: "a list of at most 50 groups, each with a name, prefixes such as +687 and perDay" }),
  /** Codes in a day (UTC) to all mobile numbers of no group together. */
  otherPerDay: wholeNumber(0, 100_000_000),
  /**
   * Rows that share the limits of the whole service. More rows mean fewer conflicts between concurrent requests. Each has
   * an equal share, so a limit may be reached somewhat early.
   */
  shares: wholeNumber(1, 256),
  /** Whether requested and verified codes are counted by destination, to find SMS pumping. It refuses nothing. */
  recordsVerified: flag,
}).check(
  rule(
    ({ destinations }) => {
      const names = destinations.map(({ name }) => name)
      return new Set([...names, ...RESERVED]).size === names.length + RESERVED.length
    },
    `destinations must have different names, other than ${RESERVED.join(" and ")}`,
  ),
)
export type MessagePolicy = typeof MessagePolicy.Type

const standard: MessagePolicy = {
  name: "standard",
  version: 1,
  codesPerAccountPerDay: 20,
  announcementsOfOneKindPerDay: 5,
  coalesceMinutes: 60,
  codesPerHour: 100_000,
  emailsPerDay: 1_000_000,
  destinations: [
    { name: "mainland", prefixes: ["+33"], perDay: 500_000 },
    { name: "overseas", prefixes: ["+262", "+590", "+594", "+596"], perDay: 100_000 },
    // Operators outside the European roaming area: a message costs several times more.
    { name: "remote", prefixes: ["+508", "+681", "+687", "+689"], perDay: 5_000 },
  ],
  otherPerDay: 10_000,
  shares: 16,
  recordsVerified: false,
}

/** `standard`: limits for a service of some 13 million accounts. Spread it to change one: `{ ...standard, … }`. */
export const messagePolicies = { standard } as const satisfies Record<string, MessagePolicy>

/** A destination of messages, and the codes that may be sent to it in a day. */
export interface Destination {
  readonly name: string
  readonly perDay: number
}

/** The destination of a contact: `email`, the group with the longest start that fits a number, or `other`. */
export const destinationOf = (contact: Contact, policy: MessagePolicy): Destination => {
  if (contact._tag === "Email") return { name: "email", perDay: policy.emailsPerDay }
  const number = contact.reveal()
  const [found] = policy.destinations
    .flatMap(({ name, perDay, prefixes }) => prefixes.map((prefix) => ({ name, perDay, prefix })))
    .filter(({ prefix }) => number.startsWith(prefix))
    .toSorted((one, other) => other.prefix.length - one.prefix.length)
  return found === undefined
    ? { name: "other", perDay: policy.otherPerDay }
    : { name: found.name, perDay: found.perDay }
}
