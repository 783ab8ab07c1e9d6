import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"

/** A step of the SMTP dialogue: `CONNECT`, a command such as `RCPT`, or `END`, the final dot of a message. */
export type ProtocolStep =
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

/** A reply to send, or an action on the connection. `undefined` sends the reply of a correct relay. */
export type Reaction = string | ((socket: Socket) => void) | undefined

/** Chooses a reaction by the step and by its count over all connections, from 1. */
export type Script = (step: ProtocolStep, count: number) => Reaction

const CORRECT: Readonly<Record<Exclude<ProtocolStep, "BODY">, string>> = {
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

/** Sends one byte at a time and never a complete reply, so that no read of a single byte times out. */
export const trickle =
  (everyMs: number) =>
  (socket: Socket): void => {
    const timer = setInterval(() => socket.write("2"), everyMs)
    socket.once("close", () => clearInterval(timer))
  }

/**
 * A relay on the loopback interface that speaks SMTP in cleartext and misbehaves by a script, for tests of senders.
 *
 * `messages` contains every message that arrived complete, accepted or not. Disposing of the relay cuts its connections.
 */
export const scriptedRelay = async (script: Script = () => undefined) => {
  const sockets = new Set<Socket>()
  const messages: Array<string> = []
  const counts = new Map<ProtocolStep, number>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
    socket.on("error", () => {})
    let pending = ""
    let inBody = false

    /** Reacts to a step. Returns whether the dialogue goes on normally. */
    const react = (step: ProtocolStep): boolean => {
      const count = (counts.get(step) ?? 0) + 1
      counts.set(step, count)
      const reaction = script(step, count)
      if (typeof reaction === "function") {
        reaction(socket)
        return false
      }
      if (step === "BODY") return true
      const reply = reaction ?? CORRECT[step]
      socket.write(`${reply}\r\n`)
      return /^[23]/u.test(reply)
    }

    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1")
      if (inBody && !react("BODY")) return
      for (;;) {
        const end = pending.indexOf(inBody ? "\r\n.\r\n" : "\r\n")
        if (end < 0) return
        const text = pending.slice(0, end)
        pending = pending.slice(end + (inBody ? 5 : 2))
        if (inBody) {
          inBody = false
          messages.push(text)
          react("END")
        } else {
          const command = text.split(/[ :]/u)[0]?.toUpperCase() as ProtocolStep
          inBody = react(command) && command === "DATA"
          if (inBody && pending !== "") react("BODY")
        }
      }
    })
    react("CONNECT")
  })

  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    /** How often a step happened, over all connections. */
    count: (step: ProtocolStep) => counts.get(step) ?? 0,
    /** The number of open connections. */
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}
