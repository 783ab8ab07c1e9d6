import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** A proxy in front of a server that counts requests. */
export interface CountingProxy {
  readonly url: string
  /** The number of round trips: of messages that end a request, `Sync` and `Query`. */
  readonly roundTrips: () => number
  readonly close: () => Promise<void>
}

const SYNC = 0x53
const QUERY = 0x51

/** Splits a stream into messages (PostgreSQL, 54.2 "Message Flow"). Each starts with a letter, except the first. */
const messageReader = (onMessage: (letter: number) => void) => {
  let unread: Buffer = Buffer.alloc(0)
  let letterSize = 0
  return (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length >= letterSize + 4) {
      const end = letterSize + unread.readInt32BE(letterSize)
      if (unread.length < end) return
      if (letterSize === 1) onMessage(unread[0] ?? 0)
      letterSize = 1
      unread = unread.subarray(end)
    }
  }
}

export const startCountingProxy = async (target: string): Promise<CountingProxy> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let roundTrips = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const read = messageReader((letter) => {
      if (letter === SYNC || letter === QUERY) roundTrips += 1
    })
    client.on("data", read)
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on("error", () => {}).on("close", () => sockets.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(target)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    roundTrips: () => roundTrips,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
