import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"
import { captureLogs } from "../../test/smpp/send-through-centre.ts"
import { type Failure, failure } from "./failure.ts"
import { keepSessionOpen } from "./reconnect.ts"
import type { Session } from "./session.ts"

const backOff = { first: Duration.seconds(1), longest: Duration.seconds(30) }

/** Sessions that the test opens and ends. */
const controlledSessions = () => {
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
  const sessionThat = (hasAnswered: boolean) => {
    const ended = Deferred.makeUnsafe<Failure>()
    const session: Session = {
      request: () => Effect.void,
      ended: Deferred.await(ended),
      hasAnswered: () => hasAnswered,
      checkAlive: Effect.void,
    }
    return { session, end: Effect.andThen(Deferred.succeed(ended, failure("LOST")), Effect.yieldNow) }
  }
  /** Lets the latest attempt to open a session succeed. */
  const bind = (hasAnswered = true) =>
    Effect.gen(function* () {
      const { end, session } = sessionThat(hasAnswered)
      yield* Deferred.succeed(latest(), session)
      yield* TestClock.adjust(0)
      return { end: Effect.andThen(end, TestClock.adjust(0)), session }
    })
  const refuse = Effect.suspend(() => Effect.andThen(Deferred.fail(latest(), failure("REFUSED")), TestClock.adjust(0)))
  return { open, bind, refuse, opened: () => opening.length, closed: () => closed }
}

const run = (work: Effect.Effect<void, never, Scope.Scope>) =>
  Effect.runPromise(Effect.scoped(work).pipe(Effect.provide(Layer.merge(TestClock.layer(), captureLogs().layer))))

it("lets callers wait for the first session and gives the same session to later callers", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, opened } = controlledSessions()
      const connection = yield* keepSessionOpen(open, backOff)
      const waiting = yield* Effect.forkChild(Effect.exit(connection.session))
      yield* TestClock.adjust("1 minute")
      expect(waiting.pollUnsafe()).toBeUndefined()
      const { session } = yield* bind()
      expect(yield* Fiber.join(waiting)).toEqual(Exit.succeed(session))
      expect(yield* Effect.exit(connection.session)).toEqual(Exit.succeed(session))
      expect(opened()).toBe(1)
    }),
  ))

it("opens the next session at once after a session that answered, and lets callers wait for it", () =>
  run(
    Effect.gen(function* () {
      const { bind, closed, open, opened } = controlledSessions()
      const connection = yield* keepSessionOpen(open, backOff)
      yield* TestClock.adjust(0)
      const first = yield* bind()
      yield* first.end
      expect([opened(), closed()]).toEqual([2, 1])
      const waiting = yield* Effect.forkChild(Effect.exit(connection.session))
      const second = yield* bind()
      expect(yield* Fiber.join(waiting)).toEqual(Exit.succeed(second.session))
    }),
  ))

it("opens the next session after a pause if the last one never answered, and fails callers meanwhile", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, opened } = controlledSessions()
      const connection = yield* keepSessionOpen(open, backOff)
      yield* TestClock.adjust(0)
      const first = yield* bind(false)
      yield* first.end
      expect(yield* Effect.exit(connection.session)).toEqual(Exit.fail(failure("LOST")))
      yield* TestClock.adjust(499)
      expect(opened()).toBe(1)
      yield* TestClock.adjust(501)
      expect(opened()).toBe(2)
      expect(yield* Effect.exit(connection.session)).toEqual(Exit.fail(failure("LOST")))
      const second = yield* bind()
      expect(yield* Effect.exit(connection.session)).toEqual(Exit.succeed(second.session))
    }),
  ))

it("doubles the pauses up to the longest while the centre refuses, and resets them after a session that answered", () =>
  run(
    Effect.gen(function* () {
      const { bind, open, refuse, opened } = controlledSessions()
      const connection = yield* keepSessionOpen(open, backOff)
      yield* TestClock.adjust(0)
      for (const [index, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
        yield* refuse
        expect(yield* Effect.exit(connection.session)).toEqual(Exit.fail(failure("REFUSED")))
        yield* TestClock.adjust(seconds * 500 - 1)
        expect(opened()).toBe(index + 1)
        yield* TestClock.adjust(seconds * 500 + 1)
        expect(opened()).toBe(index + 2)
      }
      const { end } = yield* bind()
      yield* end
      expect(opened()).toBe(9)
      yield* refuse
      yield* TestClock.adjust("1 second")
      expect(opened()).toBe(10)
    }),
  ))

it("closes its session with its scope and fails later callers", () =>
  run(
    Effect.gen(function* () {
      const { bind, closed, open } = controlledSessions()
      const scope = yield* Scope.make()
      const connection = yield* Scope.provide(keepSessionOpen(open, backOff), scope)
      yield* TestClock.adjust(0)
      yield* bind()
      yield* Scope.close(scope, Exit.void)
      expect(closed()).toBe(1)
      expect(yield* Effect.exit(connection.session)).toEqual(Exit.fail(failure("CLOSED")))
    }),
  ))

it("fails callers that wait for the first session when its scope closes", () =>
  run(
    Effect.gen(function* () {
      const { open } = controlledSessions()
      const scope = yield* Scope.make()
      const connection = yield* Scope.provide(keepSessionOpen(open, backOff), scope)
      const waiting = yield* Effect.forkChild(Effect.exit(connection.session))
      yield* TestClock.adjust(0)
      yield* Scope.close(scope, Exit.void)
      expect(yield* Fiber.join(waiting)).toEqual(Exit.fail(failure("CLOSED")))
    }),
  ))
