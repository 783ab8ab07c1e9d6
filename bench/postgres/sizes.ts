import * as Effect from "effect/Effect"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { createBenchContext, migrateToContactStep } from "./bench-context.ts"
import type { Database } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"

const PEOPLE = 1_000
const TABLES = ["aggregate", "journal", "claim", "outbox"] as const

/** The disk space of a migrated account, including indexes. */
export const sizesTable = async ({ queryValue, url }: Database, people: ReturnType<typeof peopleOf>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url, migrate: true }).service))
  const context = createBenchContext({ url, connections: 10 })
  const migrate = Effect.fnUntraced(function* (person: Person) {
    const monCompte = yield* MonCompte
    const ticket = yield* migrateToContactStep(person)
    const arriving = context.codeFor(person.address)
    yield* monCompte.sendCode({ ticket, contact: person.address })
    yield* deliverDue()
    const code = yield* Effect.promise(() => arriving)
    yield* monCompte.confirmCode({ ticket, code })
  })
  await context.verbs.runPromise(Effect.forEach(people(PEOPLE), migrate, { concurrency: 10, discard: true }))
  await context.verbs.dispose()
  // Removes dead rows, whose number depends on autovacuum.
  await queryValue("VACUUM FULL mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox")
  const rows: Array<string> = []
  let total = 0
  for (const table of TABLES) {
    const count = Number(await queryValue(`SELECT count(*) FROM mon_compte.${table}`))
    const bytes = Number(await queryValue(`SELECT pg_total_relation_size('mon_compte.${table}')`))
    total += bytes
    rows.push(
      `| ${table} | ${(count / PEOPLE).toFixed(1)} | ${Math.round(bytes / count)} | ${Math.round(bytes / PEOPLE)} |`,
    )
  }
  const markdown = [
    "### Disk space of a migrated account",
    "",
    `${PEOPLE} accounts were migrated, from the legacy password to the right code, and the tables rewritten`,
    "(`VACUUM FULL`). The figures are bytes on disk, including indexes (`pg_total_relation_size`).",
    "",
    "| table | rows per account | bytes per row | bytes per account |",
    "|---|---|---|---|",
    ...rows,
    `| total | | | ${Math.round(total / PEOPLE)} |`,
    "",
  ].join("\n")
  return { markdown, missed: [] }
}
