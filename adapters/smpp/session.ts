/// <reference path="./smpp.d.ts" />
import { connect, type Socket } from "node:net"
import { type ConnectionOptions, connect as connectTls } from "node:tls"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import smpp, { type Fields, type PDU } from "smpp"
import { type Failure, failure, failureFrom, refusal } from "./failure.ts"

/** The message centre, and how to connect and bind to it. */
export interface SessionOptions {
  readonly host: string
  readonly port: number
  /** `null` for a session without TLS. */
  readonly tls: Pick<ConnectionOptions, "ca" | "cert" | "key" | "servername"> | null
  /** The fields of `bind_transmitter`. */
  readonly bind: Fields
  /** The longest time to connect and bind, and to answer an `enquire_link`. */
  readonly timeout: Duration.Duration
  /** The time between two `enquire_link` requests. */
  readonly enquireEvery: Duration.Duration
}

/** One bound session, until it ends. */
export interface Session {
  /** Sends a request and waits for its response until the session ends. An interrupted caller drops the response. */
  readonly request: (command: string, fields?: Fields) => Effect.Effect<void, Failure>
  /** Waits for the end of the session, and answers its cause. */
  readonly ended: Effect.Effect<Failure>
  /** Whether the centre has answered a request since the bind. */
  readonly hasAnswered: () => boolean
  /** Sends an `enquire_link` at once. Without an answer the session ends. */
  readonly checkAlive: Effect.Effect<void>
}

const BIND = "bind_transmitter"
const ENQUIRE = "enquire_link"
const ESME_RINVCMDID = 0x03

/** The longest time to wait for the answer to `unbind`. */
const UNBIND_TIMEOUT = Duration.seconds(1)

const dial = ({ host, port, tls }: SessionOptions): Socket =>
  (tls === null ? connect({ host, port }) : connectTls({ ...tls, host, port, rejectUnauthorized: true })).setNoDelay()

/**
 * Matches responses to requests over a socket. Invalid input never throws: it is refused, ignored, or ends the session.
 */
const exchangeOver = (socket: Socket) => {
  const wire = new smpp.Session({ socket })
  const waiting = new Map<number, { command: string; resume: (answer: Effect.Effect<void, Failure>) => void }>()
  const ended = Deferred.makeUnsafe<Failure>()
  let endReason: Failure | null = null
  let answers = 0

  const end = (reason: Failure) => {
    if (endReason !== null) return
    endReason = reason
    socket.destroy()
    for (const { resume, command } of waiting.values()) resume(Effect.fail({ ...reason, command }))
    waiting.clear()
    Deferred.doneUnsafe(ended, Effect.succeed(reason))
  }

  const handleResponse = (pdu: PDU) => {
    const pending = waiting.get(pdu.sequence_number)
    // The response is too late, or there was no such request.
    if (pending === undefined) return
    const { command, resume } = pending
    if (pdu.command !== `${command}_resp` && pdu.command !== "generic_nack") return end(failure("GARBLED", command))
    answers += 1
    waiting.delete(pdu.sequence_number)
    resume(
      pdu.command_status === 0 && pdu.command !== "generic_nack"
        ? Effect.void
        : Effect.fail(refusal(command, pdu.command_status)),
    )
  }

  /** Answers a request of the centre. A transmitter receives no messages, so it refuses all other commands. */
  const handleRequest = (pdu: PDU) => {
    if (pdu.command === ENQUIRE) wire.send(pdu.response())
    else if (pdu.command === "unbind") wire.send(pdu.response(), () => end(failure("LOST")))
    else {
      const { sequence_number } = pdu
      wire.send(new smpp.PDU("generic_nack", { command_status: ESME_RINVCMDID, sequence_number }))
    }
  }

  wire.on("error", (error) => end(failureFrom(error)))
  wire.on("close", () => end(failure("LOST")))
  wire.on("pdu", (pdu) => (pdu.isResponse() ? handleResponse(pdu) : handleRequest(pdu)))

  const request = (command: string, fields: Fields = {}) =>
    Effect.callback<void, Failure>((resume) => {
      if (endReason !== null) return resume(Effect.fail({ ...endReason, command }))
      const pdu = new smpp.PDU(command, fields)
      if (!wire.send(pdu)) {
        end(failure("LOST"))
        return resume(Effect.fail(failure("LOST", command)))
      }
      waiting.set(pdu.sequence_number, { command, resume })
      return Effect.sync(() => waiting.delete(pdu.sequence_number))
    })

  return { request, end, ended: Deferred.await(ended), hasEnded: () => endReason !== null, answers: () => answers }
}

/** Waits for the connection and, with TLS, for a verified certificate. Nothing may be written before that. */
const connected = (socket: Socket, event: "connect" | "secureConnect") =>
  Effect.callback<void>((resume) => {
    socket.once(event, () => resume(Effect.void))
  })

/** Opens and binds a session. It is unbound and closed with its scope. */
export const openSession = Effect.fnUntraced(function* (options: SessionOptions) {
  const { timeout } = options
  const socket = yield* Effect.acquireRelease(
    // An invalid address throws. It is logged and tried again like a failed connection.
    Effect.try({ try: () => dial(options), catch: failureFrom }),
    (socket) => Effect.sync(() => socket.destroy()),
  )
  const exchange = exchangeOver(socket)
  yield* Effect.addFinalizer(() => Effect.sync(() => exchange.end(failure("CLOSED"))))

  const inTime = <A>(work: Effect.Effect<A, Failure>, command: string) =>
    Effect.timeoutOrElse(work, { duration: timeout, orElse: () => Effect.fail(failure("TOO_LATE", command)) })

  yield* inTime(
    Effect.raceFirst(
      connected(socket, options.tls === null ? "connect" : "secureConnect"),
      Effect.flatMap(exchange.ended, Effect.fail),
    ).pipe(Effect.andThen(exchange.request(BIND, options.bind))),
    BIND,
  )
  yield* Effect.addFinalizer(() =>
    exchange.hasEnded()
      ? Effect.void
      : exchange
          .request("unbind")
          .pipe(Effect.interruptible, Effect.timeoutOption(Duration.min(timeout, UNBIND_TIMEOUT)), Effect.ignore),
  )

  const checks = yield* Latch.make()
  const watch = Effect.raceFirst(Effect.sleep(options.enquireEvery), Latch.await(checks)).pipe(
    Effect.andThen(Latch.close(checks)),
    Effect.andThen(inTime(exchange.request(ENQUIRE), ENQUIRE)),
    Effect.forever,
    Effect.catch((unanswered) => Effect.sync(() => exchange.end(unanswered))),
  )
  yield* Effect.forkScoped(watch)

  const bound: Session = {
    request: exchange.request,
    ended: exchange.ended,
    hasAnswered: () => exchange.answers() > 1,
    checkAlive: Effect.asVoid(Latch.open(checks)),
  }
  return bound
})
