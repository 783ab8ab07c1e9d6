import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import { type Failure, failure } from "./outcome.ts"
import type { Session } from "./session.ts"

/** Pauses before binding again: the first, doubled each time it fails, up to the longest. */
export interface BackOff {
  readonly first: Duration.Duration
  readonly longest: Duration.Duration
}

/** A session whenever there is one. */
export interface Link {
  /**
   * The bound session. Waits for the first one, and for the next after one that was of use; while the centre cannot be
   * bound it fails at once, so that what goes by another carrier is not held up.
   */
  readonly session: Effect.Effect<Session, Failure>
  /** Has the session in use checked. */
  readonly doubt: Effect.Effect<void>
}

/** Drawn between half and the whole, lest all processes come back at the same moment. */
const pause = ({ first, longest }: BackOff, failures: number) =>
  Effect.flatMap(Random.next, (share) => {
    const whole = Math.min(Duration.toMillis(first) * 2 ** (failures - 1), Duration.toMillis(longest))
    return Effect.sleep(whole * (0.5 + share / 2))
  })

/** Keeps one session open for as long as its scope is. */
export const keepLink = Effect.fnUntraced(function* (
  open: Effect.Effect<Session, Failure, Scope.Scope>,
  backOff: BackOff,
): Effect.fn.Return<Link, never, Scope.Scope> {
  let failures = 0
  let bound: Session | null = null
  let current = Deferred.makeUnsafe<Session, Failure>()

  const settle = (state: Effect.Effect<Session, Failure>) => {
    if (Deferred.isDoneUnsafe(current)) current = Deferred.makeUnsafe()
    Deferred.doneUnsafe(current, state)
  }

  const lost = (reason: Failure, served: boolean) => {
    bound = null
    failures = served ? 0 : failures + 1
    if (served) current = Deferred.makeUnsafe()
    else settle(Effect.fail(reason))
  }

  const once = Effect.gen(function* () {
    const session = yield* open
    bound = session
    settle(Effect.succeed(session))
    const reason = yield* session.ended
    lost(reason, session.served())
    yield* Effect.logWarning("The session with the SMS centre was lost.", reason)
  }).pipe(
    Effect.scoped,
    Effect.catch((reason) => {
      lost(reason, false)
      return Effect.logWarning("The SMS centre could not be bound.", reason)
    }),
    Effect.andThen(Effect.suspend(() => (failures === 0 ? Effect.void : pause(backOff, failures)))),
  )

  yield* Effect.addFinalizer(() => Effect.sync(() => settle(Effect.fail(failure("CLOSED")))))
  yield* Effect.forkScoped(Effect.forever(once))

  return {
    session: Effect.suspend(() => Deferred.await(current)),
    doubt: Effect.suspend(() => bound?.doubt ?? Effect.void),
  }
})
