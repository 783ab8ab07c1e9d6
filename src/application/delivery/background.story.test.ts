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
import { news, ordered } from "../../../test/stories/orders.ts"
import { atCode, codes, story } from "../../../test/stories/test-context.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage } from "../../ports/storage.ts"
import { Wake } from "../unit-of-work/wake.ts"
import { delivery } from "./delivery.ts"

class Canary extends Error {
  override readonly name = "Canary"
}

const aWhile = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

/** Keys work in threads of their own, which no test clock moves: waits until it is so. */
const until = (isSo: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => (isSo() ? Effect.void : Effect.andThen(aWhile, until(isSo))))

describe("delivery in the background", () => {
  story("takes at once what a command leaves, and each second what others left or what was postponed", (context) =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* Layer.build(delivery)
        yield* atCode()
        yield* until(() => codes(context).length === 1)
        yield* ordered(context, yield* news(context, 1))
        yield* aWhile
        expect(context.mailbox.announced()).toEqual([])
        yield* TestClock.adjust("1 second")
        yield* until(() => context.mailbox.announced().length === 1)
      }),
    ),
  )

  story("goes on when the storage could not be read", (context) =>
    Effect.scoped(
      Effect.gen(function* () {
        context.storage.setDown(true)
        yield* Layer.build(delivery)
        yield* TestClock.adjust("3 seconds")
        context.storage.setDown(false)
        yield* ordered(context, yield* news(context, 1))
        yield* TestClock.adjust("1 second")
        yield* until(() => context.mailbox.announced().length === 1)
      }),
    ),
  )

  for (const verb of ["lease", "acknowledge", "postpone"] as const)
    story(`goes on when the storage answered ${verb} with a defect, as a grant taken away for a while is`, (context) =>
      Effect.scoped(
        Effect.gen(function* () {
          const { service } = context.storage
          const said: Array<string> = []
          const logger = Logger.make(({ fiber, message }) => {
            said.push(JSON.stringify([message, fiber.getRef(References.CurrentLogAnnotations)]))
          })
          let isBroken = true
          const unless = <A, E>(call: Effect.Effect<A, E>) =>
            Effect.suspend(() => (isBroken ? Effect.die(new Canary("canary")) : call))
          const broken: Partial<Storage["Service"]> = {
            lease: (asked) => unless(service.lease(asked)),
            acknowledge: (...ids) => unless(service.acknowledge(...ids)),
            postpone: (leased, dueAt) => unless(service.postpone(leased, dueAt)),
          }
          if (verb === "postpone") context.mailbox.setFault("Down")
          yield* ordered(context, yield* news(context, 1))
          yield* Layer.build(delivery).pipe(
            Effect.provideService(Storage, { ...service, [verb]: broken[verb] }),
            Effect.provide(Logger.layer([logger])),
          )
          yield* until(() => said.some((line) => line.includes("Canary")))
          isBroken = false
          context.mailbox.setFault(null)
          const sent = context.mailbox.announced().length
          yield* TestClock.adjust("31 seconds")
          yield* until(() => context.mailbox.announced().length === sent + 1)
          expect(said.join("\n")).not.toContain("canary")
        }),
      ),
    )

  story("that is closed finishes what is in hand, gives back the rest, and takes no more", (context) =>
    Effect.gen(function* () {
      yield* ordered(context, yield* news(context, 25))
      const latch = yield* Latch.make(false)
      const scope = yield* Scope.make()
      const { service } = context.mailbox
      let inHand = 0
      yield* Effect.provideService(Layer.buildWithScope(delivery, scope), Notifier, {
        ...service,
        send: (notice) =>
          Effect.suspend(() => {
            inHand += 1
            return Effect.andThen(latch.await, service.send(notice))
          }),
      })
      yield* until(() => inHand === 10)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* aWhile
      expect(closing.pollUnsafe()).toBeUndefined()
      yield* latch.open
      yield* Fiber.join(closing)
      expect(context.mailbox.announced()).toHaveLength(10)
      yield* Effect.flatMap(Wake, ({ wake }) => wake)
      yield* TestClock.adjust("5 seconds")
      yield* aWhile
      expect(context.mailbox.announced()).toHaveLength(10)
      const left = yield* context.storage.service.lease({ limit: 50, lasts: 1 })
      expect(left.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 15 }, () => 1))
    }),
  )
})
