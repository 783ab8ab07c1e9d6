import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { Storage } from "../../src/ports/storage.ts"
import { filesIn, heard, listening } from "./canaries.ts"
import { leakToStorage, lifeOver, NIR, SECRETS } from "./canaries-life.ts"
import { serverOrNull, type TestServer } from "./server.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
if (server !== null && server.log == null) {
  console.error("\n!! The log of a server given by its address cannot be read: what it may tell was not looked at.\n")
}
const ask = (sql: string) => (server as TestServer).ask(sql)

/** What a server logs when it logs all, values of statements included. */
const settings = {
  log_line_prefix: "",
  log_statement: "all",
  log_min_messages: "debug1",
  log_min_duration_statement: "0",
  log_error_verbosity: "verbose",
}

beforeAll(async () => {
  if (server?.log == null) return
  for (const [name, value] of Object.entries(settings)) await ask(`ALTER SYSTEM SET ${name} = '${value}'`)
  await ask("SELECT pg_reload_conf()")
  await Effect.runPromise(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const TABLES = ["aggregate", "journal", "claim", "outbox", "schema_step"]

const dump = async () => {
  const texts: Array<unknown> = []
  for (const table of TABLES) {
    texts.push(await ask(`SELECT string_agg(t::text, E'\\n') FROM mon_compte.${table} t`))
  }
  return texts.join("\n")
}

/** The values of a bytea and of a binary file are looked for as they are: only in the clear. */
const heardInFiles = async (canaries: Readonly<Record<string, string>>) => {
  await ask("CHECKPOINT")
  const data = String(await ask("SHOW data_directory"))
  const base = String(await ask("SELECT oid::text FROM pg_database WHERE datname = current_database()"))
  const files = [...(await filesIn(join(data, "base", base))), ...(await filesIn(join(data, "pg_wal")))]
  const long = Object.entries(canaries).filter(([, secret]) => secret.length > 8)
  return long.filter(([, secret]) => files.some((file) => file.includes(secret))).map(([name]) => name)
}

/** What came last out of the server takes a moment to come in here. */
const logged = async () => {
  const mark = `the end: ${randomUUID()}`
  await ask(`SELECT '${mark}'`)
  const all = () => server?.log?.() ?? ""
  while (!all().includes(mark)) await sleep(5)
  return all()
}

describe.skipIf(server?.log == null)("no secret is told by anybody", () => {
  it("not by the process, not by its database, and not by the server's log of all statements", async () => {
    const ears = listening()
    const canaries = await lifeOver(postgresStorage({ url }).layer, ears)
    const told = await ears.stop()
    expect(heard(told, canaries)).toEqual([])
    expect(heard(await dump(), canaries)).toEqual([])
    expect(heard(await logged(), canaries)).toEqual([])
    expect(await heardInFiles(canaries)).toEqual([])
    // What may be there was there to be heard.
    expect(told).toContain("MonCompte.confirmCode")
    expect(told).toContain("CodeWrong")
    expect(await dump()).toContain("ConfirmCode")
    expect(await logged()).toMatch(/INSERT INTO mon_compte\.aggregate/)
    expect(await logged()).toMatch(/ConfirmCode/)
  })

  it.each<readonly [where: string, leak: Effect.Effect<unknown, unknown, Storage>]>([
    ["a log line", Effect.logWarning("a person", { nir: NIR.slice(0, 18) })],
    ["a span", Effect.withSpan(Effect.void, "asked", { attributes: { to: SECRETS.address } })],
    [
      "the failure of a span",
      Effect.exit(Effect.withSpan(Effect.fail({ _tag: "Leak", typed: SECRETS.password }), "asked")),
    ],
    ["a metric", Metric.update(Metric.withAttributes(Metric.counter("asked"), { nir: SECRETS.nir }), 1)],
    ["standard error", Effect.sync(() => console.error(Buffer.from(SECRETS.nir).toString("base64")))],
    ["the database and the server's log", leakToStorage],
  ])("and one that is leaked is heard: in %s", async (where, leak) => {
    const ears = listening()
    const layer = Layer.provideMerge(Layer.orDie(postgresStorage({ url }).layer), ears.layer)
    await Effect.runPromise(Effect.provide(leak, layer))
    const told = await ears.stop()
    if (!where.startsWith("the database")) return expect(heard(told, SECRETS)).not.toEqual([])
    expect(heard(told, SECRETS)).toEqual([])
    for (const text of [await dump(), await logged()])
      expect(heard(text, SECRETS)).toEqual(["password", "address", "local part"])
    expect(await heardInFiles(SECRETS)).toEqual(["password", "address", "local part"])
  })
})
