import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { NotifierDown } from "../../ports/notifier.ts"
import { type Leased, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { kindOf, readOrder } from "../outbox/orders.ts"
import { type BackOff, pauseAfter } from "../unit-of-work/back-off.ts"
import { nameOf, recordState } from "../unit-of-work/outbox-state.ts"
import type { Acknowledge } from "./acknowledge.ts"
import { Deferred } from "./count-announcement.ts"
import { handleMessage } from "./handle-message.ts"
import type { ReadRows } from "./read-ahead.ts"
import { dueAgainAt, retryRuleOf } from "./retry-rule.ts"

/** 1 s, 2 s, 4 s … up to the longest pause, in seconds. The jitter leaves at least half of each pause. */
const backOffUpTo = (longest: number): BackOff => ({
  firstMillis: 1_000,
  factor: 2,
  longestMillis: longest * 1_000,
  leastPart: 0.5,
})

/** A message that this code cannot read, such as one written by newer code. */
class OrderUnknown extends Error {
  override readonly name = "OrderUnknown"
}

/** Handles one leased message and records the result. A failed message is postponed or becomes a dead letter. */
export const deliverMessage = Effect.fnUntraced(function* (
  leased: Leased,
  readRows: ReadRows,
  acknowledge: Acknowledge,
) {
  const storage = yield* Storage
  const { delivery } = yield* Policies
  const { attempt, message } = leased
  const recorded = { id: message.id, kind: kindOf(message) }
  const order = Option.getOrNull(readOrder(message))
  const handling =
    order === null ? Effect.die(new OrderUnknown()) : handleMessage(order, message.id, delivery, readRows)
  const handlingInTime = Effect.timeoutOrElse(handling, {
    duration: delivery.timeoutSeconds * 1_000,
    orElse: () => Effect.fail(new NotifierDown()),
  })
  const exit = yield* Effect.exit(handlingInTime)
  if (Exit.isSuccess(exit)) {
    yield* acknowledge(message.id)
    return yield* recordState(exit.value, recorded, { attempt })
  }
  const isDefect = Cause.hasDies(exit.cause)
  const defect = isDefect ? { defect: nameOf(exit.cause.reasons.find(Cause.isDieReason)?.defect) } : {}
  if (isDefect && attempt >= delivery.maxAttempts) {
    yield* storage.deadLetter(leased)
    return yield* recordState("dead", recorded, { attempt, ...defect })
  }
  const rule =
    order === null
      ? { deadline: Number.POSITIVE_INFINITY, longestPause: delivery.longestPause.defect }
      : retryRuleOf(order, delivery)
  const now = yield* Clock.currentTimeMillis
  const failure = exit.cause.reasons.find(Cause.isFailReason)?.error
  const pause =
    failure instanceof Deferred
      ? failure.until - now
      : yield* pauseAfter(attempt, backOffUpTo(isDefect ? delivery.longestPause.defect : rule.longestPause))
  const dueAt = dueAgainAt(now, pause, rule)
  yield* storage.postpone(leased, dueAt)
  return yield* recordState("postponed", recorded, { attempt, pause: Math.round(dueAt - now), ...defect })
})
