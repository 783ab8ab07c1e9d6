import * as Effect from "effect/Effect"
import { Pool } from "pg"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { createBenchContext, migrateToContactStep } from "./bench-context.ts"
import { codeOf } from "./computed-code.ts"
import type { Database, Databases } from "./databases.ts"
import { runHandwritten } from "./handwritten-sql.ts"
import type { Person, peopleOf } from "./people.ts"
import type { Contestant, Race } from "./race.ts"
import { forAnotherPerson, observed, type StorageRequest } from "./recording.ts"

const PEOPLE = 100
const AT_ONCE = 10

const ours = (url: string, people: ReturnType<typeof peopleOf>) => {
  const orders = new Map<string, Array<StorageRequest>>()
  const context = createBenchContext(
    { url, connections: AT_ONCE },
    observed((request) => {
      if (request._tag !== "Commit" || request.commit.messages[0]?.body._tag !== "SendCode") return
      const { account } = request.commit.messages[0].body
      orders.set(String(account), [request])
    }),
  )
  const migrate = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    const ticket = yield* migrateToContactStep(person)
    yield* monCompte.sendCode({ ticket, contact: person.address })
    const code = yield* codeOf(orders.get(ticket.slice(0, 36)) ?? [])
    yield* monCompte.confirmCode({ ticket, code })
  })
  let persons: ReadonlyArray<Person> = []
  return {
    context,
    migrate,
    prepare: async () => {
      orders.clear()
      persons = people(PEOPLE)
    },
    run: () => context.verbs.runPromise(Effect.forEach(persons, migrate, { concurrency: AT_ONCE, discard: true })),
  }
}

/** Records the storage requests of one migration. */
const record = async (url: string, people: ReturnType<typeof peopleOf>): Promise<ReadonlyArray<StorageRequest>> => {
  const recording: Array<StorageRequest> = []
  const context = createBenchContext(
    { url, connections: 1 },
    observed((request) => recording.push(request)),
  )
  const [person] = people(1)
  await context.verbs.runPromise(
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      if (person === undefined) return
      const ticket = yield* migrateToContactStep(person)
      yield* monCompte.sendCode({ ticket, contact: person.address })
      yield* monCompte.confirmCode({ ticket, code: yield* codeOf(recording) })
    }),
  )
  await context.verbs.dispose()
  return recording
}

const handwritten = (
  pool: Pool,
  recording: ReadonlyArray<StorageRequest>,
  way: Parameters<typeof runHandwritten>[2],
) => {
  let recordings: Array<ReadonlyArray<StorageRequest>> = []
  return {
    prepare: async () => {
      recordings = Array.from({ length: PEOPLE }, () => forAnotherPerson(recording))
    },
    run: async () => {
      const worker = async () => {
        for (let next = recordings.pop(); next !== undefined; next = recordings.pop())
          await runHandwritten(pool, next, way)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    },
  }
}

/** The number of rows of each kind in a database. */
const COUNT_ROWS = `
SELECT json_object_agg(kind, count ORDER BY kind) FROM (
  SELECT 'row ' || split_part(aggregate, '/', 1) || ' ' || coalesce(state->>'_tag', '-') AS kind, count(*)
  FROM mon_compte.aggregate GROUP BY kind
  UNION ALL SELECT 'journal ' || split_part(aggregate, '/', 1) AS kind, count(*) FROM mon_compte.journal GROUP BY kind
  UNION ALL SELECT 'claim', count(*) FROM mon_compte.claim
  UNION ALL SELECT 'message ' || (body->>'_tag') AS kind, count(*) FROM mon_compte.outbox GROUP BY kind
) AS counts`

/** The number of rows of each kind per person. */
const rowsPerPerson = async ({ queryValue }: Database, people: number): Promise<string> => {
  const counts = (await queryValue(COUNT_ROWS)) as { readonly [kind: string]: number }
  return (
    Object.entries(counts)
      // All persons share these rows, so their number depends on how many persons there are.
      .filter(([kind]) => !kind.startsWith("row message-budget"))
      .map(([kind, count]) => `${kind}: ${count / people}`)
      .join(", ")
  )
}

/** P8: complete migrations, from the legacy password to the right code, compared with handwritten SQL. */
export const migrationsRace = async (
  { make }: Databases,
  people: ReturnType<typeof peopleOf>,
): Promise<Race & { readonly close: () => Promise<void> }> => {
  const [own, inTransactions, inStatements] = [await make(), await make(), await make()]
  const all = [own, inTransactions, inStatements]
  await Effect.runPromise(
    Effect.forEach(all, ({ url }) => Effect.scoped(postgresStorage({ url, migrate: true }).service), { discard: true }),
  )
  const recording = await record(own.url, people)
  // The first database contains the recorded migration, so the other two get one migration each.
  const pools = [inTransactions, inStatements].map(
    ({ url }) => new Pool({ connectionString: url, max: AT_ONCE, options: "-c plan_cache_mode=force_generic_plan" }),
  )
  for (const pool of pools) pool.on("error", () => {})
  const [first, second] = pools as [Pool, Pool]
  await runHandwritten(first, forAnotherPerson(recording), "inATransaction")
  await runHandwritten(second, forAnotherPerson(recording), "inOneStatement")
  const expected = await rowsPerPerson(own, 1)
  const checked = (name: string, database: Database, work: Pick<Contestant, "prepare" | "run">): Contestant => {
    let people = 1
    return {
      name,
      ...work,
      check: async () => {
        people += PEOPLE
        const found = await rowsPerPerson(database, people)
        if (found !== expected) throw new Error(`${name} left ${found} per person instead of ${expected}`)
      },
    }
  }
  const product = ours(own.url, people)
  return {
    title: "P8: a completed migration, from the legacy password to the right code",
    note: `${PEOPLE} persons, ${AT_ONCE} at a time, on ${AT_ONCE} connections, without hashing and delivery. The handwritten SQL
writes the same rows, in one transaction per command. It has no checks, no rules, no encryption and no retries. One
version uses as few statements as possible; the other is written in the common way.`,
    item: "migrations",
    items: PEOPLE,
    bars: { "handwritten SQL, BEGIN … COMMIT": 0.7 },
    contestants: [
      checked("mon-compte", own, product),
      checked(
        "handwritten SQL, one statement per step",
        inStatements,
        handwritten(second, recording, "inOneStatement"),
      ),
      checked("handwritten SQL, BEGIN … COMMIT", inTransactions, handwritten(first, recording, "inATransaction")),
    ],
    close: async () => {
      await product.context.verbs.dispose()
      for (const pool of pools) await pool.end()
    },
  }
}
