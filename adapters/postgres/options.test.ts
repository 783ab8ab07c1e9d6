import { Pool } from "pg"
import { describe, expect, it } from "vitest"
import { giveRights, migrate } from "./migrate.ts"
import type { PostgresOptions } from "./options.ts"
import { retention, scheduledRetention } from "./retention.ts"
import { postgresStorage } from "./storage.ts"

const url = "postgres://app:canary@db.example.org/portal"
const pool = new Pool({ connectionString: url })
const pglite = { waitReady: Promise.resolve(), execProtocolRaw: async () => new Uint8Array(), runExclusive: () => {} }

const wrongNames =
  "Pass directory or pglite; or url, connections and timeout; or pool, prepared and timeout. Each may have migrate."
const wrongUrl = "url must be the URL of a server, such as postgres://app@db.example.org/portal."
const wrongPool = "pool must be a Pool of pg."
const wrongFolder = "directory must be the name of a folder."
const wrongPGlite = "pglite must be a PGlite."
const wrongTime = "timeout must be a whole number of milliseconds, at least 1."
const wrongNumber = "connections must be a whole number from 1 to 10,000."

const invalid: ReadonlyArray<readonly [unknown, string]> = [
  [null, wrongNames],
  [url, wrongNames],
  [5, wrongNames],
  [[url], wrongNames],
  [{ connectionString: url }, wrongNames],
  [{ URL: url }, wrongNames],
  [{ url, pool }, wrongNames],
  [{ url, directory: "data" }, wrongNames],
  [{ url, prepared: false }, wrongNames],
  [{ directory: "data", pglite }, wrongNames],
  [{ url: undefined }, wrongUrl],
  [{ url: null }, wrongUrl],
  [{ url: "" }, wrongUrl],
  [{ url: "canary" }, wrongUrl],
  [{ url: "https://app:canary@db.example.org/portal" }, wrongUrl],
  [{ url: 5 }, wrongUrl],
  [{ pool: undefined }, wrongPool],
  [{ pool: null }, wrongPool],
  [{ pool: {} }, wrongPool],
  [{ directory: null }, wrongFolder],
  [{ directory: "" }, wrongFolder],
  [{ directory: "a\0b" }, wrongFolder],
  [{ directory: 5 }, wrongFolder],
  [{ pglite: null }, wrongPGlite],
  [{ pglite: {} }, wrongPGlite],
  [{ url, timeout: 0 }, wrongTime],
  [{ url, timeout: "5s" }, wrongTime],
  [{ pool, timeout: Number.NaN }, wrongTime],
  [{ pool, timeout: 2 ** 31 }, wrongTime],
  [{ url, connections: 0 }, wrongNumber],
  [{ url, connections: -1 }, wrongNumber],
  [{ url, connections: 1.5 }, wrongNumber],
  [{ url, connections: null }, wrongNumber],
  [{ url, connections: 10_001 }, wrongNumber],
  [{ url, migrate: "false" }, "migrate must be true or false."],
  [{ directory: "data", migrate: null }, "migrate must be true or false."],
  [{ pool, prepared: "false" }, "prepared must be true or false."],
]

describe("invalid options are refused at once, with a text that quotes no option", () => {
  it.each(invalid)("case %#: %j", (value, message) => {
    const options = value as PostgresOptions
    for (const open of [postgresStorage, migrate, retention, scheduledRetention]) {
      expect(() => open(options)).toThrow(new RangeError(message))
    }
    expect(() => giveRights(options, {})).toThrow(new RangeError(message))
  })
})

describe("valid options are accepted", () => {
  it.each<PostgresOptions>([
    {},
    { migrate: true },
    { directory: undefined, pglite: undefined },
    { directory: "a folder/é" },
    { url },
    { url: "postgresql:///portal?host=/var/run/postgresql", connections: 1, timeout: 1, migrate: undefined },
    { url: "socket:/var/run/postgresql?db=portal", connections: undefined, timeout: undefined },
    { pool, prepared: false, timeout: 2 ** 31 - 1 },
  ])("case %#", (options) => {
    expect(Object.keys(postgresStorage(options))).toHaveLength(2)
  })
})
