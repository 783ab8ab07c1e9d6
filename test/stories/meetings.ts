import * as Effect from "effect/Effect"
import type { Storage, StorageDown } from "../../src/ports/storage.ts"

type Store = Storage["Service"]
type StorageCall = (...input: ReadonlyArray<never>) => Effect.Effect<unknown, StorageDown>

/**
 * A storage that runs another command, whole, right before one call of a command under test.
 *
 * `before(n, other)` arms it for the n-th call from now on. Calls of the other command are not counted, nor those after
 * it. `hasMet` says whether the n-th call came.
 */
export const meetingStorage = () => {
  let call = 0
  let place = 0
  let other: Effect.Effect<unknown> = Effect.void
  const interrupted =
    (real: StorageCall): StorageCall =>
    (...input) =>
      Effect.suspend(() => {
        if (place === 0) return real(...input)
        call += 1
        if (call !== place) return real(...input)
        place = 0
        return Effect.andThen(other, real(...input))
      })
  // Wrapped call by call, which the compiler cannot follow through `Object.entries`.
  const wrapStorage = (real: Store) =>
    Object.fromEntries(
      Object.entries(real).map(([name, each]) => [name, interrupted(each as StorageCall)]),
    ) as unknown as Store
  return {
    wrapStorage,
    before: (n: number, command: Effect.Effect<unknown>) => {
      call = 0
      place = n
      other = command
    },
    hasMet: () => {
      const met = place === 0
      place = 0
      return met
    },
  }
}
