import { setTimeout } from "node:timers/promises"
import * as Effect from "effect/Effect"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { deliveryPolicies } from "../../src/application/contract/delivery-policy.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Storage } from "../../src/ports/storage.ts"
import { graphileWorkerOver, pgBossOver } from "../peers/queues.js"
import {
  type AcknowledgementStrategy,
  AT_ONCE,
  BATCH,
  perBatch,
  perMessage,
  standardPolicy,
} from "./acknowledgement.ts"
import { createBenchContext, migrateToContactStep } from "./bench-context.ts"
import type { Database, Databases } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import type { Contestant, Race } from "./race.ts"

const JOBS = 400
const { standard } = deliveryPolicies

/** Counts how often each job was done. */
const createCounter = () => {
  const times = new Map<string, number>()
  return {
    add: (id: string) => times.set(id, (times.get(id) ?? 0) + 1),
    check: (name: string, expected: number) => {
      if (times.size !== expected || [...times.values()].some((count) => count !== 1)) {
        throw new Error(`${name}: expected ${expected} jobs done once each, and found ${times.size} jobs.`)
      }
    },
  }
}

const idsOf = (from: number) => Array.from({ length: JOBS }, (_, index) => `job-${from + index}`)

const expectNoneLeft = async (name: string, { queryValue }: Database, sql: string) => {
  // Some contestants mark the last job as done shortly after `drain` ends.
  let left = Number(await queryValue(sql))
  for (let time = 0; left > 0 && time < 40; time++) {
    await setTimeout(50)
    left = Number(await queryValue(sql))
  }
  if (left !== 0) throw new Error(`${name}: ${left} jobs remain.`)
}

const COUNT_LEFT =
  "SELECT count(*) FROM mon_compte.outbox WHERE done_at IS NULL AND ready_at <= now() + interval '1 minute'"

/** Our outbox without the delivery: jobs are only leased and acknowledged, as the other contestants do. */
const outboxOnly = async (database: Database, { makeHandler, limit, name }: AcknowledgementStrategy) => {
  const storage = postgresStorage({ url: database.url, migrate: true, connections: 10 })
  const { add, check } = createCounter()
  let done = 0
  let close = () => {}
  const service = await new Promise<Storage["Service"]>((resolve, reject) => {
    const open = Effect.scoped(
      Effect.flatMap(storage.service, (service) =>
        Effect.callback<void>((resume) => {
          close = () => resume(Effect.void)
          resolve(service)
        }),
      ),
    )
    Effect.runPromise(open).catch(reject)
  })
  const handle = await Effect.runPromise(Effect.provideService(makeHandler, Storage, service))
  const round: Effect.Effect<void, unknown> = Effect.suspend(() =>
    Effect.flatMap(service.lease({ limit, lasts: 30_000 }), (leased) =>
      leased.length === 0
        ? Effect.void
        : Effect.andThen(
            handle(
              leased.map(({ message }) => message.id),
              add,
            ),
            round,
          ),
    ),
  )
  const contestant: Contestant = {
    name,
    prepare: async () => {
      const messages = idsOf(done).map((id) => ({ id, dueAt: 0, body: { _tag: "Job", id } }))
      const change = {
        aggregate: `jobs/${done}`,
        expectedVersion: 0,
        state: { _tag: "Any" },
        events: [],
        secret: null,
      } as const
      const commit = {
        commandId: "add",
        at: 0,
        changes: [change],
        guards: [],
        claims: [],
        messages,
        answer: { _tag: "Any" },
      } as const
      await Effect.runPromise(service.commit(commit))
    },
    run: () => Effect.runPromise(round),
    check: async () => {
      done += JOBS
      check(contestant.name, done)
      await expectNoneLeft(contestant.name, database, COUNT_LEFT)
    },
  }
  return { contestant, close }
}

/** Our complete delivery: it checks whether the code is still needed, computes it, and decrypts the address. */
const completeDelivery = async (database: Database, people: ReturnType<typeof peopleOf>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url: database.url, migrate: true }).service))
  const context = createBenchContext({ url: database.url, connections: 10 })
  const order = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    yield* monCompte.sendCode({ ticket: yield* migrateToContactStep(person), contact: person.address })
  })
  const drain: Effect.Effect<void, unknown, Effect.Services<ReturnType<typeof deliverDue>>> = Effect.flatMap(
    deliverDue(),
    (delivered) => (delivered === 0 ? Effect.void : drain),
  )
  let done = 0
  const contestant: Contestant = {
    name: "mon-compte: complete delivery of codes",
    prepare: () => context.verbs.runPromise(Effect.forEach(people(JOBS), order, { concurrency: 10, discard: true })),
    run: () => context.verbs.runPromise(drain),
    check: async () => {
      done += JOBS
      if (context.arrived.size !== done || [...context.arrived.values()].some((count) => count !== 1)) {
        throw new Error(`Expected ${done} codes to arrive once each, and found ${context.arrived.size} codes.`)
      }
      await expectNoneLeft(contestant.name, database, COUNT_LEFT)
    },
  }
  return { contestant, close: () => context.verbs.dispose() }
}

const queue = async (
  name: string,
  database: Database,
  open: (url: string, onJob: (body: unknown) => void) => ReturnType<typeof graphileWorkerOver>,
) => {
  const { add, check } = createCounter()
  const jobs = await open(database.url, (body) => add(String((body as { readonly id: unknown }).id)))
  let done = 0
  const contestant: Contestant = {
    name,
    prepare: async () => {
      await jobs.add(idsOf(done).map((id) => ({ id })))
    },
    run: jobs.drain,
    check: async () => {
      done += JOBS
      check(name, done)
      await expectNoneLeft(name, database, jobs.left)
    },
  }
  return { contestant, close: jobs.close }
}

type OutboxRace = (
  databases: Databases,
  people: ReturnType<typeof peopleOf>,
) => Promise<Race & { readonly close: () => Promise<void> }>

const race = (
  { bars, note, title }: Pick<Race, "title" | "note" | "bars">,
  all: ReadonlyArray<Awaited<ReturnType<typeof outboxOnly>>>,
) => ({
  title,
  note,
  item: "jobs",
  items: JOBS,
  bars,
  contestants: all.map(({ contestant }) => contestant),
  close: async () => {
    for (const { close } of all) await close()
  },
})

const GRAPHILE = "graphile-worker, default configuration"
const PG_BOSS_PER_JOB = "pg-boss, one call per job"
const PG_BOSS_PER_BATCH = "pg-boss, one call per batch"

/** P10: the outbox is drained, each message once. All contestants work in the same way, or with their default setup. */
export const outboxRaces: ReadonlyArray<OutboxRace> = [
  async ({ make }, people) =>
    race(
      {
        title: "P10: draining an outbox with the default configuration",
        note: `${JOBS} empty jobs. Ours uses the standard policy: batches of ${standard.batch}, ${standard.concurrency} jobs at a
time. While a call acknowledges jobs, the next ones are collected for the next call. The second line is the complete
delivery of codes: it checks whether the code is still needed, computes it, decrypts the address, and sends it.`,
        bars: { [GRAPHILE]: 5 },
      },
      [
        await outboxOnly(await make(), standardPolicy),
        await completeDelivery(await make(), people),
        await queue(GRAPHILE, await make(), graphileWorkerOver),
      ],
    ),
  async ({ make }) =>
    race(
      {
        title: "P10: draining an outbox with one call per job",
        note: `${JOBS} empty jobs, in batches of ${BATCH}, ${AT_ONCE} jobs at a time.`,
        bars: { [PG_BOSS_PER_JOB]: 1.5 },
      },
      [
        await outboxOnly(await make(), perMessage),
        await queue(PG_BOSS_PER_JOB, await make(), (url, onJob) => pgBossOver(url, BATCH, AT_ONCE, onJob)),
        await queue(GRAPHILE, await make(), graphileWorkerOver),
      ],
    ),
  async ({ make }) =>
    race(
      {
        title: "P10: draining an outbox with one call per batch",
        note: `${JOBS} empty jobs, in batches of ${standard.batch}. After a crash up to ${standard.batch} jobs are done again, so our
delivery does not work in this way.`,
        bars: {},
      },
      [
        await outboxOnly(await make(), perBatch),
        await queue(PG_BOSS_PER_BATCH, await make(), (url, onJob) => pgBossOver(url, standard.batch, null, onJob)),
      ],
    ),
]
