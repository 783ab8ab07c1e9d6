import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as TestClock from "effect/testing/TestClock"
import { announcementsTo, enqueue } from "../../../test/stories/outbox-messages.ts"
import { atCode, story, type TestContext, whileTimePasses } from "../../../test/stories/test-context.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage, StorageDown } from "../../ports/storage.ts"
import { withConflicts } from "../../testing/faults/storage.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { defaultPolicies, Policies } from "../contract/policies.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver-due.ts"

const idsSent = ({ mailbox }: TestContext) => mailbox.announced().map(({ id }) => id)
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`.padStart(3, "0"))

/** Lets all other fibers run. */
const otherFibers = Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))

/** About the time of a round trip. */
const shortPause = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

/** Delays each message at the carrier. */
const slow =
  ({ mailbox }: TestContext, delay: Effect.Effect<void>) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.provideService(work, Notifier, {
      ...mailbox.service,
      send: (notice) => Effect.andThen(delay, mailbox.service.send(notice)),
    })

/** Runs an effect over a storage with some methods replaced. */
const withStorage = (change: (real: Storage["Service"]) => Partial<Storage["Service"]>) =>
  Effect.fnUntraced(function* <A, E, R>(work: Effect.Effect<A, E, R>) {
    const real = yield* Storage
    return yield* Effect.provideService(work, Storage, { ...real, ...change(real) })
  })

describe("a worker", () => {
  story("shares the messages with other workers: each message is sent once", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 180))
      const drain: Effect.Effect<number, unknown, Effect.Services<ReturnType<typeof deliverDue>>> = Effect.flatMap(
        deliverDue(),
        (leased) => (leased === 0 ? Effect.succeed(0) : Effect.map(drain, (more) => leased + more)),
      )
      const shared = withStorage(withConflicts)
      const shares = yield* Effect.forEach([1, 2, 3, 4], () => shared(drain), { concurrency: "unbounded" })
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(180)
      expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1)
      expect(idsSent(context).sort()).toEqual(numbers(180))
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )

  story("reads for a batch in one round trip, and acknowledges it in few", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 50))
      const calls: Array<number> = []
      let loads = 0
      const counting = withStorage((real) => ({
        load: (...request) => {
          loads += 1
          return real.load(...request)
        },
        acknowledge: (...ids) => {
          calls.push(ids.length)
          return Effect.andThen(shortPause, real.acknowledge(...ids))
        },
      }))
      expect(yield* counting(deliverDue())).toBe(50)
      expect(calls.reduce((sum, call) => sum + call, 0)).toBe(50)
      expect(calls.length).toBeLessThan(15)
      expect(loads).toBe(1)
    }),
  )

  story("finishes the messages it has started when it is interrupted, and releases the rest at once", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 30))
      const latch = yield* Latch.make(false)
      const working = yield* Effect.forkChild(slow(context, latch.await)(deliverDue()))
      yield* otherFibers
      const ending = yield* Effect.forkChild(Fiber.interrupt(working))
      yield* otherFibers
      expect([ending.pollUnsafe(), yield* deliverDue()]).toEqual([undefined, 0])
      yield* latch.open
      yield* Fiber.join(ending)
      expect(idsSent(context)).toHaveLength(10)
      const { service } = context.storage
      const released = yield* service.lease({ limit: 50, lasts: 1 })
      expect(released.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 20 }, () => 1))
      expect([...idsSent(context), ...released.map(({ message }) => message.id)].sort()).toEqual(numbers(30))
    }),
  )

  story("renews its leases while a carrier is slow, so that no other worker sends the messages", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 25))
      const working = yield* Effect.forkChild(slow(context, Effect.sleep("50 seconds"))(deliverDue()))
      const meanwhile: Array<number> = []
      while (working.pollUnsafe() === undefined) {
        yield* shortPause
        meanwhile.push(yield* deliverDue())
        yield* TestClock.adjust("5 seconds")
      }
      expect(meanwhile.length).toBeGreaterThan(29)
      expect(meanwhile.filter((found) => found > 0)).toEqual([])
      expect(idsSent(context).sort()).toEqual(numbers(25))
    }),
  )

  story("does not start a message whose lease it has lost", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 12))
      const latch = yield* Latch.make(false)
      const leaseLost = withStorage(() => ({ renew: () => Effect.succeed(false) }))
      const working = yield* Effect.forkChild(leaseLost(slow(context, latch.await)(deliverDue())))
      yield* otherFibers
      yield* TestClock.adjust("10 seconds")
      yield* otherFibers
      yield* latch.open
      yield* Fiber.join(working)
      expect(idsSent(context)).toHaveLength(10)
      expect(yield* deliverDue()).toBe(0)
      yield* TestClock.adjust("20 seconds")
      yield* deliverDue()
      expect(idsSent(context).sort()).toEqual(numbers(12))
    }),
  )

  story("reads again before it sends a message that has waited, and skips a superseded code", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* enqueue(context, yield* announcementsTo(context, 10))
      yield* TestClock.adjust("1 second")
      const ticket = yield* atCode()
      const working = yield* Effect.forkChild(slow(context, Effect.sleep("90 seconds"))(deliverDue()))
      yield* shortPause
      yield* TestClock.adjust("61 seconds")
      yield* monCompte.resendCode({ ticket })
      while (working.pollUnsafe() === undefined) {
        yield* shortPause
        yield* TestClock.adjust("5 seconds")
      }
      expect(yield* Fiber.join(working)).toBe(11)
      yield* deliverDue()
      expect(context.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("does not send a message again when the storage acknowledges it after a few failures", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 3))
      let calls = 0
      const failingAtFirst = withStorage((real) => ({
        acknowledge: (...ids) =>
          Effect.suspend(() => (++calls < 4 ? Effect.fail(new StorageDown()) : real.acknowledge(...ids))),
      }))
      yield* whileTimePasses(failingAtFirst(deliverDue()))
      yield* TestClock.adjust("1 minute")
      expect(yield* deliverDue()).toBe(0)
      expect(idsSent(context).sort()).toEqual(numbers(3))
    }),
  )

  story("sends a message again when it could not be acknowledged", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 1))
      yield* whileTimePasses(withStorage(() => ({ acknowledge: () => Effect.fail(new StorageDown()) }))(deliverDue()))
      expect(yield* deliverDue()).toBe(0)
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(idsSent(context)).toEqual(["000", "000"])
    }),
  )
})

const unreadable = { id: "strange", dueAt: 0, body: { _tag: "FromTheFuture", code: "918273" } }
const { maxAttempts } = deliveryPolicies.standard

/** Delivers every minute for a day, and answers the minutes at which a message was due. */
const deliverForADay = Effect.gen(function* () {
  const minutes: Array<number> = []
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    if ((yield* deliverDue()) > 0) minutes.push(minute)
    yield* TestClock.adjust("1 minute")
  }
  return minutes
})

describe("a message whose handling ends in a defect", () => {
  story("is retried less and less often, becomes a dead letter, and does not stop the others", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, [unreadable])
      const attempts = yield* deliverForADay
      expect(attempts.length).toBeGreaterThan(8)
      expect(attempts.length).toBeLessThanOrEqual(maxAttempts)
      expect(attempts.at(-1)).toBeGreaterThan(90)
      const deadLetters = yield* context.storage.service.listDeadLetters(10)
      expect(deadLetters).toEqual([{ message: unreadable, attempt: maxAttempts }])
      yield* enqueue(context, yield* announcementsTo(context, 1))
      yield* deliverDue()
      expect(idsSent(context)).toEqual(["000"])
    }),
  )

  story("is leased again after a requeue, as attempt 1", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, [unreadable])
      yield* deliverForADay
      expect(yield* context.storage.service.requeue("strange")).toBe(true)
      expect(yield* deliverDue()).toBe(1)
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      yield* deliverForADay
      expect(yield* context.storage.service.listDeadLetters(10)).toHaveLength(1)
    }),
  )

  story("becomes a dead letter after exactly the attempts of the policy", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, [unreadable])
      const delivery = { ...deliveryPolicies.standard, maxAttempts: 2 }
      const deliver = Effect.provideService(deliverDue(), Policies, { ...defaultPolicies, delivery })
      yield* deliver
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      yield* TestClock.adjust("1 second")
      yield* deliver
      expect(yield* context.storage.service.listDeadLetters(10)).toHaveLength(1)
    }),
  )
})

describe("a message that fails because a port is down", () => {
  story("never becomes a dead letter", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 1))
      context.keys.setDown(true)
      expect((yield* deliverForADay).length).toBeGreaterThan(maxAttempts)
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      context.keys.setDown(false)
      yield* deliverForADay
      expect(idsSent(context)).toEqual(["000"])
    }),
  )
})
