import * as Effect from "effect/Effect"
import { Pool } from "pg"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { byHand } from "./by-hand.ts"
import { codeOf } from "./computed-code.ts"
import type { Database, Databases } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import { type Asked, forSomebodyElse, watched } from "./recording.ts"
import type { Contender, Race } from "./rounds.ts"
import { toTheContact, world } from "./world.ts"

const PEOPLE = 100
const AT_ONCE = 10

const ours = (url: string, people: ReturnType<typeof peopleOf>) => {
  const orders = new Map<string, Array<Asked>>()
  const w = world(
    { url, connections: AT_ONCE },
    watched((asked) => {
      if (asked._tag !== "Commit" || asked.commit.messages[0]?.body._tag !== "SendCode") return
      const { account } = asked.commit.messages[0].body
      orders.set(String(account), [asked])
    }),
  )
  const migrate = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    const ticket = yield* toTheContact(person)
    yield* monCompte.sendCode({ ticket, contact: person.address })
    const code = yield* codeOf(orders.get(ticket.slice(0, 36)) ?? [])
    yield* monCompte.confirmCode({ ticket, code })
  })
  let crowd: ReadonlyArray<Person> = []
  return {
    w,
    migrate,
    prepare: async () => {
      orders.clear()
      crowd = people(PEOPLE)
    },
    run: () => w.verbs.runPromise(Effect.forEach(crowd, migrate, { concurrency: AT_ONCE, discard: true })),
  }
}

/** What one migration asks of the storage. */
const record = async (url: string, people: ReturnType<typeof peopleOf>): Promise<ReadonlyArray<Asked>> => {
  const recording: Array<Asked> = []
  const w = world(
    { url, connections: 1 },
    watched((asked) => recording.push(asked)),
  )
  const [person] = people(1)
  await w.verbs.runPromise(
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      if (person === undefined) return
      const ticket = yield* toTheContact(person)
      yield* monCompte.sendCode({ ticket, contact: person.address })
      yield* monCompte.confirmCode({ ticket, code: yield* codeOf(recording) })
    }),
  )
  await w.verbs.dispose()
  return recording
}

const handed = (pool: Pool, recording: ReadonlyArray<Asked>, way: Parameters<typeof byHand>[2]) => {
  let crowd: Array<ReadonlyArray<Asked>> = []
  return {
    prepare: async () => {
      crowd = Array.from({ length: PEOPLE }, () => forSomebodyElse(recording))
    },
    run: async () => {
      const worker = async () => {
        for (let one = crowd.pop(); one !== undefined; one = crowd.pop()) await byHand(pool, one, way)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    },
  }
}

/** How many rows of each kind a database holds. */
const FACTS = `
SELECT json_object_agg(kind, count ORDER BY kind) FROM (
  SELECT 'row ' || split_part(aggregate, '/', 1) || ' ' || coalesce(state->>'_tag', '-') AS kind, count(*)
  FROM mon_compte.aggregate GROUP BY kind
  UNION ALL SELECT 'journal ' || split_part(aggregate, '/', 1) AS kind, count(*) FROM mon_compte.journal GROUP BY kind
  UNION ALL SELECT 'claim', count(*) FROM mon_compte.claim
  UNION ALL SELECT 'message ' || (body->>'_tag') AS kind, count(*) FROM mon_compte.outbox GROUP BY kind
) AS facts`

/** The same for each person, where everybody did the same. */
const factsOf = async ({ ask }: Database, people: number): Promise<string> => {
  const facts = (await ask(FACTS)) as { readonly [kind: string]: number }
  return Object.entries(facts)
    .map(([kind, count]) => `${kind}: ${count / people}`)
    .join(", ")
}

/** P8: whole migrations, from the legacy password to the right code, beside SQL written by hand for just that. */
export const migrationsRace = async (
  { make }: Databases,
  people: ReturnType<typeof peopleOf>,
): Promise<Race & { readonly close: () => Promise<void> }> => {
  const [own, rough, fine] = [await make(), await make(), await make()]
  const all = [own, rough, fine]
  await Effect.runPromise(
    Effect.forEach(all, ({ url }) => Effect.scoped(postgresStorage({ url, migrate: true }).service), { discard: true }),
  )
  const recording = await record(own.url, people)
  // The journey that was recorded is in the first database alone.
  const pools = [rough, fine].map(
    ({ url }) => new Pool({ connectionString: url, max: AT_ONCE, options: "-c plan_cache_mode=force_generic_plan" }),
  )
  for (const pool of pools) pool.on("error", () => {})
  const [first, second] = pools as [Pool, Pool]
  await byHand(first, forSomebodyElse(recording), "inATransaction")
  await byHand(second, forSomebodyElse(recording), "inOneStatement")
  const expected = await factsOf(own, 1)
  const checked = (name: string, database: Database, work: Pick<Contender, "prepare" | "run">): Contender => {
    let people = 1
    return {
      name,
      ...work,
      check: async () => {
        people += PEOPLE
        const found = await factsOf(database, people)
        if (found !== expected) throw new Error(`${name} left for each person ${found}; and not ${expected}`)
      },
    }
  }
  const mine = ours(own.url, people)
  return {
    title: "P8: a completed migration, from the legacy password to the right code",
    note: `${PEOPLE} people, ${AT_ONCE} at a time, on ${AT_ONCE} connections; hashing and delivery left out. By hand: the very same rows, and one
transaction a command; no checks, no rules, no sealing, and nobody starts over. Once as few statements as there can be,
once as it is commonly written.`,
    item: "migrations",
    items: PEOPLE,
    bars: { "SQL by hand, one statement a step": 0.6, "SQL by hand, BEGIN … COMMIT": 0.6 },
    contenders: [
      checked("mon-compte", own, mine),
      checked("SQL by hand, one statement a step", fine, handed(second, recording, "inOneStatement")),
      checked("SQL by hand, BEGIN … COMMIT", rough, handed(first, recording, "inATransaction")),
    ],
    close: async () => {
      await mine.w.verbs.dispose()
      for (const pool of pools) await pool.end()
    },
  }
}
