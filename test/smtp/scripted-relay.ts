import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"

/** What the script is asked about: `CONNECT`, a verb such as `RCPT`, or `END`, the final dot of a letter. */
export type Moment =
  | "CONNECT"
  | "EHLO"
  | "STARTTLS"
  | "AUTH"
  | "MAIL"
  | "RCPT"
  | "DATA"
  | "BODY"
  | "END"
  | "RSET"
  | "QUIT"

/** A reply to send, something to do with the connection instead, or nothing for what a good relay would answer. */
type Step = string | ((socket: Socket) => void) | undefined

/** Chooses a step by the moment and by how many times it has come, from 1, over all connections. */
export type Script = (moment: Moment, time: number) => Step

const GOOD: Readonly<Record<Exclude<Moment, "BODY">, string>> = {
  CONNECT: "220 relay.example.org ESMTP",
  EHLO: "250 relay.example.org",
  STARTTLS: "220 2.0.0 Go ahead",
  AUTH: "235 2.7.0 Accepted",
  MAIL: "250 2.1.0 Ok",
  RCPT: "250 2.1.5 Ok",
  DATA: "354 End data with <CR><LF>.<CR><LF>",
  END: "250 2.0.0 Ok: queued",
  RSET: "250 2.0.0 Ok",
  QUIT: "221 2.0.0 Bye",
}

export const reset = (socket: Socket) => void socket.resetAndDestroy()
export const close = (socket: Socket) => void socket.destroy()
export const silence = () => {}

/** One byte at a time and never a whole reply: no wait for the next byte is long. */
export const trickle =
  (everyMs: number) =>
  (socket: Socket): void => {
    const timer = setInterval(() => socket.write("2"), everyMs)
    socket.once("close", () => clearInterval(timer))
  }

/**
 * A relay on the loopback interface that speaks SMTP in clear and misbehaves by a script, for tests of senders.
 *
 * `letters` holds every letter that came whole, taken or not. Disposing of it cuts what is left of its connections.
 */
export const scriptedRelay = async (script: Script = () => undefined) => {
  const sockets = new Set<Socket>()
  const letters: Array<string> = []
  const times = new Map<Moment, number>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
    socket.on("error", () => {})
    let pending = ""
    let inLetter = false

    /** Whether the relay stays good after this moment. */
    const come = (moment: Moment): boolean => {
      const time = (times.get(moment) ?? 0) + 1
      times.set(moment, time)
      const step = script(moment, time)
      if (typeof step === "function") {
        step(socket)
        return false
      }
      if (moment === "BODY") return true
      const reply = step ?? GOOD[moment]
      socket.write(`${reply}\r\n`)
      return /^[23]/u.test(reply)
    }

    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1")
      if (inLetter && !come("BODY")) return
      for (;;) {
        const end = pending.indexOf(inLetter ? "\r\n.\r\n" : "\r\n")
        if (end < 0) return
        const text = pending.slice(0, end)
        pending = pending.slice(end + (inLetter ? 5 : 2))
        if (inLetter) {
          inLetter = false
          letters.push(text)
          come("END")
        } else {
          const verb = text.split(/[ :]/u)[0]?.toUpperCase() as Moment
          inLetter = come(verb) && verb === "DATA"
          if (inLetter && pending !== "") come("BODY")
        }
      }
    })
    come("CONNECT")
  })

  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    /** How many times a moment came. */
    count: (moment: Moment) => times.get(moment) ?? 0,
    /** Connections open now. */
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}
