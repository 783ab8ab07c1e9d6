/** How messages are delivered from the outbox. */
export interface DeliveryPolicy {
  readonly name: string
  readonly version: number
  /** The most messages that one worker leases at once. */
  readonly batch: number
  /** The most messages of a batch that are handled at the same time. Carriers document what they accept. */
  readonly concurrency: number
  /** How long a lease lasts, in seconds. A running worker renews its leases; those of a crashed worker expire. */
  readonly leaseSeconds: number
  /**
   * How long the handling of one message may take, in seconds. A carrier that has not answered by then counts as down,
   * so that it cannot block the messages behind it. Adapters have shorter timeouts of their own.
   */
  readonly timeoutSeconds: number
  /** How long an announcement is retried, in hours. A code is retried until it expires. */
  readonly announcementHours: number
  /** The longest pause between two delivery attempts, in seconds: of a code, of other messages, after a defect. */
  readonly longestPause: { readonly code: number; readonly other: number; readonly defect: number }
  /** The number of delivery attempts after which a message whose handling ends in a defect becomes a dead letter. */
  readonly maxAttempts: number
}

/** `standard`: batches of 50, leases of 30 seconds, three days for announcements, 15 attempts in about three hours. */
export const deliveryPolicies = {
  standard: {
    name: "standard",
    version: 1,
    batch: 50,
    concurrency: 10,
    leaseSeconds: 30,
    timeoutSeconds: 120,
    announcementHours: 72,
    longestPause: { code: 60, other: 900, defect: 3_600 },
    maxAttempts: 15,
  },
} as const satisfies Record<string, DeliveryPolicy>
