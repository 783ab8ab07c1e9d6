import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import {
  accept,
  type CentreConnection,
  close,
  type Script,
  scriptedCentre,
  sendPdu,
  silence,
} from "../../test/smpp/scripted-centre.ts"
import {
  at,
  captureLogs,
  notice,
  outcomeOf,
  runThrough,
  SECRETS,
  send,
  sender,
  untilSent,
} from "../../test/smpp/send-through-centre.ts"
import { failure } from "./failure.ts"
import { openSession } from "./session.ts"

const sendOnce = Effect.exit(send())
const threeSeconds = Duration.seconds(3)
const OPTIONS = { host: "127.0.0.1", tls: null, bind: {}, timeout: threeSeconds, enquireEvery: threeSeconds }

const waitForCount = (count: () => number, expected: number) =>
  Effect.promise(() => expect.poll(count, { interval: 5 }).toBe(expected))

describe("the SMPP session", () => {
  it("sends 50 messages concurrently with at most as many unanswered as the window", async () => {
    await using centre = await scriptedCentre()
    const notices = Array.from({ length: 50 }, (_, index) => notice({ id: `challenge.${index}` }))
    const sending = Effect.forEach(notices, (message) => Effect.exit(send(message)), { concurrency: 50 })
    const exits = await Effect.runPromise(Effect.provide(sending, sender(centre.port, { window: 7 })))
    expect(exits.map(outcomeOf)).toEqual(notices.map(() => "sent"))
    expect(centre.received).toHaveLength(50)
    expect(centre.mostUnanswered()).toBe(7)
    expect(centre.count("bind_transmitter")).toBe(1)
  })

  it("matches each response to its message when the responses arrive in another order", async () => {
    const delayed: Array<CentreConnection> = []
    const script: Script = (step) =>
      step === "submit_sm"
        ? (connection) => {
            if (delayed.push(connection) < 5) return
            for (const { pdu, session } of delayed.reverse()) {
              const isOdd = Number(String(pdu?.["destination_addr"]).slice(-1)) % 2 === 1
              if (pdu !== undefined) session.send(pdu.response({ command_status: isOdd ? 0x0b : 0 }))
            }
          }
        : undefined
    const notices = [0, 1, 2, 3, 4].map((last) => notice({ to: restore("Mobile", `+3363998000${last}`) }))
    const { result } = await runThrough(
      script,
      Effect.forEach(notices, (message) => Effect.exit(send(message)), { concurrency: 5 }),
    )
    expect(result.map(outcomeOf)).toEqual(["sent", "Undeliverable", "sent", "Undeliverable", "sent"])
  })

  it("survives a late response and ignores it", async () => {
    const late: Array<CentreConnection> = []
    const script: Script = (step, count) =>
      step !== "submit_sm"
        ? undefined
        : (connection) => {
            if (count === 1) return void late.push(connection)
            for (const delayed of late.splice(0)) accept(delayed)
            accept(connection)
          }
    const { count, printed, received, result } = await runThrough(script, Effect.all([sendOnce, sendOnce]), {
      timeout: "400 millis",
    })
    expect(result.map(outcomeOf)).toEqual(["NotifierDown", "sent"])
    expect(received).toHaveLength(2)
    expect(count("CONNECT")).toBe(1)
    expect(count("enquire_link")).toBe(1)
    expect(printed).toContain('{"kind":"TOO_LATE","command":"submit_sm","status":""}')
  })

  it("is replaced after the centre stopped answering", async () => {
    let connections = 0
    const script: Script = (step, count) => {
      if (step === "CONNECT") connections = count
      return connections === 1 && (step === "submit_sm" || step === "enquire_link") ? silence : undefined
    }
    const { count, printed, result } = await runThrough(script, Effect.all([sendOnce, Effect.exit(untilSent())]), {
      timeout: "100 millis",
      sessionTimeout: "200 millis",
    })
    expect(result.map(outcomeOf)).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(2)
    expect(count("enquire_link")).toBe(1)
    expect(printed).toContain('{"kind":"TOO_LATE","command":"enquire_link","status":""}')
    expect(printed).not.toMatch(SECRETS)
  })

  it("sends enquire_link at intervals and is replaced without an answer", async () => {
    await using centre = await scriptedCentre(
      at("enquire_link", (connection) => (answering ? accept(connection) : undefined)),
    )
    let answering = true
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* Effect.promise(() => expect.poll(() => centre.count("enquire_link"), { interval: 5 }).toBeGreaterThan(2))
        expect(centre.count("CONNECT")).toBe(1)
        answering = false
        yield* waitForCount(() => centre.count("CONNECT"), 2)
        yield* Effect.promise(() => expect.poll(() => centre.open(), { interval: 5 }).toBe(1))
      }).pipe(
        Effect.provide(
          Layer.provideMerge(
            sender(centre.port, { enquireEvery: "10 millis", sessionTimeout: "500 millis" }),
            captureLogs().layer,
          ),
        ),
      ),
    )
  })

  it("is replaced while it is idle, and the next message uses the new session", async () => {
    await using centre = await scriptedCentre((step, count) =>
      step === "submit_sm" && count === 1
        ? (connection) => {
            accept(connection)
            connection.socket.end()
          }
        : undefined,
    )
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* waitForCount(() => centre.count("bind_transmitter"), 2)
        yield* send()
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port), captureLogs().layer))),
    )
    expect(centre.received).toHaveLength(2)
  })

  it("answers enquire_link and unbind of the centre and refuses commands for receivers", async () => {
    await using centre = await scriptedCentre((step) =>
      step === "submit_sm"
        ? (connection) => {
            sendPdu("enquire_link", { sequence_number: 71 })(connection)
            sendPdu("deliver_sm", { sequence_number: 72, short_message: "canary STOP" })(connection)
            sendPdu("alert_notification", { sequence_number: 73 })(connection)
            sendPdu("submit_sm_resp", { sequence_number: 9_999 })(connection)
            accept(connection)
            sendPdu("unbind", { sequence_number: 74 })(connection)
          }
        : undefined,
    )
    const { layer, logs } = captureLogs()
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* waitForCount(() => centre.count("bind_transmitter"), 2)
        yield* waitForCount(() => centre.answers.length, 4)
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port), layer))),
    )
    expect(centre.answers.map((pdu) => [pdu.command, pdu.command_status, pdu.sequence_number])).toEqual([
      ["enquire_link_resp", 0, 71],
      ["generic_nack", 3, 72],
      ["generic_nack", 3, 73],
      ["unbind_resp", 0, 74],
    ])
    expect(logs.join("\n")).not.toMatch(SECRETS)
  })

  it("fails a send at once while the centre cannot be bound", async () => {
    const { count, result } = await runThrough(
      at("bind_transmitter", 0x0e),
      Effect.all([sendOnce, Effect.exit(Effect.timeout(send(), "1 second"))]),
      { timeout: "1 minute", backOff: { first: "1 hour", longest: "1 hour" } },
    )
    expect(result.map(outcomeOf)).toEqual(["NotifierDown", "NotifierDown"])
    expect(count("CONNECT")).toBe(1)
  })

  it("frees the place in the window of an interrupted caller", async () => {
    await using centre = await scriptedCentre(at("submit_sm", silence, 1))
    await Effect.runPromise(
      Effect.gen(function* () {
        const interrupted = yield* Effect.forkChild(send())
        yield* waitForCount(() => centre.count("submit_sm"), 1)
        yield* Fiber.interrupt(interrupted)
        yield* send()
      }).pipe(Effect.provide(sender(centre.port, { window: 1 }))),
    )
    expect(centre.received).toHaveLength(2)
  })

  it("is unbound with its scope, and messages in progress fail", async () => {
    await using centre = await scriptedCentre(at("submit_sm", silence))
    const inProgress = await Effect.runPromise(
      Effect.gen(function* () {
        const detached = yield* Effect.forkDetach(sendOnce)
        yield* waitForCount(() => centre.count("submit_sm"), 1)
        return detached
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port, { timeout: "1 minute" }), captureLogs().layer))),
    )
    expect(outcomeOf(await Effect.runPromise(Fiber.join(inProgress)))).toBe("NotifierDown")
    expect(centre.count("unbind")).toBe(1)
    await expect.poll(() => centre.open()).toBe(0)
  })

  it.each<[string, Script]>([
    ["does not answer the unbind", at("unbind", silence)],
    ["closes the connection at the unbind", at("unbind", close)],
    ["has not answered the bind", at("bind_transmitter", silence)],
    ["refused the bind", at("bind_transmitter", 0x0d)],
  ])("is closed with its scope if the centre %s", async (situation, script) => {
    await using centre = await scriptedCentre(script)
    const { layer, logs } = captureLogs()
    // A pause that outlasts the test.
    const backOff = { first: "1 hour", longest: "1 hour" } as const
    const quiet = Layer.provideMerge(sender(centre.port, { sessionTimeout: "500 millis", backOff }), layer)
    const pausing = () => Number(logs.some((line) => line.includes("could not be bound")))
    const bound = () => centre.count("bind_transmitter")
    await Effect.runPromise(
      Effect.provide(
        waitForCount(() => (situation === "refused the bind" ? pausing() : bound()), 1),
        quiet,
      ),
    )
    await expect.poll(() => centre.open()).toBe(0)
    expect(centre.count("CONNECT")).toBe(1)
  })

  it("fails with the system's code if the port is invalid", async () => {
    const failed = Effect.exit(Effect.scoped(openSession({ ...OPTIONS, port: 70_000 })))
    const exit = await Effect.runPromise(failed)
    expect(exit).toEqual(Exit.fail(failure("ERR_SOCKET_BAD_PORT")))
  })
})
