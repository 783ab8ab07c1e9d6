import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** A wire to a server on which what goes by is counted. */
export interface CountedWire {
  readonly url: string
  /** How often somebody asked and had to wait for the answer: the messages that end a request, `Sync` and `Query`. */
  readonly roundTrips: () => number
  readonly close: () => Promise<void>
}

const SYNC = 0x53
const QUERY = 0x51

/** Tells messages apart as they come in pieces (PostgreSQL, 54.2 "Message Flow"). Only the first has no letter before it. */
const reader = (onMessage: (letter: number) => void) => {
  let unread: Buffer = Buffer.alloc(0)
  let letter = 0
  return (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length >= letter + 4) {
      const end = letter + unread.readInt32BE(letter)
      if (unread.length < end) return
      if (letter === 1) onMessage(unread[0] ?? 0)
      letter = 1
      unread = unread.subarray(end)
    }
  }
}

export const countedWire = async (target: string): Promise<CountedWire> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let roundTrips = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const read = reader((letter) => {
      if (letter === SYNC || letter === QUERY) roundTrips += 1
    })
    near.on("data", read)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) {
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
