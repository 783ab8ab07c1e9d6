import type { PGlite } from "@electric-sql/pglite"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { PGliteStream } from "./pglite-stream.ts"

let pglite: PGlite

beforeAll(async () => {
  pglite = await emptyPGlite()
  await pglite.exec("CREATE TABLE kept (word text)")
})
beforeEach(() => pglite.exec("TRUNCATE kept"))
afterAll(() => pglite.close())

const connected = async () => {
  const stream = new PGliteStream(pglite)
  const client = new Client({ user: "postgres", database: "postgres", stream: () => stream } as object)
  client.on("error", () => {})
  await client.connect()
  return { client, stream }
}
const kept = async () => (await pglite.query<{ word: string }>("SELECT word FROM kept ORDER BY word")).rows

it("what somebody else asks waits for the end of a transaction", async () => {
  const { client } = await connected()
  await client.query("BEGIN")
  await client.query("INSERT INTO kept VALUES ($1)", ["first"])
  const other = pglite.exec("ROLLBACK")
  await client.query("INSERT INTO kept VALUES ($1)", ["second"])
  await client.query("COMMIT")
  await other
  expect(await kept()).toEqual([{ word: "first" }, { word: "second" }])
  await client.end()
})

it("nothing comes between a statement and its values", async () => {
  const { client } = await connected()
  const asked = Array.from({ length: 40 }, async (_, turn) => {
    const [ours, theirs] = await Promise.all([
      client.query("SELECT $1::int AS told", [turn]),
      pglite.query<{ told: number }>("SELECT $1::int AS told", [turn + 100]),
    ])
    return [ours.rows[0].told, theirs.rows[0]?.told]
  })
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 40 }, (_, turn) => [turn, turn + 100]))
  await client.end()
})

it.each([
  ["waiting", (client: Client) => client.query("INSERT INTO kept VALUES ('half')")],
  ["at work", async (client: Client) => void client.query("INSERT INTO kept VALUES ('half')").catch(() => {})],
])("a connection cut in a transaction, %s, undoes it and lets others ask", async (_, last) => {
  const { client, stream } = await connected()
  await client.query("BEGIN")
  await last(client)
  const closed = new Promise((done) => stream.once("close", done))
  stream.destroy()
  await closed
  expect(await kept()).toEqual([])
})

it("a connection finds nothing of the one before", async () => {
  const before = await connected()
  await before.client.query("SET enable_seqscan = on; PREPARE told AS SELECT 1")
  await before.client.end()
  const { client } = await connected()
  expect((await client.query("SHOW enable_seqscan")).rows).toEqual([{ enable_seqscan: "off" }])
  expect((await client.query("SELECT name FROM pg_prepared_statements")).rows).toEqual([])
  await client.end()
})
