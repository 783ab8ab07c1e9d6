import { type AddressInfo, createServer, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { Client } from "pg"

/** What PgBouncer takes note of, or passes over, when a client starts; any other parameter it refuses. */
const KNOWN = new Set(["user", "database", "client_encoding", "application_name", "datestyle", "timezone"])
/** Asked before anything else: for TLS, for GSSAPI. */
const REQUESTS: ReadonlyArray<number> = [80_877_103, 80_877_104]
const [SYNC, QUERY, READY, TERMINATE, IDLE] = [0x53, 0x51, 0x5a, 0x58, 0x49]

/**
 * Tells messages apart as they come in pieces (PostgreSQL, 54.2 "Message Flow"). Only a client's first has no
 * letter: until `onMessage` says that it has started. */
const reader = (hasLetter: boolean, onMessage: (message: Buffer) => boolean) => {
  let unread: Buffer = Buffer.alloc(0)
  let letter = hasLetter ? 1 : 0
  return (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length >= letter + 4) {
      const end = letter + unread.readInt32BE(letter)
      if (unread.length < end) return
      const message = unread.subarray(0, end)
      unread = unread.subarray(end)
      letter = onMessage(message) ? 1 : 0
    }
  }
}

const message = (letter: string, ...parts: ReadonlyArray<string | Buffer>) => {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)))
  const head = Buffer.alloc(5, letter)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Nothing else is asked, and a key to cancel with that cancels nothing. */
const LET_IN = Buffer.concat([message("R", Buffer.alloc(4)), message("K", Buffer.alloc(8))])
const READY_IDLE = message("Z", "I")
const refused = (name: string) => message("E", `SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: ${name}\0\0`)

/** What the server says of itself once somebody is let in. */
type Parameters = Map<string, string>

const told = (parameters: Parameters) => [...parameters].map(([name, value]) => message("S", `${name}\0${value}\0`))

/** A connection to the server, and who has it. */
interface Backend {
  readonly socket: Duplex
  owner: { readonly near: Socket; readonly ready: (isIdle: boolean) => void } | null
}

/** Let in by the driver, whatever the server asks for; then the socket is ours. */
const connected = async (url: string, parameters: Parameters): Promise<Duplex> => {
  const client = new Client({ connectionString: url })
  const { connection } = client
  connection.on("parameterStatus", ({ parameterName, parameterValue }) => parameters.set(parameterName, parameterValue))
  await client.connect()
  return connection.stream.removeAllListeners()
}

/** A pooler in transaction mode, as PgBouncer without `max_prepared_statements`. */
export interface Pooler {
  readonly url: string
  /** How often a client was given another connection than the one it had before. */
  readonly moves: () => number
  /** How many clients are there now. */
  readonly clients: () => number
  readonly close: () => Promise<void>
}

/**
 * Clients share a few connections to a server. One is a client's from its first message until the server says that no
 * transaction is open. The one that rested longest is given, so that the next statement meets another.
 */
export const poolerOf = async (target: string, size: number): Promise<Pooler> => {
  const parameters: Parameters = new Map()
  const backends = new Set<Backend>()
  const idle: Array<Backend> = []
  const waiting: Array<(backend: Backend) => void> = []
  const clients = new Set<Socket>()
  let moves = 0
  let isClosed = false

  const give = (backend: Backend) => {
    backend.owner = null
    const next = waiting.shift()
    if (next === undefined) idle.push(backend)
    else next(backend)
  }
  const add = async () => {
    const backend: Backend = { socket: await connected(target, parameters), owner: null }
    backends.add(backend)
    const gone = () => {
      if (!backends.delete(backend)) return
      if (idle.includes(backend)) idle.splice(idle.indexOf(backend), 1)
      backend.owner?.near.destroy()
      if (!isClosed) void add()
    }
    const read = reader(true, (answer) => {
      backend.owner?.near.write(answer)
      if (answer[0] === READY) backend.owner?.ready(answer[5] === IDLE)
      return true
    })
    backend.socket.on("data", read).on("error", gone).on("close", gone)
    if (isClosed) backend.socket.destroy()
    else give(backend)
  }
  for (let opened = 0; opened < size; opened += 1) await add()

  const server = createServer({ noDelay: true }, (near) => {
    let [had, has]: [Backend | null, Backend | null] = [null, null]
    let isAsking = false
    let isAnswered = true
    const asked: Array<Buffer> = []
    const owner: Backend["owner"] = {
      near,
      ready: (isIdle) => {
        isAnswered = true
        if (isIdle && has !== null) {
          const free = has
          has = null
          give(free)
        }
        work()
      },
    }
    const take = (backend: Backend) => {
      isAsking = false
      if (near.destroyed) return give(backend)
      if (had !== null && had !== backend) moves += 1
      had = backend
      has = backend
      backend.owner = owner
      work()
    }
    /** What follows the end of a request waits for its answer: by then the connection may be another's. */
    const work = () => {
      if (asked.length === 0 || !isAnswered) return
      if (has === null) {
        if (isAsking) return
        isAsking = true
        const rested = idle.shift()
        return rested === undefined ? void waiting.push(take) : take(rested)
      }
      while (isAnswered) {
        const next = asked.shift()
        if (next === undefined) return
        isAnswered = next[0] !== SYNC && next[0] !== QUERY
        has.socket.write(next)
      }
    }
    /** Whether the client is let in; after a request for encryption it says again who it is. */
    const start = (first: Buffer): boolean => {
      const isRequest = REQUESTS.includes(first.readInt32BE(4))
      if (isRequest) near.write("N")
      else {
        const words = first.subarray(8).toString().split("\0")
        const unknown = words.find((name, index) => index % 2 === 0 && name !== "" && !KNOWN.has(name))
        if (unknown !== undefined) near.end(refused(unknown))
        else near.write(Buffer.concat([LET_IN, ...told(parameters), READY_IDLE]))
      }
      return !isRequest
    }
    let isStarted = false
    const read = reader(false, (one) => {
      if (!isStarted) isStarted = start(one)
      else if (one[0] === TERMINATE) near.end()
      else {
        asked.push(one)
        work()
      }
      return isStarted
    })
    clients.add(near)
    near
      .on("data", read)
      .on("error", () => {})
      .on("close", () => {
        clients.delete(near)
        // In the middle of a transaction: it is rolled back with its connection.
        has?.socket.destroy()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(target)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    moves: () => moves,
    clients: () => clients.size,
    close: () =>
      new Promise((resolve) => {
        isClosed = true
        for (const { socket } of backends) socket.destroy()
        for (const near of clients) near.destroy()
        server.close(() => resolve())
      }),
  }
}
