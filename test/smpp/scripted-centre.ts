/// <reference path="../../adapters/smpp/smpp.d.ts" />
import { once } from "node:events"
import type { AddressInfo, Socket } from "node:net"
import smpp, { type PDU, type Session } from "smpp"

/** What the script is asked about: `CONNECT`, or a request that came. */
export type Moment = "CONNECT" | "bind_transmitter" | "submit_sm" | "enquire_link" | "unbind"

/** A command status to answer with, something to do instead, or nothing for what a good centre would answer. */
type Action = (line: Line) => void
type Step = number | Action | undefined

export interface Line {
  readonly session: Session
  readonly socket: Socket
  readonly pdu: PDU | undefined
}

/** Chooses a step by the moment and by how many times it has come, from 1, over all sessions. */
export type Script = (moment: Moment, time: number) => Step

/** A message as it came, its text as a phone decodes it. */
export interface Arrived {
  readonly to: string
  readonly text: string
  readonly coding: unknown
  readonly reference: unknown
  readonly fields: PDU
}

export const reset: Action = ({ socket }) => void socket.resetAndDestroy()
export const close: Action = ({ socket }) => void socket.destroy()
export const silence: Action = () => {}
export const accept: Action = ({ pdu, session }) => void (pdu && session.send(pdu.response({ message_id: "m1" })))
/** Anything at all, on the wire. */
export const bytes =
  (sent: Uint8Array | string): Action =>
  ({ socket }) =>
    void socket.write(sent)
/** A unit of the protocol. */
export const unit =
  (command: string, fields?: Readonly<Record<string, unknown>>): Action =>
  ({ session }) =>
    void session.send(new smpp.PDU(command, fields))
/** One after the other. */
export const both =
  (...steps: ReadonlyArray<Action>): Action =>
  (line) => {
    for (const step of steps) step(line)
  }

const arrivedIn = (pdu: PDU): Arrived => {
  const decoded = pdu["short_message"]
  return {
    to: String(pdu["destination_addr"]),
    text: typeof decoded === "object" && decoded !== null ? String(Reflect.get(decoded, "message")) : "",
    coding: pdu["data_coding"],
    reference: pdu["user_message_reference"],
    fields: pdu,
  }
}

/**
 * A message centre on the loopback interface, the driver's own server, that misbehaves by a script.
 *
 * Disposing of it cuts what is left of its connections.
 */
export const scriptedCentre = async (
  script: Script = () => undefined,
  certified: { readonly key?: string; readonly cert?: string } = {},
) => {
  const sockets = new Set<Socket>()
  const arrived: Array<Arrived> = []
  const binds: Array<PDU> = []
  const answers: Array<PDU> = []
  const times = new Map<Moment, number>()
  const waiting: Array<() => void> = []
  let most = 0
  let unanswered = 0

  const server = smpp.createServer(certified, (session) => {
    const { socket } = session
    sockets.add(socket)
    session.on("close", () => sockets.delete(socket))
    session.on("error", () => {})

    const come = (moment: Moment, pdu?: PDU) => {
      const time = (times.get(moment) ?? 0) + 1
      times.set(moment, time)
      const step = script(moment, time)
      if (typeof step === "function") step({ session, socket, pdu })
      else if (pdu !== undefined) session.send(pdu.response({ command_status: step ?? 0, message_id: "m1" }))
    }

    session.on("pdu", (pdu) => {
      if (pdu.isResponse()) answers.push(pdu)
      else if (pdu.command === "bind_transmitter") {
        binds.push(pdu)
        come("bind_transmitter", pdu)
      } else if (pdu.command === "submit_sm") {
        arrived.push(arrivedIn(pdu))
        unanswered += 1
        most = Math.max(most, unanswered)
        // A turn later, so that what comes together is seen together.
        waiting.push(() => {
          unanswered -= 1
          come("submit_sm", pdu)
        })
        setImmediate(() => waiting.shift()?.())
      } else if (pdu.command === "enquire_link" || pdu.command === "unbind") come(pdu.command, pdu)
    })
    come("CONNECT")
  })
  // Clients that refuse the certificate are part of the tests.
  server.on("tlsClientError", () => {})

  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    binds,
    /** What was answered to the centre's own requests. */
    answers,
    /** How many times a moment came. */
    count: (moment: Moment) => times.get(moment) ?? 0,
    /** Messages that were waiting for an answer at once, at most. */
    most: () => most,
    /** Connections open now. */
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}
