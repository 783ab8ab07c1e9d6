import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { type AggregateId, Storage } from "../../ports/storage.ts"

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

/**
 * Reserves an attempt and uses it. `reserve` answers `null` if no attempt is allowed.
 *
 * Attempts under way count as failures, so several right passwords of one person at once would refuse each other. An
 * attempt that is refused while others are under way waits until one of them is decided, and asks again. So parallel
 * right passwords all pass, and parallel wrong ones gain nothing (Keycloak issue 48272).
 *
 * It concerns one process: each process has its own line.
 */
export const inLine = Effect.fnUntraced(function* <Reserved, A, E, R, E2, R2>(
  counter: AggregateId,
  reserve: Effect.Effect<Reserved | null, E, R>,
  use: (reserved: Reserved | null) => Effect.Effect<A, E2, R2>,
) {
  const { leave, line } = yield* enter(counter)
  let isUndecided = false
  const reserveOrWait: Effect.Effect<Reserved | null, E, R> = Effect.gen(function* () {
    if (line.undecided < MOST_UNDECIDED) {
      const reserved = yield* reserve
      if (reserved !== null) {
        line.undecided += 1
        isUndecided = true
        return reserved
      }
      if (line.undecided === 0) return null
    }
    line.decided = yield* Deferred.make<void>()
    yield* Deferred.await(line.decided)
    return yield* reserveOrWait
  })
  const decide = Effect.suspend(() => {
    if (!isUndecided) return Effect.void
    line.undecided -= 1
    return line.decided === null ? Effect.void : Effect.asVoid(Deferred.succeed(line.decided, undefined))
  })
  return yield* line.turn
    .withPermits(1)(reserveOrWait)
    .pipe(Effect.flatMap(use), Effect.ensuring(Effect.andThen(decide, leave)))
})
