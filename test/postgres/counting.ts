import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as References from "effect/References"
import * as Result from "effect/Result"
import type { PostgresOptions } from "../../adapters/postgres/options.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"

type Store = Storage["Service"]

export const runQuietly = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provideService(effect, References.MinimumLogLevel, "None"))
export const exitQuietly = <A, E>(effect: Effect.Effect<A, E>) => runQuietly(Effect.exit(effect))

/** Runs work on a storage, and closes the storage afterwards. */
export const withStorage = <A>(options: PostgresOptions, work: (storage: Store) => Promise<A>): Promise<A> =>
  runQuietly(
    Effect.scoped(Effect.flatMap(postgresStorage(options).service, (storage) => Effect.promise(() => work(storage)))),
  )

/** A commit that increments a counter, with an event, a message and an answer. */
export const countingCommit = (id: AggregateId, version: number, commandId: string): Commit => ({
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
  answer: { _tag: "Answer", commandId },
})

/** The commands of several workers on one aggregate. */
export interface CountingResult {
  readonly aggregate: AggregateId
  readonly commands: Array<string>
  /** The number of commits that failed for the worker, and that a later load found committed. */
  unansweredCommits: number
}

/** Does what a service does: loads the previous result, decides, commits, and starts over after a failure. */
const persist = async (storage: Store, result: CountingResult, commandId: string): Promise<void> => {
  const { aggregate } = result
  let isInDoubt = false
  const attempt = Effect.gen(function* () {
    const { answer, rows } = yield* storage.load([aggregate], commandId)
    if (answer !== null) {
      if (isInDoubt) result.unansweredCommits += 1
      return true
    }
    const commit = storage.commit(countingCommit(aggregate, rows[0]?.version ?? 0, commandId))
    const { _tag } = yield* Effect.tapError(commit, () =>
      Effect.sync(() => {
        isInDoubt = true
      }),
    )
    return _tag !== "Conflict"
  })
  while (true) {
    const done = await runQuietly(Effect.result(attempt))
    if (Result.isSuccess(done) && done.success) return
    await sleep(Math.random() * 10)
  }
}

/** Runs workers that send commands to one aggregate, while `injectFaults` runs. They stop when it resolves. */
export const countDuring = async (
  options: PostgresOptions,
  workers: number,
  injectFaults: (result: CountingResult) => Promise<void>,
): Promise<CountingResult> => {
  const result: CountingResult = { aggregate: `account/${randomUUID()}`, commands: [], unansweredCommits: 0 }
  let isOver = false
  await withStorage(options, async (storage) => {
    const working = Array.from({ length: workers }, async (_, worker) => {
      for (let index = 0; !isOver; index += 1) {
        const command = `c${worker}.${index}`
        await persist(storage, result, command)
        result.commands.push(command)
      }
    })
    try {
      await injectFaults(result)
    } finally {
      isOver = true
      await Promise.all(working)
    }
  })
  return result
}
