import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { overheard } from "../../test/smpp/trial.ts"
import { keepLink } from "./link.ts"
import { type Failure, failure } from "./outcome.ts"
import type { Session } from "./session.ts"

const backOff = { first: Duration.seconds(1), longest: Duration.seconds(30) }

/** Sessions that open when told, and end when told. */
const sessions = () => {
  const opening: Array<Deferred.Deferred<Session, Failure>> = []
  let closed = 0
  const open = Effect.suspend(() => {
    const bound = Deferred.makeUnsafe<Session, Failure>()
    opening.push(bound)
    return Effect.andThen(
      Effect.addFinalizer(() => Effect.sync(() => (closed += 1))),
      Deferred.await(bound),
    )
  })
  const latest = () => opening[opening.length - 1] ?? Deferred.makeUnsafe<Session, Failure>()
  const session = (served: boolean) => {
    const ended = Deferred.makeUnsafe<Failure>()
    const made: Session = {
      ask: () => Effect.void,
      ended: Deferred.await(ended),
      served: () => served,
      doubt: Effect.void,
    }
    return { made, end: Effect.andThen(Deferred.succeed(ended, failure("LOST")), Effect.yieldNow) }
  }
  /** Lets the latest try succeed. */
  const bind = (served = true) =>
    Effect.gen(function* () {
      const { end, made } = session(served)
      yield* Deferred.succeed(latest(), made)
      yield* TestClock.adjust(0)
      return { end: Effect.andThen(end, TestClock.adjust(0)), made }
    })
  const refuse = Effect.suspend(() => Effect.andThen(Deferred.fail(latest(), failure("REFUSED")), TestClock.adjust(0)))
  return { open, bind, refuse, tries: () => opening.length, closed: () => closed }
}

const run = (work: Effect.Effect<void, never, Scope.Scope>) =>
  Effect.runPromise(Effect.scoped(work).pipe(Effect.provide(Layer.merge(TestClock.layer(), overheard().layer))))

it("whoever wants the first session waits for it, and whoever comes after has it", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, tries } = sessions()
      const link = yield* keepLink(open, backOff)
      const waiting = yield* Effect.forkChild(Effect.exit(link.session))
      yield* TestClock.adjust("1 minute")
      expect(waiting.pollUnsafe()).toBeUndefined()
      const { made } = yield* bind()
      expect(yield* Fiber.join(waiting)).toEqual(Exit.succeed(made))
      expect(yield* Effect.exit(link.session)).toEqual(Exit.succeed(made))
      expect(tries()).toBe(1)
    }),
  ))

it("after a session that was of use the next is opened at once, and waited for", () =>
  run(
    Effect.gen(function* () {
      const { bind, closed, open, tries } = sessions()
      const link = yield* keepLink(open, backOff)
      yield* TestClock.adjust(0)
      const first = yield* bind()
      yield* first.end
      expect([tries(), closed()]).toEqual([2, 1])
      const waiting = yield* Effect.forkChild(Effect.exit(link.session))
      const second = yield* bind()
      expect(yield* Fiber.join(waiting)).toEqual(Exit.succeed(second.made))
    }),
  ))

it("after a session that was of no use the next is opened after a pause, and not waited for", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, tries } = sessions()
      const link = yield* keepLink(open, backOff)
      yield* TestClock.adjust(0)
      const first = yield* bind(false)
      yield* first.end
      expect(yield* Effect.exit(link.session)).toEqual(Exit.fail(failure("LOST")))
      yield* TestClock.adjust(499)
      expect(tries()).toBe(1)
      yield* TestClock.adjust(501)
      expect(tries()).toBe(2)
      expect(yield* Effect.exit(link.session)).toEqual(Exit.fail(failure("LOST")))
      const second = yield* bind()
      expect(yield* Effect.exit(link.session)).toEqual(Exit.succeed(second.made))
    }),
  ))

it("pauses are doubled up to the longest while the centre refuses, and start anew once it has been of use", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, refuse, tries } = sessions()
      const link = yield* keepLink(open, backOff)
      yield* TestClock.adjust(0)
      for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
        yield* refuse
        expect(yield* Effect.exit(link.session)).toEqual(Exit.fail(failure("REFUSED")))
        yield* TestClock.adjust(seconds * 500 - 1)
        expect(tries()).toBe(index + 1)
        yield* TestClock.adjust(seconds * 500 + 1)
        expect(tries()).toBe(index + 2)
      }
      const { end } = yield* bind()
      yield* end
      expect(tries()).toBe(9)
      yield* refuse
      yield* TestClock.adjust("1 second")
      expect(tries()).toBe(10)
    }),
  ))

it("closes its session with its scope, and gives none afterwards", () =>
  run(
    Effect.gen(function* () {
      const { bind, closed, open } = sessions()
      const scope = yield* Scope.make()
      const link = yield* Scope.provide(keepLink(open, backOff), scope)
      yield* TestClock.adjust(0)
      yield* bind()
      yield* Scope.close(scope, Exit.void)
      expect(closed()).toBe(1)
      expect(yield* Effect.exit(link.session)).toEqual(Exit.fail(failure("CLOSED")))
    }),
  ))

it("lets whoever waits for the first session go when its scope closes", () =>
  run(
    Effect.gen(function* () {
      const { open } = sessions()
      const scope = yield* Scope.make()
      const link = yield* Scope.provide(keepLink(open, backOff), scope)
      const waiting = yield* Effect.forkChild(Effect.exit(link.session))
      yield* TestClock.adjust(0)
      yield* Scope.close(scope, Exit.void)
      expect(yield* Fiber.join(waiting)).toEqual(Exit.fail(failure("CLOSED")))
    }),
  ))
