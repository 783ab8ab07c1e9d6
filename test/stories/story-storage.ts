import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { type MemoryStorage, memoryStorage } from "../../adapters/memory/index.ts"
import type { StorageSnapshot } from "../../adapters/memory/tables.ts"
import { Storage, StorageDown } from "../../src/ports/storage.ts"

const NOTHING: StorageSnapshot = { rows: [], claims: [], outbox: [], acknowledged: [] }

/** One database within this process for all the stories of a file, each of which finds it empty. */
const openDatabase = async () => {
  const { movedClock, MOVED_PATH } = await import("../postgres/moved-clock.ts")
  const { emptyPGlite } = await import("../postgres/pglite.ts")
  const { empty, snapshotOf } = await import("../postgres/snapshot.ts")
  const { postgresStorage } = await import("../../adapters/postgres/storage.ts")
  const scope = Scope.makeUnsafe()
  const pglite = await emptyPGlite()
  const storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  await pglite.exec(`${movedClock}; SET search_path = ${MOVED_PATH}`)
  const ask = async (sql: string) => {
    const { rows } = await pglite.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  }
  return {
    storage,
    setTime: (now: number) => pglite.exec(`UPDATE moved.clock SET milliseconds = ${Math.trunc(now)}`),
    empty: () => empty(ask),
    snapshot: () => snapshotOf(ask),
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await pglite.close()
    },
  }
}

/** `STORIES=postgres` tells the stories over PostgreSQL. */
const database = process.env["STORIES"] === "postgres" ? await openDatabase() : null

export const closeDatabase = async () => database?.close()

/** Calls that change nothing of what stories look at. */
const LOOKS_LATER = new Set(["load", "loadOwner", "find", "list", "journal", "dead", "lease", "renew", "postpone"])

/**
 * PostgreSQL with what a story wants of a storage besides. Its clock is the story's. What `snapshot` shows was looked
 * up after the last call that changed what is kept.
 */
const postgres = ({ empty, setTime, snapshot, storage }: NonNullable<typeof database>): MemoryStorage => {
  const counts = { loads: 0, Committed: 0, Conflict: 0, AlreadyApplied: 0 }
  let isDown = false
  let time = Number.NaN
  let shown = NOTHING
  let ready: Promise<unknown> | null = null
  const look = Effect.promise(async () => {
    shown = await snapshot()
  })

  const around = (name: string, call: (...asked: ReadonlyArray<unknown>) => Effect.Effect<unknown, StorageDown>) =>
    Effect.fnUntraced(function* (...asked: ReadonlyArray<unknown>) {
      if (isDown) return yield* new StorageDown()
      const now = yield* Clock.currentTimeMillis
      ready ??= empty()
      yield* Effect.promise(() => ready as Promise<unknown>)
      if (now !== time) yield* Effect.promise(() => setTime(now))
      time = now
      const answer = yield* call(...asked)
      if (name === "load" || name === "loadOwner") counts.loads += 1
      if (name === "commit")
        counts[(answer as { readonly _tag: "Committed" | "Conflict" | "AlreadyApplied" })._tag] += 1
      if (!LOOKS_LATER.has(name)) yield* look
      return answer
    })

  // Built call by call, which the compiler cannot follow through `Object.entries`.
  const service = Object.fromEntries(
    Object.entries(storage).map(([name, call]) => [name, around(name, call as never)]),
  ) as unknown as Storage["Service"]

  return {
    service,
    layer: Layer.succeed(Storage, service),
    snapshot: () => shown,
    restore: () => {
      throw new Error("Only a storage in memory can go back.")
    },
    loads: () => counts.loads,
    commits: () => counts.Committed,
    conflicts: () => counts.Conflict,
    replays: () => counts.AlreadyApplied,
    setDown: (down) => {
      isDown = down
    },
  }
}

/** The storage that stories are told over: in memory, unless `STORIES` says otherwise. */
export const storyStorage = (): MemoryStorage => (database === null ? memoryStorage() : postgres(database))

/** A storage whose clock is ahead of everybody else's, by that many milliseconds. */
export const ahead = (by: number) => (real: Storage["Service"]) => ({
  ...real,
  lease: (request: Parameters<(typeof real)["lease"]>[0]) =>
    Effect.flatMap(Clock.Clock, (clock) => {
      const later = { value: Effect.map(clock.currentTimeMillis, (now) => now + by) }
      const theirs: Clock.Clock = Object.create(clock, { currentTimeMillis: later })
      return Effect.provideService(real.lease(request), Clock.Clock, theirs)
    }),
})
