import { type AddressInfo, createServer, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { Client } from "pg"

/** The start-up parameters that PgBouncer accepts. It refuses any other parameter. */
const ACCEPTED_PARAMETERS = new Set([
  "user",
  "database",
  "client_encoding",
  "application_name",
  "datestyle",
  "timezone",
])
/** Requests that a client may send before the start-up message: TLS, GSSAPI. */
const ENCRYPTION_REQUESTS: ReadonlyArray<number> = [80_877_103, 80_877_104]
const [SYNC, QUERY, READY, TERMINATE, IDLE] = [0x53, 0x51, 0x5a, 0x58, 0x49]

/**
 * Splits a stream into messages (PostgreSQL, 54.2 "Message Flow"). A message starts with a letter, except those of a
 * client before its start-up is complete. `onMessage` returns whether the next message starts with a letter.
 */
const messageReader = (hasLetter: boolean, onMessage: (message: Buffer) => boolean) => {
  let unread: Buffer = Buffer.alloc(0)
  let letterSize = hasLetter ? 1 : 0
  return (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length >= letterSize + 4) {
      const end = letterSize + unread.readInt32BE(letterSize)
      if (unread.length < end) return
      const message = unread.subarray(0, end)
      unread = unread.subarray(end)
      letterSize = onMessage(message) ? 1 : 0
    }
  }
}

const message = (letter: string, ...parts: ReadonlyArray<string | Buffer>) => {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)))
  const head = Buffer.alloc(5, letter)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Accepts any client, and gives it a cancellation key that has no effect. */
const AUTHENTICATED = Buffer.concat([message("R", Buffer.alloc(4)), message("K", Buffer.alloc(8))])
const READY_IDLE = message("Z", "I")
const unsupportedParameter = (name: string) =>
  message("E", `SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: ${name}\0\0`)

/** The parameters that the server reports after the authentication. */
type Parameters = Map<string, string>

const parameterMessages = (parameters: Parameters) =>
  [...parameters].map(([name, value]) => message("S", `${name}\0${value}\0`))

/** A connection to the server, and the client that uses it now. */
interface Backend {
  readonly socket: Duplex
  user: { readonly client: Socket; readonly ready: (isIdle: boolean) => void } | null
}

/** Connects and authenticates with the driver, and then takes over its socket. */
const connectBackend = async (url: string, parameters: Parameters): Promise<Duplex> => {
  const client = new Client({ connectionString: url })
  const { connection } = client
  connection.on("parameterStatus", ({ parameterName, parameterValue }) => parameters.set(parameterName, parameterValue))
  await client.connect()
  return connection.stream.removeAllListeners()
}

/** A pooler in transaction mode, like PgBouncer without `max_prepared_statements`. */
export interface Pooler {
  readonly url: string
  /** The number of times that a client got another connection than its previous one. */
  readonly switches: () => number
  /** The number of connected clients. */
  readonly clients: () => number
  readonly close: () => Promise<void>
}

/**
 * Starts a pooler: its clients share a few connections to a server. A client has a connection from its first message
 * until the server reports that no transaction is open. It gets the connection that was idle longest, so that its next
 * statement runs on another one.
 */
export const startPooler = async (target: string, size: number): Promise<Pooler> => {
  const parameters: Parameters = new Map()
  const backends = new Set<Backend>()
  const idle: Array<Backend> = []
  const waiting: Array<(backend: Backend) => void> = []
  const clients = new Set<Socket>()
  let switches = 0
  let isClosed = false

  const giveBack = (backend: Backend) => {
    backend.user = null
    const next = waiting.shift()
    if (next === undefined) idle.push(backend)
    else next(backend)
  }
  const addBackend = async () => {
    const backend: Backend = { socket: await connectBackend(target, parameters), user: null }
    backends.add(backend)
    const replace = () => {
      if (!backends.delete(backend)) return
      if (idle.includes(backend)) idle.splice(idle.indexOf(backend), 1)
      backend.user?.client.destroy()
      if (!isClosed) void addBackend()
    }
    const read = messageReader(true, (answer) => {
      backend.user?.client.write(answer)
      if (answer[0] === READY) backend.user?.ready(answer[5] === IDLE)
      return true
    })
    backend.socket.on("data", read).on("error", replace).on("close", replace)
    if (isClosed) backend.socket.destroy()
    else giveBack(backend)
  }
  for (let opened = 0; opened < size; opened += 1) await addBackend()

  const server = createServer({ noDelay: true }, (client) => {
    let [previous, current]: [Backend | null, Backend | null] = [null, null]
    let isWaiting = false
    let isAnswered = true
    const requests: Array<Buffer> = []
    const user: Backend["user"] = {
      client,
      ready: (isIdle) => {
        isAnswered = true
        if (isIdle && current !== null) {
          const free = current
          current = null
          giveBack(free)
        }
        forward()
      },
    }
    const take = (backend: Backend) => {
      isWaiting = false
      if (client.destroyed) return giveBack(backend)
      if (previous !== null && previous !== backend) switches += 1
      previous = backend
      current = backend
      backend.user = user
      forward()
    }
    /** Messages after the end of a request wait for its answer, because the connection may change in between. */
    const forward = () => {
      if (requests.length === 0 || !isAnswered) return
      if (current === null) {
        if (isWaiting) return
        isWaiting = true
        const backend = idle.shift()
        return backend === undefined ? void waiting.push(take) : take(backend)
      }
      while (isAnswered) {
        const next = requests.shift()
        if (next === undefined) return
        isAnswered = next[0] !== SYNC && next[0] !== QUERY
        current.socket.write(next)
      }
    }
    /** Whether the start-up is complete. After an encryption request the client sends its start-up message again. */
    const start = (first: Buffer): boolean => {
      const isRequest = ENCRYPTION_REQUESTS.includes(first.readInt32BE(4))
      if (isRequest) client.write("N")
      else {
        const words = first.subarray(8).toString().split("\0")
        const unknown = words.find((name, index) => index % 2 === 0 && name !== "" && !ACCEPTED_PARAMETERS.has(name))
        if (unknown !== undefined) client.end(unsupportedParameter(unknown))
        else client.write(Buffer.concat([AUTHENTICATED, ...parameterMessages(parameters), READY_IDLE]))
      }
      return !isRequest
    }
    let isStarted = false
    const read = messageReader(false, (request) => {
      if (!isStarted) isStarted = start(request)
      else if (request[0] === TERMINATE) client.end()
      else {
        requests.push(request)
        forward()
      }
      return isStarted
    })
    clients.add(client)
    client
      .on("data", read)
      .on("error", () => {})
      .on("close", () => {
        clients.delete(client)
        // Closing the connection rolls back an open transaction.
        current?.socket.destroy()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(target)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    switches: () => switches,
    clients: () => clients.size,
    close: () =>
      new Promise((resolve) => {
        isClosed = true
        for (const { socket } of backends) socket.destroy()
        for (const client of clients) client.destroy()
        server.close(() => resolve())
      }),
  }
}
