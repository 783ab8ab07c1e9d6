import { setTimeout } from "node:timers/promises"
import * as Effect from "effect/Effect"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { deliveryPolicies } from "../../src/application/contract/delivery-policy.ts"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Storage } from "../../src/ports/storage.ts"
import { graphileWorkerOver, pgBossOver } from "../peers/queues.js"
import type { Database, Databases } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import type { Contender, Race } from "./rounds.ts"
import { AT_ONCE, asDelivered, BATCH, oneByOne, together, type Way } from "./ways.ts"
import { toTheContact, world } from "./world.ts"

const JOBS = 400
const { standard } = deliveryPolicies

/** Counts what was done, and how often. */
const tally = () => {
  const times = new Map<string, number>()
  return {
    add: (id: string) => times.set(id, (times.get(id) ?? 0) + 1),
    check: (name: string, expected: number) => {
      if (times.size !== expected || [...times.values()].some((count) => count !== 1)) {
        throw new Error(`${name}: ${expected} jobs should have been done once each; ${times.size} were.`)
      }
    },
  }
}

const idsOf = (from: number) => Array.from({ length: JOBS }, (_, index) => `job-${from + index}`)

const nothingLeft = async (name: string, { ask }: Database, sql: string) => {
  // Some mark the last one as done a moment after they said that they were done.
  let left = Number(await ask(sql))
  for (let time = 0; left > 0 && time < 40; time++) {
    await setTimeout(50)
    left = Number(await ask(sql))
  }
  if (left !== 0) throw new Error(`${name}: ${left} jobs are left.`)
}

const LEFT = "SELECT count(*) FROM mon_compte.outbox WHERE done_at IS NULL AND ready_at <= now() + interval '1 minute'"

/** Jobs that are nothing but taken and marked as done: what the others do too. */
const alone = async (database: Database, { dealing, limit, name }: Way) => {
  const storage = postgresStorage({ url: database.url, migrate: true, connections: 10 })
  const { add, check } = tally()
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
  const deal = await Effect.runPromise(Effect.provideService(dealing, Storage, service))
  const round: Effect.Effect<void, unknown> = Effect.suspend(() =>
    Effect.flatMap(service.lease({ limit, lasts: 30_000 }), (leased) =>
      leased.length === 0
        ? Effect.void
        : Effect.andThen(
            deal(
              leased.map(({ message }) => message.id),
              add,
            ),
            round,
          ),
    ),
  )
  const contender: Contender = {
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
      check(contender.name, done)
      await nothingLeft(contender.name, database, LEFT)
    },
  }
  return { contender, close }
}

/** The product's delivery whole: looks whether the code is still wanted, computes it, opens the address. */
const whole = async (database: Database, people: ReturnType<typeof peopleOf>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url: database.url, migrate: true }).service))
  const w = world({ url: database.url, connections: 10 })
  const order = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    yield* monCompte.sendCode({ ticket: yield* toTheContact(person), contact: person.address })
  })
  const drain: Effect.Effect<void, unknown, Effect.Services<ReturnType<typeof deliverDue>>> = Effect.flatMap(
    deliverDue(),
    (found) => (found === 0 ? Effect.void : drain),
  )
  let done = 0
  const contender: Contender = {
    name: "mon-compte: delivery whole, codes computed",
    prepare: () => w.verbs.runPromise(Effect.forEach(people(JOBS), order, { concurrency: 10, discard: true })),
    run: () => w.verbs.runPromise(drain),
    check: async () => {
      done += JOBS
      if (w.arrived.size !== done || [...w.arrived.values()].some((count) => count !== 1)) {
        throw new Error(`${done} codes should have arrived once each; ${w.arrived.size} did.`)
      }
      await nothingLeft(contender.name, database, LEFT)
    },
  }
  return { contender, close: () => w.verbs.dispose() }
}

const queue = async (
  name: string,
  database: Database,
  open: (url: string, onJob: (body: unknown) => void) => ReturnType<typeof graphileWorkerOver>,
) => {
  const { add, check } = tally()
  const jobs = await open(database.url, (body) => add(String((body as { readonly id: unknown }).id)))
  let done = 0
  const contender: Contender = {
    name,
    prepare: async () => {
      await jobs.add(idsOf(done).map((id) => ({ id })))
    },
    run: jobs.drain,
    check: async () => {
      done += JOBS
      check(name, done)
      await nothingLeft(name, database, jobs.left)
    },
  }
  return { contender, close: jobs.close }
}

type OutboxRace = (
  databases: Databases,
  people: ReturnType<typeof peopleOf>,
) => Promise<Race & { readonly close: () => Promise<void> }>

const race = (
  { bars, note, title }: Pick<Race, "title" | "note" | "bars">,
  all: ReadonlyArray<Awaited<ReturnType<typeof alone>>>,
) => ({
  title,
  note,
  item: "jobs",
  items: JOBS,
  bars,
  contenders: all.map(({ contender }) => contender),
  close: async () => {
    for (const { close } of all) await close()
  },
})

const GRAPHILE = "graphile-worker, default configuration"
const ONE_BY_ONE = "pg-boss, one by one"
const BY_THE_BATCH = "pg-boss, a batch at a time"

/** P10: messages taken out of the outbox, each once, until none is left; in the same way by both, or as each is out of the box. */
export const outboxRaces: ReadonlyArray<OutboxRace> = [
  async ({ make }, people) =>
    race(
      {
        title: "P10: an outbox drained, as each does out of the box",
        note: `${JOBS} jobs that do nothing. Ours by its standard policy: ${standard.batch} at a time, ${standard.concurrency} at once, and what is done while a call is
under way is marked by the next. The second line is all that the product does with a code: it looks whether it is still
wanted, computes it, opens the address, and hands it over.`,
        bars: { [GRAPHILE]: 3 },
      },
      [
        await alone(await make(), asDelivered),
        await whole(await make(), people),
        await queue(GRAPHILE, await make(), graphileWorkerOver),
      ],
    ),
  async ({ make }) =>
    race(
      {
        title: "P10: an outbox drained, each job marked by a call of its own",
        note: `${JOBS} jobs that do nothing, ${BATCH} at a time, ${AT_ONCE} at once.`,
        bars: { [ONE_BY_ONE]: 1.5 },
      },
      [
        await alone(await make(), oneByOne),
        await queue(ONE_BY_ONE, await make(), (url, onJob) => pgBossOver(url, BATCH, AT_ONCE, onJob)),
        await queue(GRAPHILE, await make(), graphileWorkerOver),
      ],
    ),
  async ({ make }) =>
    race(
      {
        title: "P10: an outbox drained, a batch marked by one call",
        note: `${JOBS} jobs that do nothing, ${standard.batch} at a time. Who dies on the way does up to ${standard.batch} again: no delivery of ours works so.`,
        bars: { [BY_THE_BATCH]: 1.5 },
      },
      [
        await alone(await make(), together),
        await queue(BY_THE_BATCH, await make(), (url, onJob) => pgBossOver(url, standard.batch, null, onJob)),
      ],
    ),
]
