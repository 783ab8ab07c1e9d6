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
import { filesIn, leakedCanaries, recordOutput } from "./canaries.ts"
import { leakToStorage, NIR, runWorkload, SECRETS } from "./canaries-workload.ts"
import { serverOrNull, type TestServer } from "./server.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
if (server !== null && server.log == null) {
  console.error("\n!! The log of the server of DATABASE_URL cannot be read: it is not checked for secrets.\n")
}
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)

/** Settings with which the server logs every statement with its values. */
const settings = {
  log_line_prefix: "",
  log_statement: "all",
  log_min_messages: "debug1",
  log_min_duration_statement: "0",
  log_error_verbosity: "verbose",
}

beforeAll(async () => {
  if (server?.log == null) return
  for (const [name, value] of Object.entries(settings)) await queryValue(`ALTER SYSTEM SET ${name} = '${value}'`)
  await queryValue("SELECT pg_reload_conf()")
  await Effect.runPromise(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const TABLES = ["aggregate", "journal", "claim", "outbox", "schema_step"]

const dump = async () => {
  const texts: Array<unknown> = []
  for (const table of TABLES) {
    texts.push(await queryValue(`SELECT string_agg(t::text, E'\\n') FROM mon_compte.${table} t`))
  }
  return texts.join("\n")
}

/** Searches the files of the database and of the write-ahead log for secrets in clear. */
const leakedInFiles = async (canaries: Readonly<Record<string, string>>) => {
  await queryValue("CHECKPOINT")
  const data = String(await queryValue("SHOW data_directory"))
  const base = String(await queryValue("SELECT oid::text FROM pg_database WHERE datname = current_database()"))
  const files = [...(await filesIn(join(data, "base", base))), ...(await filesIn(join(data, "pg_wal")))]
  const longSecrets = Object.entries(canaries).filter(([, secret]) => secret.length > 8)
  return longSecrets.filter(([, secret]) => files.some((file) => file.includes(secret))).map(([name]) => name)
}

/** Waits for the latest output of the server, and returns its log. */
const readLog = async () => {
  const mark = `end: ${randomUUID()}`
  await queryValue(`SELECT '${mark}'`)
  const log = () => server?.log?.() ?? ""
  while (!log().includes(mark)) await sleep(5)
  return log()
}

describe.skipIf(server?.log == null)("the search for secrets", () => {
  it("finds none in the output of the process, in its database and in the server's log of all statements", async () => {
    const output = recordOutput()
    const canaries = await runWorkload(postgresStorage({ url }).layer, output)
    const recorded = await output.stop()
    expect(leakedCanaries(recorded, canaries)).toEqual([])
    expect(leakedCanaries(await dump(), canaries)).toEqual([])
    expect(leakedCanaries(await readLog(), canaries)).toEqual([])
    expect(await leakedInFiles(canaries)).toEqual([])
    // The search covers everything: the data that are not secret are there.
    expect(recorded).toContain("MonCompte.confirmCode")
    expect(recorded).toContain("CodeWrong")
    expect(await dump()).toContain("ConfirmCode")
    expect(await readLog()).toMatch(/INSERT INTO mon_compte\.aggregate/)
    expect(await readLog()).toMatch(/ConfirmCode/)
  })

  it.each<readonly [where: string, leak: Effect.Effect<unknown, unknown, Storage>]>([
    ["a log line", Effect.logWarning("a person", { nir: NIR.slice(0, 18) })],
    ["a span", Effect.withSpan(Effect.void, "request", { attributes: { to: SECRETS.address } })],
    [
      "the failure of a span",
      Effect.exit(Effect.withSpan(Effect.fail({ _tag: "Leak", input: SECRETS.password }), "request")),
    ],
    ["a metric", Metric.update(Metric.withAttributes(Metric.counter("requests"), { nir: SECRETS.nir }), 1)],
    ["standard error", Effect.sync(() => console.error(Buffer.from(SECRETS.nir).toString("base64")))],
    ["the database and the server's log", leakToStorage],
  ])("finds a leaked secret in %s", async (where, leak) => {
    const output = recordOutput()
    const layer = Layer.provideMerge(Layer.orDie(postgresStorage({ url }).layer), output.layer)
    await Effect.runPromise(Effect.provide(leak, layer))
    const recorded = await output.stop()
    if (!where.startsWith("the database")) return expect(leakedCanaries(recorded, SECRETS)).not.toEqual([])
    expect(leakedCanaries(recorded, SECRETS)).toEqual([])
    for (const text of [await dump(), await readLog()])
      expect(leakedCanaries(text, SECRETS)).toEqual(["password", "address", "local part"])
    expect(await leakedInFiles(SECRETS)).toEqual(["password", "address", "local part"])
  })
})
