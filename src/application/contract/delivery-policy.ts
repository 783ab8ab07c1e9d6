import * as Schema from "effect/Schema"
import { defaultTimeZone, timeZones } from "../../domain/language/time-zone.ts"
import { identity, oneOf, wholeNumber } from "../../domain/policy/fields.ts"

/** How messages are delivered from the outbox. */
export const DeliveryPolicy = Schema.Struct({
  ...identity,
  /** The most messages that one worker leases at once. */
  batch: wholeNumber(1, 1_000),
  /** The most messages of a batch that are handled at the same time. Carriers document what they accept. */
  concurrency: wholeNumber(1, 100),
  /** How long a lease lasts, in seconds. A running worker renews its leases; those of a crashed worker expire. */
  leaseSeconds: wholeNumber(1, 3_600),
  /**
   * How long the handling of one message may take, in seconds. A carrier that has not answered by then counts as down,
   * so that it cannot block the messages behind it. Adapters have shorter timeouts of their own.
   */
  timeoutSeconds: wholeNumber(1, 3_600),
  /** The time zone of the times of day in messages, such as `Indian/Reunion`. Each text names it. */
  timeZone: oneOf(timeZones),
  /** How long an announcement is retried, in hours. A code is retried until it expires. */
  announcementHours: wholeNumber(1, 720),
  /** The longest pause between two delivery attempts, in seconds: of a code, of other messages, after a defect. */
  longestPause: Schema.Struct({
    code: wholeNumber(1, 600),
    other: wholeNumber(1, 86_400),
    defect: wholeNumber(1, 86_400),
  }),
  /** The number of delivery attempts after which a message whose handling ends in a defect becomes a dead letter. */
  maxAttempts: wholeNumber(1, 100),
})
export type DeliveryPolicy = typeof DeliveryPolicy.Type

/** `standard`: batches of 50, leases of 30 seconds, three days for announcements, 15 attempts in about three hours. */
export const deliveryPolicies = {
  standard: {
    name: "standard",
    version: 1,
    batch: 50,
    concurrency: 10,
    leaseSeconds: 30,
    timeoutSeconds: 120,
    timeZone: defaultTimeZone,
    announcementHours: 72,
    longestPause: { code: 60, other: 900, defect: 3_600 },
    maxAttempts: 15,
  },
} as const satisfies Record<string, DeliveryPolicy>
