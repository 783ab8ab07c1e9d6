/** How messages are taken out of the outbox. */
export interface DeliveryPolicy {
  readonly name: string
  readonly version: number
  /** Messages taken at once by one worker. */
  readonly batch: number
  /** Messages of a batch that are dealt with at the same time. Carriers say how many they take. */
  readonly concurrency: number
  /** How long a worker that died keeps its messages from the others, in seconds. One alive renews in time. */
  readonly leaseSeconds: number
  /**
   * How long one message may be dealt with, in seconds: a carrier that has not answered by then counts as down, lest it
   * hold up everything that waits behind it. Adapters give up sooner by themselves.
   */
  readonly patienceSeconds: number
  /** For how long news is tried to be delivered, in hours. A code is tried until it expires. */
  readonly newsHours: number
  /** The longest pause between two tries of the same message, in seconds: of a code, of anything else, after a defect. */
  readonly longestPause: { readonly code: number; readonly other: number; readonly defect: number }
  /** A message with which our own code fails is dead once it has been handed out so many times. */
  readonly attempts: number
}

/** `standard`: batches of 50, leases of 30 seconds, news for three days, dead after 15 attempts, some three hours. */
export const deliveryPolicies = {
  standard: {
    name: "standard",
    version: 1,
    batch: 50,
    concurrency: 10,
    leaseSeconds: 30,
    patienceSeconds: 120,
    newsHours: 72,
    longestPause: { code: 60, other: 900, defect: 3_600 },
    attempts: 15,
  },
} as const satisfies Record<string, DeliveryPolicy>
