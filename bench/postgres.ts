/**
 * `npm run bench:postgres`: compares the storage in PostgreSQL with handwritten SQL, better-auth, graphile-worker and
 * pg-boss on one server, and writes the result to docs/benchmarks.md. `--rounds` sets the number of rounds.
 * `DATABASE_URL` selects a server; without it, a server from npm is started.
 */
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { migrate } from "../adapters/postgres/index.ts"
import { startServer } from "../test/postgres/server.ts"
import { environment, writeSection } from "./page.ts"
import { installPeers } from "./peers.ts"
import { commandsTable } from "./postgres/commands.ts"
import { databasesOn } from "./postgres/databases.ts"
import { peopleOf } from "./postgres/people.ts"
import { raceInRounds } from "./postgres/race.ts"
import { sizesTable } from "./postgres/sizes.ts"

const { rounds } = parseArgs({ options: { rounds: { type: "string", default: "11" } } }).values
installPeers()

// These modules import the other libraries, so they are imported after the installation.
const races = [
  (await import("./postgres/migrations.ts")).migrationsRace,
  (await import("./postgres/codes.ts")).codesRace,
  ...(await import("./postgres/outbox.ts")).outboxRaces,
]
const server = await startServer({ isDurable: true })
const databases = databasesOn(server)
const people = peopleOf(1)
const tables: Array<string> = []
const missed: Array<string> = []
const addTable = (table: { readonly markdown: string; readonly missed: ReadonlyArray<string> }) => {
  process.stdout.write(`${table.markdown}\n`)
  tables.push(table.markdown)
  missed.push(...table.missed)
}
try {
  await Effect.runPromise(migrate({ url: server.url }))
  addTable(await commandsTable(server, people))
  for (const race of races) {
    const { close, ...definition } = await race(databases, people)
    try {
      addTable(await raceInRounds(definition, Number(rounds)))
    } finally {
      await close()
    }
  }
  addTable(await sizesTable(await databases.make(), people))
  const version = await server.queryValue("SHOW server_version")
  const settings = await server.queryValue(
    "SELECT string_agg(name || ' ' || setting, ', ') FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')",
  )
  const header = `PostgreSQL ${version} (${settings}) on the same machine. ${environment()} ${rounds} rounds.`
  writeSection("postgres", [header, "", ...tables].join("\n"))
} finally {
  await databases.close()
  await server.stop()
}
for (const miss of missed) process.stdout.write(`below its bar in this run: ${miss}\n`)
