/// <reference path="./smpp.d.ts" />
import { connect, type Socket } from "node:net"
import { type ConnectionOptions, connect as connectTls } from "node:tls"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import smpp, { type Fields, type PDU } from "smpp"
import { type Failure, failure, failureIn, refusal } from "./outcome.ts"

export interface SessionOptions {
  readonly host: string
  readonly port: number
  /** `null` for none. */
  readonly tls: Pick<ConnectionOptions, "ca" | "cert" | "key" | "servername"> | null
  /** The fields of `bind_transmitter`. */
  readonly bind: Fields
  /** To connect and bind, and for each sign of life. */
  readonly patience: Duration.Duration
  readonly enquireEvery: Duration.Duration
}

/** One bound session, until it ends. */
export interface Session {
  /** Asks, and waits for the answer for as long as the session lasts. Who is interrupted misses the answer. */
  readonly ask: (command: string, fields?: Fields) => Effect.Effect<void, Failure>
  readonly ended: Effect.Effect<Failure>
  /** Whether it was of any use: the centre has answered something since the bind. */
  readonly served: () => boolean
  /** Has the centre asked at once whether it is there; without an answer the session ends. */
  readonly doubt: Effect.Effect<void>
}

const BIND = "bind_transmitter"
const ENQUIRE = "enquire_link"
const ESME_RINVCMDID = 0x03

/** How long the centre may take over a farewell, at most. */
const FAREWELL = Duration.seconds(1)

const dial = ({ host, port, tls }: SessionOptions): Socket =>
  (tls === null ? connect({ host, port }) : connectTls({ ...tls, host, port, rejectUnauthorized: true })).setNoDelay()

/** Speaks over a socket and tells answers apart. Nothing that arrives throws: it is answered, passed over, or the end. */
const lineOver = (socket: Socket) => {
  const wire = new smpp.Session({ socket })
  const asked = new Map<number, { command: string; resume: (answer: Effect.Effect<void, Failure>) => void }>()
  const ended = Deferred.makeUnsafe<Failure>()
  let over: Failure | null = null
  let answers = 0

  const end = (reason: Failure) => {
    if (over !== null) return
    over = reason
    socket.destroy()
    for (const { resume, command } of asked.values()) resume(Effect.fail({ ...reason, command }))
    asked.clear()
    Deferred.doneUnsafe(ended, Effect.succeed(reason))
  }

  const answered = (pdu: PDU) => {
    const waiting = asked.get(pdu.sequence_number)
    // Too late, or never asked.
    if (waiting === undefined) return
    const { command, resume } = waiting
    if (pdu.command !== `${command}_resp` && pdu.command !== "generic_nack") return end(failure("GARBLED", command))
    answers += 1
    asked.delete(pdu.sequence_number)
    resume(
      pdu.command_status === 0 && pdu.command !== "generic_nack"
        ? Effect.void
        : Effect.fail(refusal(command, pdu.command_status)),
    )
  }

  /** What the centre asks of us. A transmitter receives no messages, so nothing else has an answer. */
  const answer = (pdu: PDU) => {
    if (pdu.command === ENQUIRE) wire.send(pdu.response())
    else if (pdu.command === "unbind") wire.send(pdu.response(), () => end(failure("LOST")))
    else {
      const { sequence_number } = pdu
      wire.send(new smpp.PDU("generic_nack", { command_status: ESME_RINVCMDID, sequence_number }))
    }
  }

  wire.on("error", (error) => end(failureIn(error)))
  wire.on("close", () => end(failure("LOST")))
  wire.on("pdu", (pdu) => (pdu.isResponse() ? answered(pdu) : answer(pdu)))

  const ask = (command: string, fields: Fields = {}) =>
    Effect.callback<void, Failure>((resume) => {
      if (over !== null) return resume(Effect.fail({ ...over, command }))
      const pdu = new smpp.PDU(command, fields)
      if (!wire.send(pdu)) {
        end(failure("LOST"))
        return resume(Effect.fail(failure("LOST", command)))
      }
      asked.set(pdu.sequence_number, { command, resume })
      return Effect.sync(() => asked.delete(pdu.sequence_number))
    })

  return { ask, end, ended: Deferred.await(ended), isOver: () => over !== null, answers: () => answers }
}

/** Connected, and with TLS only when the certificate has been verified: before that not a byte may be written. */
const connected = (socket: Socket, event: "connect" | "secureConnect") =>
  Effect.callback<void>((resume) => {
    socket.once(event, () => resume(Effect.void))
  })

/** A session of one's own, bound; unbound and closed with its scope. */
export const openSession = Effect.fnUntraced(function* (options: SessionOptions) {
  const { patience } = options
  const socket = yield* Effect.acquireRelease(
    // What the system cannot even try is told, and tried again, as what it tried in vain.
    Effect.try({ try: () => dial(options), catch: failureIn }),
    (socket) => Effect.sync(() => socket.destroy()),
  )
  const line = lineOver(socket)
  yield* Effect.addFinalizer(() => Effect.sync(() => line.end(failure("CLOSED"))))

  const inTime = <A>(work: Effect.Effect<A, Failure>, command: string) =>
    Effect.timeoutOrElse(work, { duration: patience, orElse: () => Effect.fail(failure("TOO_LATE", command)) })

  yield* inTime(
    Effect.raceFirst(
      connected(socket, options.tls === null ? "connect" : "secureConnect"),
      Effect.flatMap(line.ended, Effect.fail),
    ).pipe(Effect.andThen(line.ask(BIND, options.bind))),
    BIND,
  )
  yield* Effect.addFinalizer(() =>
    line.isOver()
      ? Effect.void
      : line
          .ask("unbind")
          .pipe(Effect.interruptible, Effect.timeoutOption(Duration.min(patience, FAREWELL)), Effect.ignore),
  )

  const doubts = yield* Latch.make()
  const watch = Effect.raceFirst(Effect.sleep(options.enquireEvery), Latch.await(doubts)).pipe(
    Effect.andThen(Latch.close(doubts)),
    Effect.andThen(inTime(line.ask(ENQUIRE), ENQUIRE)),
    Effect.forever,
    Effect.catch((silent) => Effect.sync(() => line.end(silent))),
  )
  yield* Effect.forkScoped(watch)

  const bound: Session = {
    ask: line.ask,
    ended: line.ended,
    served: () => line.answers() > 1,
    doubt: Effect.asVoid(Latch.open(doubts)),
  }
  return bound
})
