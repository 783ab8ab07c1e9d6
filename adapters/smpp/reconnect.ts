import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type * as Scope from "effect/Scope"
import { type Failure, failure } from "./failure.ts"
import type { Session } from "./session.ts"

/** The pauses before another bind: the first one, doubled after each failure, up to the longest. */
export interface BackOff {
  readonly first: Duration.Duration
  readonly longest: Duration.Duration
}

/** A session that is opened again each time it ends. */
export interface ReconnectingSession {
  /**
   * The bound session. Waits for the first session, and for the one that follows a session that answered. While the
   * centre cannot be bound it fails at once, so that notices for other carriers do not wait.
   */
  readonly session: Effect.Effect<Session, Failure>
  /** Checks the current session at once: see `Session.checkAlive`. */
  readonly checkAlive: Effect.Effect<void>
}

/** Adds jitter (half to the whole of the pause), against a thundering herd. */
const pause = ({ first, longest }: BackOff, failures: number) =>
  Effect.flatMap(Random.next, (share) => {
    const whole = Math.min(Duration.toMillis(first) * 2 ** (failures - 1), Duration.toMillis(longest))
    return Effect.sleep(whole * (0.5 + share / 2))
  })

/** Keeps one session open until its scope closes. */
export const keepSessionOpen = Effect.fnUntraced(function* (
  open: Effect.Effect<Session, Failure, Scope.Scope>,
  backOff: BackOff,
): Effect.fn.Return<ReconnectingSession, never, Scope.Scope> {
  let failures = 0
  let bound: Session | null = null
  let current = Deferred.makeUnsafe<Session, Failure>()

  const settle = (state: Effect.Effect<Session, Failure>) => {
    if (Deferred.isDoneUnsafe(current)) current = Deferred.makeUnsafe()
    Deferred.doneUnsafe(current, state)
  }

  const lost = (reason: Failure, hasAnswered: boolean) => {
    bound = null
    failures = hasAnswered ? 0 : failures + 1
    if (hasAnswered) current = Deferred.makeUnsafe()
    else settle(Effect.fail(reason))
  }

  const once = Effect.gen(function* () {
    const session = yield* open
    bound = session
    settle(Effect.succeed(session))
    const reason = yield* session.ended
    lost(reason, session.hasAnswered())
    yield* Effect.logWarning("The session with the message centre was lost.", reason)
  }).pipe(
    Effect.scoped,
    Effect.catch((reason) => {
      lost(reason, false)
      return Effect.logWarning("The message centre could not be bound.", reason)
    }),
    Effect.andThen(Effect.suspend(() => (failures === 0 ? Effect.void : pause(backOff, failures)))),
  )

  yield* Effect.addFinalizer(() => Effect.sync(() => settle(Effect.fail(failure("CLOSED")))))
  yield* Effect.forkScoped(Effect.forever(once))

  return {
    session: Effect.suspend(() => Deferred.await(current)),
    checkAlive: Effect.suspend(() => bound?.checkAlive ?? Effect.void),
  }
})
