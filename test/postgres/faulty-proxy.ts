import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/**
 * A fault for the next statement: the connection is cut before the server receives it, or before its answer, or the
 * answer never arrives.
 */
export type WireFault = "CutBefore" | "CutAfter" | "Silent"

/** A proxy in front of a server that injects network faults. */
export interface FaultyProxy {
  readonly url: string
  /** Injects a fault into the next matching message. Later messages pass unchanged. */
  readonly inject: (fault: WireFault) => void
  /** The number of faults injected so far. */
  readonly injectedFaults: () => number
  readonly close: () => Promise<void>
}

/** The start of the names of prepared commit statements. Every message that runs one contains it. */
export const COMMIT_STATEMENT = "mon_compte.commit."

/** Starts a proxy in front of a server. A message matches if it contains the words: by default those of a commit. */
export const startFaultyProxy = async (target: string, words: string = COMMIT_STATEMENT): Promise<FaultyProxy> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let pending: WireFault | null = null
  let injected = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let fault: WireFault | null = null
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on("error", end).on("close", () => {
        sockets.delete(socket)
        end()
      })
    }
    client.on("data", (chunk) => {
      if (pending !== null && chunk.includes(words)) {
        fault = pending
        pending = null
        injected += 1
        if (fault === "CutBefore") return end()
      }
      upstream.write(chunk)
    })
    upstream.on("data", (chunk) => {
      if (fault === null) client.write(chunk)
      else if (fault === "CutAfter") end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(target)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    inject: (fault) => {
      pending = fault
    },
    injectedFaults: () => injected,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
