import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** What is done to the next statement that commits: cut off before the server gets it, before its answer, or never answered. */
export type Wire = "Sound" | "CutBefore" | "CutAfter" | "Silent"

/** A wire to a server that can be cut at the worst of times. */
export interface Proxy {
  readonly url: string
  readonly set: (wire: Wire) => void
  /** How often it was cut, or kept silent. */
  readonly faults: () => number
  readonly close: () => Promise<void>
}

/** The name under which the statement is prepared is in every message that runs it. */
export const COMMIT = "mon_compte.commit."

/**
 * A proxy in front of a server. A fault befalls one message that holds the words, a commit's unless said, and then the
 * wire is sound again.
 */
export const proxyOf = async (target: string, words: string = COMMIT): Promise<Proxy> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let wire: Wire = "Sound"
  let faults = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    let isMuted: Wire = "Sound"
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on("error", end).on("close", () => {
        sockets.delete(socket)
        end()
      })
    }
    near.on("data", (chunk) => {
      if (wire !== "Sound" && chunk.includes(words)) {
        isMuted = wire
        wire = "Sound"
        faults += 1
        if (isMuted === "CutBefore") return end()
      }
      far.write(chunk)
    })
    far.on("data", (chunk) => {
      if (isMuted === "Sound") near.write(chunk)
      else if (isMuted === "CutAfter") end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(target)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    set: (next) => {
      wire = next
    },
    faults: () => faults,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
