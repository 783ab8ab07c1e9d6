import { Pool } from "pg"
import { describe, expect, it } from "vitest"
import { giveRights, migrate } from "./migrate.ts"
import type { PostgresOptions } from "./options.ts"
import { retention, scheduledRetention } from "./retention.ts"
import { postgresStorage } from "./storage.ts"

const url = "postgres://app:canary@db.example.org/portal"
const pool = new Pool({ connectionString: url })
const pglite = { waitReady: Promise.resolve(), execProtocolRaw: async () => new Uint8Array(), runExclusive: () => {} }

const names =
  "options are directory or pglite; or url, connections and timeout; or pool, prepared and timeout; and always migrate."
const aUrl = "url must be the URL of a server, such as postgres://app@db.example.org/portal."
const aPool = "pool must be a Pool of pg."
const aFolder = "directory must be the name of a folder."
const aPGlite = "pglite must be a PGlite."
const aTime = "timeout must be a whole number of milliseconds, 1 at least."
const aNumber = "connections must be a whole number, 1 at least."

const wrong: ReadonlyArray<readonly [unknown, string]> = [
  [null, names],
  [url, names],
  [5, names],
  [[url], names],
  [{ connectionString: url }, names],
  [{ URL: url }, names],
  [{ url, pool }, names],
  [{ url, directory: "data" }, names],
  [{ url, prepared: false }, names],
  [{ directory: "data", pglite }, names],
  [{ url: undefined }, aUrl],
  [{ url: null }, aUrl],
  [{ url: "" }, aUrl],
  [{ url: "canary" }, aUrl],
  [{ url: "https://app:canary@db.example.org/portal" }, aUrl],
  [{ url: 5 }, aUrl],
  [{ pool: undefined }, aPool],
  [{ pool: null }, aPool],
  [{ pool: {} }, aPool],
  [{ directory: null }, aFolder],
  [{ directory: "" }, aFolder],
  [{ directory: "a\0b" }, aFolder],
  [{ directory: 5 }, aFolder],
  [{ pglite: null }, aPGlite],
  [{ pglite: {} }, aPGlite],
  [{ url, timeout: 0 }, aTime],
  [{ url, timeout: "5s" }, aTime],
  [{ pool, timeout: Number.NaN }, aTime],
  [{ pool, timeout: 2 ** 31 }, aTime],
  [{ url, connections: 0 }, aNumber],
  [{ url, connections: -1 }, aNumber],
  [{ url, connections: 1.5 }, aNumber],
]

describe("options that name no database are refused at once, in words that quote none of them", () => {
  it.each(wrong)("%#: %j", (options, message) => {
    const given = options as PostgresOptions
    for (const open of [postgresStorage, migrate, retention, scheduledRetention]) {
      expect(() => open(given)).toThrow(new RangeError(message))
    }
    expect(() => giveRights(given, {})).toThrow(new RangeError(message))
  })
})

describe("options that name one are taken", () => {
  it.each<PostgresOptions>([
    {},
    { migrate: true },
    { directory: undefined, pglite: undefined },
    { directory: "a folder/é" },
    { url },
    { url: "postgresql:///portal?host=/var/run/postgresql", connections: 1, timeout: 1, migrate: undefined },
    { url: "socket:/var/run/postgresql?db=portal", connections: undefined, timeout: undefined },
    { pool, prepared: false, timeout: 2 ** 31 - 1 },
  ])("%#", (options) => {
    expect(Object.keys(postgresStorage(options))).toHaveLength(2)
  })
})
