import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { type MemoryStorage, memoryStorage } from "../../adapters/memory/index.ts"
import type { StorageSnapshot } from "../../adapters/memory/tables.ts"
import { Storage, StorageDown } from "../../src/ports/storage.ts"

const EMPTY_SNAPSHOT: StorageSnapshot = { rows: [], claims: [], outbox: [], acknowledged: [] }

/** A database in this process, which all stories of a test file share. Each story starts with empty tables. */
const openDatabase = async () => {
  const { CREATE_SIMULATED_CLOCK, SIMULATED_PATH } = await import("../postgres/simulated-clock.ts")
  const { emptyPGlite } = await import("../postgres/pglite.ts")
  const { truncateTables, snapshotOf } = await import("../postgres/snapshot.ts")
  const { postgresStorage } = await import("../../adapters/postgres/storage.ts")
  const scope = Scope.makeUnsafe()
  const pglite = await emptyPGlite()
  const storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  await pglite.exec(`${CREATE_SIMULATED_CLOCK}; SET search_path = ${SIMULATED_PATH}`)
  const queryValue = async (sql: string) => {
    const { rows } = await pglite.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  }
  return {
    storage,
    setTime: (now: number) => pglite.exec(`UPDATE simulated.clock SET milliseconds = ${Math.trunc(now)}`),
    empty: () => truncateTables(queryValue),
    snapshot: () => snapshotOf(queryValue),
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await pglite.close()
    },
  }
}

/** `STORIES=postgres` runs the stories over PostgreSQL. */
const database = process.env["STORIES"] === "postgres" ? await openDatabase() : null

export const closeDatabase = async () => database?.close()

/** Methods that change nothing that a snapshot shows to stories. No new snapshot is taken after them. */
const WITHOUT_SNAPSHOT = new Set([
  "load",
  "loadOwner",
  "find",
  "list",
  "journal",
  "journalPage",
  "journalWindow",
  "listDeadLetters",
  "lease",
  "renew",
  "postpone",
])

/**
 * PostgreSQL with the extra methods of a memory storage. Its clock is the clock of the story. `snapshot` returns the
 * contents after the last call that changed them.
 */
const postgres = ({ empty, setTime, snapshot, storage }: NonNullable<typeof database>): MemoryStorage => {
  const counts = { loads: 0, Committed: 0, Conflict: 0, AlreadyApplied: 0 }
  let isDown = false
  let time = Number.NaN
  let latestSnapshot = EMPTY_SNAPSHOT
  let emptied: Promise<unknown> | null = null
  const takeSnapshot = Effect.promise(async () => {
    latestSnapshot = await snapshot()
  })

  const around = (name: string, call: (...input: ReadonlyArray<unknown>) => Effect.Effect<unknown, StorageDown>) =>
    Effect.fnUntraced(function* (...input: ReadonlyArray<unknown>) {
      if (isDown) return yield* new StorageDown()
      const now = yield* Clock.currentTimeMillis
      emptied ??= empty()
      yield* Effect.promise(() => emptied as Promise<unknown>)
      if (now !== time) yield* Effect.promise(() => setTime(now))
      time = now
      const answer = yield* call(...input)
      if (name === "load" || name === "loadOwner") counts.loads += 1
      if (name === "commit")
        counts[(answer as { readonly _tag: "Committed" | "Conflict" | "AlreadyApplied" })._tag] += 1
      if (!WITHOUT_SNAPSHOT.has(name)) yield* takeSnapshot
      return answer
    })

  // The compiler cannot type `Object.entries` of the storage.
  const service = Object.fromEntries(
    Object.entries(storage).map(([name, call]) => [name, around(name, call as never)]),
  ) as unknown as Storage["Service"]

  return {
    service,
    layer: Layer.succeed(Storage, service),
    snapshot: () => latestSnapshot,
    restore: () => {
      throw new Error("Only a storage in memory can restore a snapshot.")
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

/** The storage for one story: in memory, unless `STORIES` selects PostgreSQL. */
export const storyStorage = (): MemoryStorage => (database === null ? memoryStorage() : postgres(database))

/** The same storage, where `lease` reads a clock that is this many milliseconds ahead. */
export const withClockAhead = (milliseconds: number) => (real: Storage["Service"]) => ({
  ...real,
  lease: (request: Parameters<(typeof real)["lease"]>[0]) =>
    Effect.flatMap(Clock.Clock, (clock) => {
      const later = { value: Effect.map(clock.currentTimeMillis, (now) => now + milliseconds) }
      const aheadClock: Clock.Clock = Object.create(clock, { currentTimeMillis: later })
      return Effect.provideService(real.lease(request), Clock.Clock, aheadClock)
    }),
})
