import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as TestClock from "effect/testing/TestClock"
import { news, ordered } from "../../../test/stories/orders.ts"
import { atCode, story, type TestContext, whileTimePasses } from "../../../test/stories/test-context.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage, StorageDown } from "../../ports/storage.ts"
import { contended } from "../../testing/storage.contended.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { defaultPolicies, Policies } from "../contract/policies.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver.ts"

const idsSent = ({ mailbox }: TestContext) => mailbox.announced().map(({ id }) => id)
const numbers = (many: number) => Array.from({ length: many }, (_, index) => `${index}`.padStart(3, "0"))

/** The rest of this turn of everybody else's. */
const others = Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))

/** As long as a round trip takes. */
const aWhile = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

/** A carrier that takes its time: `take` says how long. */
const slow =
  ({ mailbox }: TestContext, take: Effect.Effect<void>) =>
  <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.provideService(work, Notifier, {
      ...mailbox.service,
      send: (notice) => Effect.andThen(take, mailbox.service.send(notice)),
    })

const watching = (change: (real: Storage["Service"]) => Partial<Storage["Service"]>) =>
  Effect.fnUntraced(function* <A, E, R>(work: Effect.Effect<A, E, R>) {
    const real = yield* Storage
    return yield* Effect.provideService(work, Storage, { ...real, ...change(real) })
  })

describe("a worker", () => {
  story("shares the messages with others at work at the same time: each is sent once", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 180))
      const drain: Effect.Effect<number, unknown, Effect.Services<ReturnType<typeof deliverDue>>> = Effect.flatMap(
        deliverDue(),
        (found) => (found === 0 ? Effect.succeed(0) : Effect.map(drain, (more) => found + more)),
      )
      const shared = watching(contended)
      const shares = yield* Effect.forEach([1, 2, 3, 4], () => shared(drain), { concurrency: "unbounded" })
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(180)
      expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1)
      expect(idsSent(context).sort()).toEqual(numbers(180))
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )

  story("reads for a batch in one round trip, and acknowledges it in a few", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 50))
      const calls: Array<number> = []
      let loads = 0
      const counting = watching((real) => ({
        load: (...asked) => {
          loads += 1
          return real.load(...asked)
        },
        acknowledge: (...ids) => {
          calls.push(ids.length)
          return Effect.andThen(aWhile, real.acknowledge(...ids))
        },
      }))
      expect(yield* counting(deliverDue())).toBe(50)
      expect(calls.reduce((sum, call) => sum + call, 0)).toBe(50)
      expect(calls.length).toBeLessThan(15)
      expect(loads).toBe(1)
    }),
  )

  story(
    "that is interrupted finishes what is in hand, and gives back the rest for another to take at once",
    (context) =>
      Effect.gen(function* () {
        yield* ordered(context, yield* news(context, 30))
        const latch = yield* Latch.make(false)
        const working = yield* Effect.forkChild(slow(context, latch.await)(deliverDue()))
        yield* others
        const ending = yield* Effect.forkChild(Fiber.interrupt(working))
        yield* others
        expect([ending.pollUnsafe(), yield* deliverDue()]).toEqual([undefined, 0])
        yield* latch.open
        yield* Fiber.join(ending)
        expect(idsSent(context)).toHaveLength(10)
        const { service } = context.storage
        const given = yield* service.lease({ limit: 50, lasts: 1 })
        expect(given.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 20 }, () => 1))
        expect([...idsSent(context), ...given.map(({ message }) => message.id)].sort()).toEqual(numbers(30))
      }),
  )

  story("with a slow carrier holds on to its messages: nobody else sends them meanwhile", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 25))
      const working = yield* Effect.forkChild(slow(context, Effect.sleep("50 seconds"))(deliverDue()))
      const meanwhile: Array<number> = []
      while (working.pollUnsafe() === undefined) {
        yield* aWhile
        meanwhile.push(yield* deliverDue())
        yield* TestClock.adjust("5 seconds")
      }
      expect(meanwhile.length).toBeGreaterThan(29)
      expect(meanwhile.filter((found) => found > 0)).toEqual([])
      expect(idsSent(context).sort()).toEqual(numbers(25))
    }),
  )

  story("does not begin on a message that another has taken by then", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 12))
      const latch = yield* Latch.make(false)
      const losing = watching(() => ({ renew: () => Effect.succeed(false) }))
      const working = yield* Effect.forkChild(losing(slow(context, latch.await)(deliverDue())))
      yield* others
      yield* TestClock.adjust("10 seconds")
      yield* others
      yield* latch.open
      yield* Fiber.join(working)
      expect(idsSent(context)).toHaveLength(10)
      expect(yield* deliverDue()).toBe(0)
      yield* TestClock.adjust("20 seconds")
      yield* deliverDue()
      expect(idsSent(context).sort()).toEqual(numbers(12))
    }),
  )

  story("looks again before it sends what has waited for others: a code replaced meanwhile is not sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* ordered(context, yield* news(context, 10))
      yield* TestClock.adjust("1 second")
      const ticket = yield* atCode()
      const working = yield* Effect.forkChild(slow(context, Effect.sleep("90 seconds"))(deliverDue()))
      yield* aWhile
      yield* TestClock.adjust("61 seconds")
      yield* monCompte.resendCode({ ticket })
      while (working.pollUnsafe() === undefined) {
        yield* aWhile
        yield* TestClock.adjust("5 seconds")
      }
      expect(yield* Fiber.join(working)).toBe(11)
      yield* deliverDue()
      expect(context.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("does not send again what the storage took a while to write down", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 3))
      let calls = 0
      const faltering = watching((real) => ({
        acknowledge: (...ids) =>
          Effect.suspend(() => (++calls < 4 ? Effect.fail(new StorageDown()) : real.acknowledge(...ids))),
      }))
      yield* whileTimePasses(faltering(deliverDue()))
      yield* TestClock.adjust("1 minute")
      expect(yield* deliverDue()).toBe(0)
      expect(idsSent(context).sort()).toEqual(numbers(3))
    }),
  )

  story("sends again what could not be written down", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 1))
      yield* whileTimePasses(watching(() => ({ acknowledge: () => Effect.fail(new StorageDown()) }))(deliverDue()))
      expect(yield* deliverDue()).toBe(0)
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(idsSent(context)).toEqual(["000", "000"])
    }),
  )
})

const strange = { id: "strange", dueAt: 0, body: { _tag: "FromTheFuture", code: "918273" } }
const { attempts } = deliveryPolicies.standard

/** Delivers once an hour at most, until nothing is due for a day; at what minutes something was. */
const overAndOver = Effect.gen(function* () {
  const tries: Array<number> = []
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    if ((yield* deliverDue()) > 0) tries.push(minute)
    yield* TestClock.adjust("1 minute")
  }
  return tries
})

describe("a message with which our own code fails", () => {
  story("is tried less and less often, then kept as dead, and the others go on", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, [strange])
      const tries = yield* overAndOver
      expect(tries.length).toBeGreaterThan(8)
      expect(tries.length).toBeLessThanOrEqual(attempts)
      expect(tries.at(-1)).toBeGreaterThan(90)
      const dead = yield* context.storage.service.listDeadLetters(10)
      expect(dead).toEqual([{ message: strange, attempt: attempts }])
      yield* ordered(context, yield* news(context, 1))
      yield* deliverDue()
      expect(idsSent(context)).toEqual(["000"])
    }),
  )

  story("is handed out again when revived, as if for the first time", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, [strange])
      yield* overAndOver
      expect(yield* context.storage.service.requeue("strange")).toBe(true)
      expect(yield* deliverDue()).toBe(1)
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      yield* overAndOver
      expect(yield* context.storage.service.listDeadLetters(10)).toHaveLength(1)
    }),
  )

  story("is dead after as many attempts as the policy says, and not one before", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, [strange])
      const delivery = { ...deliveryPolicies.standard, attempts: 2 }
      const deliver = Effect.provideService(deliverDue(), Policies, { ...defaultPolicies, delivery })
      yield* deliver
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      yield* TestClock.adjust("1 second")
      yield* deliver
      expect(yield* context.storage.service.listDeadLetters(10)).toHaveLength(1)
    }),
  )
})

describe("a message that cannot be dealt with for lack of something outside", () => {
  story("is never dead for that", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 1))
      context.keys.setDown(true)
      expect((yield* overAndOver).length).toBeGreaterThan(attempts)
      expect(yield* context.storage.service.listDeadLetters(10)).toEqual([])
      context.keys.setDown(false)
      yield* overAndOver
      expect(idsSent(context)).toEqual(["000"])
    }),
  )
})
