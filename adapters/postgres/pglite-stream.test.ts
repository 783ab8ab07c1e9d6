import type { PGlite } from "@electric-sql/pglite"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { PGliteStream } from "./pglite-stream.ts"

let pglite: PGlite

beforeAll(async () => {
  pglite = await emptyPGlite()
  await pglite.exec("CREATE TABLE stored (word text)")
})
beforeEach(() => pglite.exec("TRUNCATE stored"))
afterAll(() => pglite.close())

const connected = async () => {
  const stream = new PGliteStream(pglite)
  const client = new Client({ user: "postgres", database: "postgres", stream: () => stream } as object)
  client.on("error", () => {})
  await client.connect()
  return { client, stream }
}
const storedWords = async () => (await pglite.query<{ word: string }>("SELECT word FROM stored ORDER BY word")).rows

it("a query of another caller waits for the end of a transaction", async () => {
  const { client } = await connected()
  await client.query("BEGIN")
  await client.query("INSERT INTO stored VALUES ($1)", ["first"])
  const other = pglite.exec("ROLLBACK")
  await client.query("INSERT INTO stored VALUES ($1)", ["second"])
  await client.query("COMMIT")
  await other
  expect(await storedWords()).toEqual([{ word: "first" }, { word: "second" }])
  await client.end()
})

it("no query of another caller runs between a statement and its values", async () => {
  const { client } = await connected()
  const queries = Array.from({ length: 40 }, async (_, turn) => {
    const [ours, theirs] = await Promise.all([
      client.query("SELECT $1::int AS answer", [turn]),
      pglite.query<{ answer: number }>("SELECT $1::int AS answer", [turn + 100]),
    ])
    return [ours.rows[0].answer, theirs.rows[0]?.answer]
  })
  expect(await Promise.all(queries)).toEqual(Array.from({ length: 40 }, (_, turn) => [turn, turn + 100]))
  await client.end()
})

it.each([
  ["idle", (client: Client) => client.query("INSERT INTO stored VALUES ('half')")],
  ["busy", async (client: Client) => void client.query("INSERT INTO stored VALUES ('half')").catch(() => {})],
])("a connection that is cut while %s in a transaction rolls back and releases the session", async (_, last) => {
  const { client, stream } = await connected()
  await client.query("BEGIN")
  await last(client)
  const closed = new Promise((done) => stream.once("close", done))
  stream.destroy()
  await closed
  expect(await storedWords()).toEqual([])
})

it("a connection starts without settings and prepared statements of the previous one", async () => {
  const previous = await connected()
  await previous.client.query("SET enable_seqscan = on; PREPARE answer AS SELECT 1")
  await previous.client.end()
  const { client } = await connected()
  expect((await client.query("SHOW enable_seqscan")).rows).toEqual([{ enable_seqscan: "off" }])
  expect((await client.query("SELECT name FROM pg_prepared_statements")).rows).toEqual([])
  await client.end()
})
