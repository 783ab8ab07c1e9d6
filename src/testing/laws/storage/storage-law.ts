import * as Effect from "effect/Effect"
import { Storage } from "../../../ports/storage.ts"
import type { StorageSample } from "../../generators/storage.ts"
import type { Law } from "../law.ts"

export type Store = Storage["Service"]

/** One of `storageLaws`. */
export type StorageLaw = Law<Storage, StorageSample>

/** A law of storage. It acknowledges all messages of its sample at the end, also after a failure. */
export const storageLaw = (
  name: string,
  holds: (storage: Store, sample: StorageSample) => Effect.fn.Return<boolean, unknown>,
): StorageLaw => ({
  name,
  holds: (sample) =>
    Effect.flatMap(Storage, (storage) => {
      const messages = [sample.first, sample.next, sample.rival, sample.elsewhere].flatMap(({ messages }) => messages)
      const acknowledgeAll = Effect.ignore(storage.acknowledge(...messages.map(({ id }) => id)))
      return Effect.ensuring(
        Effect.gen(() => holds(storage, sample)),
        acknowledgeAll,
      )
    }),
})

export const inParallel = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E>>): Effect.Effect<ReadonlyArray<A>, E> =>
  Effect.all(effects, { concurrency: "unbounded" })
