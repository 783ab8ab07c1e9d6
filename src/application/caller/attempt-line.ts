import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { OthersUnderWay } from "../../domain/lock-out/lock-out.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { type BackOff, pauseAfter } from "../unit-of-work/back-off.ts"

/** The attempts on one counter that this process verifies at the moment. */
interface Line {
  /** One attempt at a time is reserved. */
  readonly turn: Semaphore.Semaphore
  /** Calls that use this line. With none, the line is forgotten. */
  users: number
  /** Reserved attempts whose password is still being verified. Each counts as a failure until it succeeds. */
  undecided: number
  /** Completes when one of them is decided. */
  decided: Deferred.Deferred<void> | null
}

/** More attempts under way on one counter would only make each other start over. */
const MOST_UNDECIDED = 2

/** By storage, so that two services in one process do not wait for each other. */
const linesOf = new WeakMap<Storage["Service"], Map<AggregateId, Line>>()

const enter = Effect.fnUntraced(function* (counter: AggregateId) {
  const storage = yield* Storage
  const lines = linesOf.get(storage) ?? new Map<AggregateId, Line>()
  linesOf.set(storage, lines)
  const line = lines.get(counter) ?? { turn: Semaphore.makeUnsafe(1), users: 0, undecided: 0, decided: null }
  lines.set(counter, line)
  line.users += 1
  const leave = Effect.sync(() => {
    line.users -= 1
    if (line.users === 0) lines.delete(counter)
  })
  return { line, leave }
})

/** How often an attempt asks again while others are under way in another process. */
const ASK_AGAIN: BackOff = { firstMillis: 10, factor: 2, longestMillis: 250, leastPart: 0.5 }

/**
 * Reserves an attempt that stays under way until the scope closes. `reserve` answers `null` if no attempt is allowed.
 *
 * Attempts under way count as failures, so several right passwords of one person at once would refuse each other. An
 * attempt that is refused while others are under way waits until they are decided. So parallel right passwords all pass,
 * also in several processes, and parallel wrong ones gain nothing (Keycloak issue 48272).
 */
export const reserveInLine = Effect.fnUntraced(function* <Reserved, E, R>(
  counter: AggregateId,
  reserve: Effect.Effect<Reserved | null, E | OthersUnderWay, R>,
) {
  const { line } = yield* Effect.acquireRelease(enter(counter), ({ leave }) => leave)
  let isUndecided = false
  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      if (!isUndecided) return Effect.void
      line.undecided -= 1
      return line.decided === null ? Effect.void : Effect.asVoid(Deferred.succeed(line.decided, undefined))
    }),
  )
  const ask: Effect.Effect<{ readonly reserved: Reserved | null } | null, E, R> = Effect.suspend(() =>
    line.undecided < MOST_UNDECIDED
      ? // The compiler does not narrow errors that are generic.
        (Effect.catchIf(
          Effect.map(reserve, (reserved) => ({ reserved })),
          (error) => error instanceof OthersUnderWay,
          () => Effect.succeed(null),
        ) as Effect.Effect<{ readonly reserved: Reserved | null } | null, E, R>)
      : Effect.succeed(null),
  )
  const wait = Effect.fnUntraced(function* (times: number) {
    line.decided = yield* Deferred.make<void>()
    const pause = Effect.flatMap(pauseAfter(times, ASK_AGAIN), Effect.sleep)
    yield* Effect.raceFirst(Deferred.await(line.decided), pause)
  })
  const reserveOrWait = Effect.gen(function* () {
    for (let times = 1; ; times += 1) {
      const answer = yield* ask
      if (answer === null) yield* wait(times)
      else {
        if (answer.reserved !== null) {
          line.undecided += 1
          isUndecided = true
        }
        return answer.reserved
      }
    }
  })
  return yield* line.turn.withPermits(1)(reserveOrWait)
})
