import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import type { Order, SendAnnouncement } from "../outbox/orders.ts"

/** How long an order is retried, and the longest pause between two delivery attempts. */
export interface RetryRule {
  /** When the order is given up, in milliseconds since the epoch; infinite for an order that must succeed. */
  readonly deadline: number
  /** In seconds. */
  readonly longestPause: number
}

/** When an announcement is too old to be sent, in milliseconds since the epoch. */
export const announcementDeadline = (
  { at }: Pick<SendAnnouncement, "at">,
  { announcementHours }: Pick<DeliveryPolicy, "announcementHours">,
): number => at + announcementHours * 60 * 60_000

/**
 * The retry rule of each kind of order. A code is useless once it has expired. Expiries and reminders are retried until they
 * succeed: a reminder sends nothing once the end is recorded.
 */
export const retryRuleOf = (order: Order, policy: DeliveryPolicy): RetryRule => {
  const { code, other } = policy.longestPause
  switch (order._tag) {
    case "SendCode":
      return { deadline: order.expiresAt, longestPause: code }
    case "SendAnnouncement":
    case "WarnOfAttempts":
      return { deadline: announcementDeadline(order, policy), longestPause: other }
    case "ExpireDraft":
    case "ExpireDelegation":
    case "ExpireMandate":
    case "RemindOfDelegation":
    case "RemindOfMandate":
      return { deadline: Number.POSITIVE_INFINITY, longestPause: other }
  }
}

/**
 * When a failed message is due again, after a pause from now, in milliseconds since the epoch.
 *
 * The attempt at the deadline gives the order up, so it comes no later than the deadline.
 */
export const dueAgainAt = (now: number, pause: number, { deadline }: Pick<RetryRule, "deadline">): number =>
  now >= deadline ? now + pause : Math.min(now + pause, deadline)
