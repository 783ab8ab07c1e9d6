import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as References from "effect/References"
import * as Result from "effect/Result"
import type { PostgresOptions } from "../../adapters/postgres/options.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"

type Store = Storage["Service"]

export const quietly = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provideService(effect, References.MinimumLogLevel, "None"))
export const quietExit = <A, E>(effect: Effect.Effect<A, E>) => quietly(Effect.exit(effect))

/** Works on a storage that is closed afterwards. */
export const withStorage = <A>(options: PostgresOptions, work: (storage: Store) => Promise<A>): Promise<A> =>
  quietly(
    Effect.scoped(Effect.flatMap(postgresStorage(options).service, (storage) => Effect.promise(() => work(storage)))),
  )

/** A commit that counts one further, with an event, a message and an answer. */
export const countTo = (id: AggregateId, version: number, commandId: string): Commit => ({
  commandId,
  at: 0,
  changes: [
    {
      aggregate: id,
      expectedVersion: version,
      state: { _tag: "Count", is: version + 1 },
      events: [{ _tag: "Added", commandId }],
      secret: null,
    },
  ],
  guards: [],
  claims: [],
  messages: [{ id: `${id}/${commandId}`, dueAt: 9e15, body: { _tag: "M" } }],
  answer: { _tag: "Told", commandId },
})

/** What workers lived through. */
export interface Counted {
  readonly aggregate: AggregateId
  readonly commands: Array<string>
  /** Commits that failed for the worker, and were found to be kept when it asked again. */
  keptUnanswered: number
}

/** What a service does: look the command up, decide, commit; and start over when that did not work. */
const persist = async (storage: Store, counted: Counted, commandId: string): Promise<void> => {
  const { aggregate } = counted
  let inDoubt = false
  const attempt = Effect.gen(function* () {
    const { answer, rows } = yield* storage.load([aggregate], commandId)
    if (answer !== null) {
      if (inDoubt) counted.keptUnanswered += 1
      return true
    }
    const commit = storage.commit(countTo(aggregate, rows[0]?.version ?? 0, commandId))
    const { _tag } = yield* Effect.tapError(commit, () =>
      Effect.sync(() => {
        inDoubt = true
      }),
    )
    return _tag !== "Conflict"
  })
  while (true) {
    const done = await quietly(Effect.result(attempt))
    if (Result.isSuccess(done) && done.success) return
    await sleep(Math.random() * 10)
  }
}

/** Some workers, each with commands of its own on one aggregate, while something goes wrong, until it has gone wrong enough. */
export const countWhile = async (
  options: PostgresOptions,
  workers: number,
  trouble: (counted: Counted) => Promise<void>,
): Promise<Counted> => {
  const counted: Counted = { aggregate: `account/${randomUUID()}`, commands: [], keptUnanswered: 0 }
  let isOver = false
  await withStorage(options, async (storage) => {
    const working = Array.from({ length: workers }, async (_, worker) => {
      for (let index = 0; !isOver; index += 1) {
        const command = `c${worker}.${index}`
        await persist(storage, counted, command)
        counted.commands.push(command)
      }
    })
    try {
      await trouble(counted)
    } finally {
      isOver = true
      await Promise.all(working)
    }
  })
  return counted
}
