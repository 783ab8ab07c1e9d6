/**
 * `npm run bench:postgres`: the storage in PostgreSQL beside SQL by hand, better-auth, graphile-worker and pg-boss, on one
 * server, into docs/benchmarks.md. `--rounds` says how long; `DATABASE_URL` names a server where one is to be used.
 */
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { migrate } from "../adapters/postgres/index.ts"
import { startServer } from "../test/postgres/server.ts"
import { circumstances, writePart } from "./page.ts"
import { installPeers } from "./peers.ts"
import { commandsTable } from "./postgres/commands.ts"
import { databasesOn } from "./postgres/databases.ts"
import { peopleOf } from "./postgres/people.ts"
import { raceInRounds } from "./postgres/rounds.ts"
import { sizesTable } from "./postgres/sizes.ts"

const { rounds } = parseArgs({ options: { rounds: { type: "string", default: "11" } } }).values
installPeers()

// The others are imported only once they are installed.
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
const keep = (table: { readonly markdown: string; readonly missed: ReadonlyArray<string> }) => {
  process.stdout.write(`${table.markdown}\n`)
  tables.push(table.markdown)
  missed.push(...table.missed)
}
try {
  await Effect.runPromise(migrate({ url: server.url }))
  keep(await commandsTable(server, people))
  for (const race of races) {
    const { close, ...all } = await race(databases, people)
    try {
      keep(await raceInRounds(all, Number(rounds)))
    } finally {
      await close()
    }
  }
  keep(await sizesTable(await databases.make(), people))
  const version = await server.ask("SHOW server_version")
  const settings = await server.ask(
    "SELECT string_agg(name || ' ' || setting, ', ') FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')",
  )
  const told = `PostgreSQL ${version} (${settings}) on the same machine. ${circumstances()} ${rounds} rounds.`
  writePart("postgres", [told, "", ...tables].join("\n"))
} finally {
  await databases.close()
  await server.stop()
}
for (const miss of missed) process.stdout.write(`below its bar in this run: ${miss}\n`)
