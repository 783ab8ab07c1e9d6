import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { announcementsTo, enqueue } from "../../../test/stories/outbox-messages.ts"
import { atCode, codes, story } from "../../../test/stories/test-context.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage } from "../../ports/storage.ts"
import { Wake } from "../unit-of-work/wake.ts"
import { delivery } from "./background-delivery.ts"

class Canary extends Error {
  override readonly name = "Canary"
}

/** Lets other fibers and native threads run. */
const shortPause = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

/** Waits until a condition holds. Keys run in native threads, which the test clock does not control. */
const until = (holds: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => (holds() ? Effect.void : Effect.andThen(shortPause, until(holds))))

describe("delivery in the background", () => {
  story("sends the message of a command at once, and polls every second for other messages", (context) =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* Layer.build(delivery)
        yield* atCode()
        yield* until(() => codes(context).length === 1)
        yield* enqueue(context, yield* announcementsTo(context, 1))
        yield* shortPause
        expect(context.mailbox.announced()).toEqual([])
        yield* TestClock.adjust("1 second")
        yield* until(() => context.mailbox.announced().length === 1)
      }),
    ),
  )

  story("continues after the storage could not be read", (context) =>
    Effect.scoped(
      Effect.gen(function* () {
        context.storage.setDown(true)
        yield* Layer.build(delivery)
        yield* TestClock.adjust("3 seconds")
        context.storage.setDown(false)
        yield* enqueue(context, yield* announcementsTo(context, 1))
        yield* TestClock.adjust("1 second")
        yield* until(() => context.mailbox.announced().length === 1)
      }),
    ),
  )

  for (const verb of ["lease", "acknowledge", "postpone"] as const)
    story(`continues after a defect of the storage in ${verb}, such as a missing grant`, (context) =>
      Effect.scoped(
        Effect.gen(function* () {
          const { service } = context.storage
          const logged: Array<string> = []
          const logger = Logger.make(({ fiber, message }) => {
            logged.push(JSON.stringify([message, fiber.getRef(References.CurrentLogAnnotations)]))
          })
          let isBroken = true
          const unlessBroken = <A, E>(call: Effect.Effect<A, E>) =>
            Effect.suspend(() => (isBroken ? Effect.die(new Canary("canary")) : call))
          const broken: Partial<Storage["Service"]> = {
            lease: (request) => unlessBroken(service.lease(request)),
            acknowledge: (...ids) => unlessBroken(service.acknowledge(...ids)),
            postpone: (leased, dueAt) => unlessBroken(service.postpone(leased, dueAt)),
          }
          if (verb === "postpone") context.mailbox.setFault("Down")
          yield* enqueue(context, yield* announcementsTo(context, 1))
          yield* Layer.build(delivery).pipe(
            Effect.provideService(Storage, { ...service, [verb]: broken[verb] }),
            Effect.provide(Logger.layer([logger])),
          )
          yield* until(() => logged.some((line) => line.includes("Canary")))
          isBroken = false
          context.mailbox.setFault(null)
          const sent = context.mailbox.announced().length
          yield* TestClock.adjust("31 seconds")
          yield* until(() => context.mailbox.announced().length === sent + 1)
          expect(logged.join("\n")).not.toContain("canary")
        }),
      ),
    )

  story("finishes the messages it has started when it is closed, and releases the rest", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 25))
      const latch = yield* Latch.make(false)
      const scope = yield* Scope.make()
      const { service } = context.mailbox
      let started = 0
      yield* Effect.provideService(Layer.buildWithScope(delivery, scope), Notifier, {
        ...service,
        send: (notice) =>
          Effect.suspend(() => {
            started += 1
            return Effect.andThen(latch.await, service.send(notice))
          }),
      })
      yield* until(() => started === 10)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* shortPause
      expect(closing.pollUnsafe()).toBeUndefined()
      yield* latch.open
      yield* Fiber.join(closing)
      expect(context.mailbox.announced()).toHaveLength(10)
      yield* Effect.flatMap(Wake, ({ wake }) => wake)
      yield* TestClock.adjust("5 seconds")
      yield* shortPause
      expect(context.mailbox.announced()).toHaveLength(10)
      const released = yield* context.storage.service.lease({ limit: 50, lasts: 1 })
      expect(released.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 15 }, () => 1))
    }),
  )
})
