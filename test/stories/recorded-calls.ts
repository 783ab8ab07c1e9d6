import * as Effect from "effect/Effect"
import type { Storage, StorageDown } from "../../src/ports/storage.ts"

type Store = Storage["Service"]

/** A storage that records the name of each call. `since` returns the calls since it was last called. */
export const recordingCalls = () => {
  const calls: Array<string> = []
  const recorded =
    (name: string, call: (...input: ReadonlyArray<never>) => Effect.Effect<unknown, StorageDown>) =>
    (...input: ReadonlyArray<never>) =>
      Effect.suspend(() => {
        calls.push(name)
        return call(...input)
      })
  // Wrapped call by call, which the compiler cannot follow through `Object.entries`.
  const wrapStorage = (real: Store) =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [name, recorded(name, call as Parameters<typeof recorded>[1])]),
    ) as unknown as Store
  return { wrapStorage, since: () => calls.splice(0) }
}

/** Runs verbs, and collects the storage calls of each by its name. */
export const recordingVerbs = (since: () => ReadonlyArray<string>) => {
  const byVerb: Record<string, string> = {}
  const record = <A, E, R>(verb: string, work: Effect.Effect<A, E, R>) =>
    Effect.suspend(() => {
      since()
      return Effect.map(work, (result) => {
        byVerb[verb] = since().join(" ")
        return result
      })
    })
  return { byVerb, record }
}

/** Verbs that read after their last commit: a committed answer must be made from what was committed. */
export const readingAfterCommit = (byVerb: Readonly<Record<string, string>>) =>
  Object.entries(byVerb).filter(([, calls]) => calls.includes("commit") && !calls.endsWith("commit"))
