import * as Effect from "effect/Effect"
import type { AggregateId } from "../../ports/storage.ts"
import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import { expireDelegation } from "../household-file/expire-delegation.ts"
import { expireMandate } from "../household-file/expire-mandate.ts"
import type { Order } from "../outbox/orders.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { deliverAnnouncement, readsOfAnnouncement } from "./deliver-announcement.ts"
import { deliverCode, readsOfCode } from "./deliver-code.ts"
import { expireDueDraft } from "./expire-draft.ts"
import type { ReadRows } from "./read-ahead.ts"
import { remindOfEnd } from "./remind-of-end.ts"
import { warnOfAttempts } from "./warn-of-attempts.ts"

/** The aggregates that an order reads first. They can be read for a whole batch at once. */
export const readsOf = (order: Order): ReadonlyArray<AggregateId> => {
  switch (order._tag) {
    case "SendCode":
      return readsOfCode(order)
    case "SendAnnouncement":
      return readsOfAnnouncement(order)
    case "ExpireDraft":
    case "ExpireDelegation":
    case "ExpireMandate":
    case "RemindOfDelegation":
    case "RemindOfMandate":
    case "WarnOfAttempts":
      return []
  }
}

/** Executes the order of one message, and answers the state that the message ends in. */
export const handleMessage = Effect.fnUntraced(function* (
  order: Order,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  switch (order._tag) {
    case "SendCode":
      return yield* deliverCode(order, id, readRows)
    case "SendAnnouncement":
      return yield* deliverAnnouncement(order, id, policy, readRows)
    case "ExpireDraft":
      return yield* Effect.as(expireDueDraft(order, id), "settled" as const satisfies Handled)
    case "ExpireDelegation":
      return yield* Effect.as(expireDelegation(order), "settled" as const satisfies Handled)
    case "ExpireMandate":
      return yield* Effect.as(expireMandate(order), "settled" as const satisfies Handled)
    case "RemindOfDelegation":
    case "RemindOfMandate":
      return yield* remindOfEnd(order, id, policy, readRows)
    case "WarnOfAttempts":
      return yield* warnOfAttempts(order, id, policy, readRows)
  }
})
