import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import { NotifierDown } from "../../ports/notifier.ts"
import { type AggregateId, type Leased, type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { kindOf, nameOf, recordLateness, recordState } from "../unit-of-work/outbox-state.ts"
import { makeAcknowledge } from "./acknowledge.ts"
import type { ReadRows } from "./deliver-code.ts"
import { handleMessage, orderIn, patienceFor, readsFor } from "./handle-message.ts"

/** 1 s, 2 s, 4 s … up to the longest, in seconds, each drawn between half and the whole of it. */
const backOff = (attempt: number, longest: number) =>
  Effect.map(Random.next, (share) => 1_000 * Math.min(2 ** (attempt - 1), longest) * (0.5 + share / 2))

/** What was read so long ago, in milliseconds, is read again. */
const FRESH = 1_000

/** Reads for a whole batch in one round trip. What is needed a while later is read again. */
const readAhead = Effect.fnUntraced(function* (due: ReadonlyArray<Leased>) {
  const storage = yield* Storage
  const load = (ids: ReadonlyArray<AggregateId>) => Effect.map(storage.load(ids), ({ rows }) => rows)
  const readAt = yield* Clock.currentTimeMillis
  const ids = [
    ...new Set(due.flatMap(({ message }) => Option.match(orderIn(message), { onNone: () => [], onSome: readsFor }))),
  ]
  const rows: ReadonlyArray<Row> =
    due.length < 2 ? [] : yield* Effect.matchCause(load(ids), { onFailure: () => [], onSuccess: (rows) => rows })
  const known = new Map(rows.map((row, index) => [ids[index], row]))
  const readRows: ReadRows = Effect.fnUntraced(function* (wanted) {
    const isFresh = (yield* Clock.currentTimeMillis) - readAt < FRESH && wanted.every((id) => known.has(id))
    return isFresh ? wanted.map((id) => known.get(id)) : yield* load(wanted)
  })
  return readRows
})

/** A message that our own code does not know what to do with, as one written by newer code. */
class OrderUnknown extends Error {
  override readonly name = "OrderUnknown"
}

const defectIn = (cause: Cause.Cause<unknown>) => nameOf(cause.reasons.find(Cause.isDieReason)?.defect)

/** Deals with one leased message, and writes down how it went. Nothing is dropped: what failed is handed out again. */
const handle = Effect.fnUntraced(function* (
  leased: Leased,
  readRows: ReadRows,
  acknowledge: Effect.Success<typeof makeAcknowledge>,
) {
  const storage = yield* Storage
  const { delivery } = yield* Policies
  const { attempt, message } = leased
  const order = Option.getOrNull(orderIn(message))
  const dealt = order === null ? Effect.die(new OrderUnknown()) : handleMessage(order, message.id, delivery, readRows)
  const inTime = Effect.timeoutOrElse(dealt, {
    duration: delivery.patienceSeconds * 1_000,
    orElse: () => Effect.fail(new NotifierDown()),
  })
  const exit = yield* Effect.exit(inTime)
  if (Exit.isSuccess(exit)) {
    yield* acknowledge(message.id)
    return yield* recordState(exit.value, message, { attempt })
  }
  const isOurs = Cause.hasDies(exit.cause)
  const defect = isOurs ? { defect: defectIn(exit.cause) } : {}
  if (isOurs && attempt >= delivery.attempts) {
    yield* storage.deadLetter(leased)
    return yield* recordState("dead", message, { attempt, ...defect })
  }
  const { longest, until } =
    order === null ? { longest: 0, until: Number.POSITIVE_INFINITY } : patienceFor(order, delivery)
  const pause = yield* backOff(attempt, isOurs ? delivery.longestPause.defect : longest)
  const now = yield* Clock.currentTimeMillis
  // At its last minute at the latest, to be given up then.
  const again = now >= until ? now + pause : Math.min(now + pause, until)
  yield* storage.postpone(leased, again)
  return yield* recordState("postponed", message, { attempt, pause: Math.round(again - now), ...defect })
})

const handleAll = Effect.fnUntraced(function* (due: ReadonlyArray<Leased>, isStopping: () => boolean) {
  const storage = yield* Storage
  const { delivery } = yield* Policies
  const lasts = delivery.leaseSeconds * 1_000
  const readRows = yield* readAhead(due)
  const acknowledge = yield* makeAcknowledge
  const waiting = new Set(due)
  const held = new Set(due)
  const one = (leased: Leased) =>
    Effect.suspend(() => {
      if (isStopping() || !held.has(leased)) return Effect.void
      waiting.delete(leased)
      const { attempt, message } = leased
      return handle(leased, readRows, acknowledge).pipe(
        // Nothing could be written down: it is handed out again when its lease runs out.
        Effect.catchTag("StorageDown", () => Effect.void),
        Effect.catchDefect((defect) =>
          Effect.annotateLogs(Effect.logError("What became of a message could not be written down."), {
            message: message.id,
            kind: kindOf(message),
            attempt,
            defect: nameOf(defect),
          }),
        ),
        Effect.withSpan("MonCompte.deliver", { attributes: { message: message.id, kind: kindOf(message), attempt } }),
        Effect.ensuring(Effect.sync(() => held.delete(leased))),
      )
    })
  /** A slow carrier must not cost the lease of those that wait for it: nobody else is to send them meanwhile. */
  const holdOn = Effect.suspend(() =>
    Effect.forEach(held, (leased) =>
      Effect.matchCause(storage.renew(leased, lasts), {
        onFailure: () => {},
        onSuccess: (isOurs) => {
          if (!isOurs) held.delete(leased)
        },
      }),
    ),
  )
  yield* Effect.forEach(due, one, { concurrency: delivery.concurrency, discard: true }).pipe(
    Effect.raceFirst(Effect.forever(Effect.andThen(Effect.sleep(lasts / 3), holdOn))),
  )
  const unbegun = [...waiting].filter((leased) => held.has(leased))
  if (unbegun.length === 0) return
  yield* Effect.exit(storage.release(...unbegun))
  for (const { attempt, message } of unbegun) yield* recordState("released", message, { attempt })
})

/**
 * Deals with the messages that are due, as many as a batch holds, and tells how many there were.
 *
 * Interrupted, it finishes those in hand and gives the others back, for another worker to take at once. Several may
 * run at a time, in one process or many: each message is handed to one of them.
 */
export const deliverDue = Effect.fn("MonCompte.deliverDue")(() =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const storage = yield* Storage
      const { delivery } = yield* Policies
      const due = yield* storage.lease({ limit: delivery.batch, lasts: delivery.leaseSeconds * 1_000 })
      const now = yield* Clock.currentTimeMillis
      const late = due.map(({ attempt, message }) => (attempt === 1 ? now - message.dueAt : 0))
      yield* recordLateness(Math.max(0, ...late))
      if (due.length === 0) return 0
      for (const { attempt, message } of due) yield* recordState("leased", message, { attempt })
      let isStopping = false
      const working = yield* Effect.forkChild(handleAll(due, () => isStopping))
      yield* restore(Fiber.join(working)).pipe(
        Effect.onInterrupt(() => {
          isStopping = true
          return Fiber.await(working)
        }),
      )
      return due.length
    }),
  ),
)
