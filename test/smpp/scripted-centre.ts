/// <reference path="../../adapters/smpp/smpp.d.ts" />
import { once } from "node:events"
import type { AddressInfo, Socket } from "node:net"
import smpp, { type PDU, type Session } from "smpp"

/** A step of the SMPP dialogue: `CONNECT`, or a request that arrived. */
export type ProtocolStep = "CONNECT" | "bind_transmitter" | "submit_sm" | "enquire_link" | "unbind"

/** One connection to the centre, with the request that just arrived. */
export interface CentreConnection {
  readonly session: Session
  readonly socket: Socket
  readonly pdu: PDU | undefined
}

type Action = (connection: CentreConnection) => void

/** A command status to answer with, or an action. `undefined` answers like a correct centre. */
export type Reaction = number | Action | undefined

/** Chooses a reaction by the step and by its count over all sessions, from 1. */
export type Script = (step: ProtocolStep, count: number) => Reaction

/** A message as the centre received it, with its text as a phone decodes it. */
export interface ReceivedMessage {
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
/** Sends raw bytes, which need not be a valid protocol data unit. */
export const sendBytes =
  (sent: Uint8Array | string): Action =>
  ({ socket }) =>
    void socket.write(sent)
/** Sends a protocol data unit. */
export const sendPdu =
  (command: string, fields?: Readonly<Record<string, unknown>>): Action =>
  ({ session }) =>
    void session.send(new smpp.PDU(command, fields))
/** Runs actions in order. */
export const inOrder =
  (...actions: ReadonlyArray<Action>): Action =>
  (connection) => {
    for (const action of actions) action(connection)
  }

const messageIn = (pdu: PDU): ReceivedMessage => {
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
 * A message centre on the loopback interface that misbehaves by a script. It is the driver's own server.
 *
 * Disposing of the centre cuts its connections.
 */
export const scriptedCentre = async (
  script: Script = () => undefined,
  certificate: { readonly key?: string; readonly cert?: string } = {},
) => {
  const sockets = new Set<Socket>()
  const received: Array<ReceivedMessage> = []
  const binds: Array<PDU> = []
  const answers: Array<PDU> = []
  const counts = new Map<ProtocolStep, number>()
  const waiting: Array<() => void> = []
  let mostUnanswered = 0
  let unanswered = 0

  const server = smpp.createServer(certificate, (session) => {
    const { socket } = session
    sockets.add(socket)
    session.on("close", () => sockets.delete(socket))
    session.on("error", () => {})

    const react = (step: ProtocolStep, pdu?: PDU) => {
      const count = (counts.get(step) ?? 0) + 1
      counts.set(step, count)
      const reaction = script(step, count)
      if (typeof reaction === "function") reaction({ session, socket, pdu })
      else if (pdu !== undefined) session.send(pdu.response({ command_status: reaction ?? 0, message_id: "m1" }))
    }

    session.on("pdu", (pdu) => {
      if (pdu.isResponse()) answers.push(pdu)
      else if (pdu.command === "bind_transmitter") {
        binds.push(pdu)
        react("bind_transmitter", pdu)
      } else if (pdu.command === "submit_sm") {
        received.push(messageIn(pdu))
        unanswered += 1
        mostUnanswered = Math.max(mostUnanswered, unanswered)
        // Answers one event-loop turn later, so that requests that arrive together are counted together.
        waiting.push(() => {
          unanswered -= 1
          react("submit_sm", pdu)
        })
        setImmediate(() => waiting.shift()?.())
      } else if (pdu.command === "enquire_link" || pdu.command === "unbind") react(pdu.command, pdu)
    })
    react("CONNECT")
  })
  // Some tests connect with a client that refuses the certificate.
  server.on("tlsClientError", () => {})

  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    received,
    binds,
    /** The answers of the client to requests of the centre. */
    answers,
    /** How often a step happened, over all sessions. */
    count: (step: ProtocolStep) => counts.get(step) ?? 0,
    /** The most messages that waited for an answer at the same time. */
    mostUnanswered: () => mostUnanswered,
    /** The number of open connections. */
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}
