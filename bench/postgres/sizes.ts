import * as Effect from "effect/Effect"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Database } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import { toTheContact, world } from "./world.ts"

const PEOPLE = 1_000
const TABLES = ["aggregate", "journal", "claim", "outbox"] as const

/** What a migrated account takes on the disk, its indexes included. */
export const sizesTable = async ({ ask, url }: Database, people: ReturnType<typeof peopleOf>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url, migrate: true }).service))
  const w = world({ url, connections: 10 })
  const migrate = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    const ticket = yield* toTheContact(person)
    const arriving = w.codeFor(person.address)
    yield* monCompte.sendCode({ ticket, contact: person.address })
    yield* deliverDue()
    const code = yield* Effect.promise(() => arriving)
    yield* monCompte.confirmCode({ ticket, code })
  })
  await w.verbs.runPromise(Effect.forEach(people(PEOPLE), migrate, { concurrency: 10, discard: true }))
  await w.verbs.dispose()
  // As a table is once its dead rows were cleared away.
  await ask("VACUUM FULL mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox")
  const rows: Array<string> = []
  let whole = 0
  for (const table of TABLES) {
    const count = Number(await ask(`SELECT count(*) FROM mon_compte.${table}`))
    const bytes = Number(await ask(`SELECT pg_total_relation_size('mon_compte.${table}')`))
    whole += bytes
    rows.push(
      `| ${table} | ${(count / PEOPLE).toFixed(1)} | ${Math.round(bytes / count)} | ${Math.round(bytes / PEOPLE)} |`,
    )
  }
  const markdown = [
    "### What a migrated account takes",
    "",
    `After ${PEOPLE} migrations, from the legacy password to the right code, the tables rewritten (\`VACUUM FULL\`): bytes on the`,
    "disk, indexes included (`pg_total_relation_size`).",
    "",
    "| table | rows an account | bytes a row | bytes an account |",
    "|---|---|---|---|",
    ...rows,
    `| in all | | | ${Math.round(whole / PEOPLE)} |`,
    "",
  ].join("\n")
  return { markdown, missed: [] }
}
