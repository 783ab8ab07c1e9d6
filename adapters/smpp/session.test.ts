import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import {
  accept,
  close,
  type Line,
  type Script,
  scriptedCentre,
  silence,
  unit,
} from "../../test/smpp/scripted-centre.ts"
import { at, notice, outcome, overheard, SECRETS, send, sender, through, untilSent } from "../../test/smpp/trial.ts"
import { failure } from "./outcome.ts"
import { openSession } from "./session.ts"

const once = Effect.exit(send())
const patient = Duration.seconds(3)
const NOWHERE = { host: "127.0.0.1", tls: null, bind: {}, patience: patient, enquireEvery: patient }

const come = (count: () => number, expected: number) =>
  Effect.promise(() => expect.poll(count, { interval: 5 }).toBe(expected))

describe("the session", () => {
  it("carries 50 messages at once, never more unanswered than the window", async () => {
    await using centre = await scriptedCentre()
    const notices = Array.from({ length: 50 }, (_, index) => notice({ id: `challenge.${index}` }))
    const sending = Effect.forEach(notices, (it) => Effect.exit(send(it)), { concurrency: 50 })
    const exits = await Effect.runPromise(Effect.provide(sending, sender(centre.port, { window: 7 })))
    expect(exits.map(outcome)).toEqual(notices.map(() => "sent"))
    expect(centre.arrived).toHaveLength(50)
    expect(centre.most()).toBe(7)
    expect(centre.count("bind_transmitter")).toBe(1)
  })

  it("gives each message the answer that is its own, in whatever order they come", async () => {
    const held: Array<Line> = []
    const script: Script = (moment) =>
      moment === "submit_sm"
        ? (line) => {
            if (held.push(line) < 5) return
            for (const { pdu, session } of held.reverse()) {
              const isOdd = Number(String(pdu?.["destination_addr"]).slice(-1)) % 2 === 1
              if (pdu !== undefined) session.send(pdu.response({ command_status: isOdd ? 0x0b : 0 }))
            }
          }
        : undefined
    const notices = [0, 1, 2, 3, 4].map((last) => notice({ to: restore("Mobile", `+3363998000${last}`) }))
    const { done } = await through(
      script,
      Effect.forEach(notices, (it) => Effect.exit(send(it)), { concurrency: 5 }),
    )
    expect(done.map(outcome)).toEqual(["sent", "Undeliverable", "sent", "Undeliverable", "sent"])
  })

  it("outlives an answer that is late, which is then nobody's", async () => {
    const late: Array<Line> = []
    const script: Script = (moment, time) =>
      moment !== "submit_sm"
        ? undefined
        : (line) => {
            if (time === 1) return void late.push(line)
            for (const held of late.splice(0)) accept(held)
            accept(line)
          }
    const { arrived, count, done, printed } = await through(script, Effect.all([once, once]), { timeout: "400 millis" })
    expect(done.map(outcome)).toEqual(["NotifierDown", "sent"])
    expect(arrived).toHaveLength(2)
    expect(count("CONNECT")).toBe(1)
    expect(count("enquire_link")).toBe(1)
    expect(printed).toContain('{"kind":"TOO_LATE","command":"submit_sm","status":""}')
  })

  it("is left for another when the centre has fallen silent", async () => {
    let connections = 0
    const script: Script = (moment, time) => {
      if (moment === "CONNECT") connections = time
      return connections === 1 && (moment === "submit_sm" || moment === "enquire_link") ? silence : undefined
    }
    const { count, done, printed } = await through(script, Effect.all([once, Effect.exit(untilSent())]), {
      timeout: "100 millis",
      sessionTimeout: "200 millis",
    })
    expect(done.map(outcome)).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(2)
    expect(count("enquire_link")).toBe(1)
    expect(printed).toContain('{"kind":"TOO_LATE","command":"enquire_link","status":""}')
    expect(printed).not.toMatch(SECRETS)
  })

  it("is asked now and then whether the centre is there, and replaced when it is not", async () => {
    await using centre = await scriptedCentre(at("enquire_link", (line) => (answering ? accept(line) : undefined)))
    let answering = true
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* Effect.promise(() => expect.poll(() => centre.count("enquire_link"), { interval: 5 }).toBeGreaterThan(2))
        expect(centre.count("CONNECT")).toBe(1)
        answering = false
        yield* come(() => centre.count("CONNECT"), 2)
        yield* Effect.promise(() => expect.poll(() => centre.open(), { interval: 5 }).toBe(1))
      }).pipe(
        Effect.provide(
          Layer.provideMerge(
            sender(centre.port, { enquireEvery: "10 millis", sessionTimeout: "500 millis" }),
            overheard().layer,
          ),
        ),
      ),
    )
  })

  it("is replaced while nobody sends, and the next message goes over the new one", async () => {
    await using centre = await scriptedCentre((moment, time) =>
      moment === "submit_sm" && time === 1
        ? (line) => {
            accept(line)
            line.socket.end()
          }
        : undefined,
    )
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* come(() => centre.count("bind_transmitter"), 2)
        yield* send()
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port), overheard().layer))),
    )
    expect(centre.arrived).toHaveLength(2)
  })

  it("answers what the centre asks: whether it is there, to unbind, and what no transmitter is asked", async () => {
    await using centre = await scriptedCentre((moment) =>
      moment === "submit_sm"
        ? (line) => {
            unit("enquire_link", { sequence_number: 71 })(line)
            unit("deliver_sm", { sequence_number: 72, short_message: "canary STOP" })(line)
            unit("alert_notification", { sequence_number: 73 })(line)
            unit("submit_sm_resp", { sequence_number: 9_999 })(line)
            accept(line)
            unit("unbind", { sequence_number: 74 })(line)
          }
        : undefined,
    )
    const { layer, said } = overheard()
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* send()
        yield* come(() => centre.count("bind_transmitter"), 2)
        yield* come(() => centre.answers.length, 4)
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port), layer))),
    )
    expect(centre.answers.map((it) => [it.command, it.command_status, it.sequence_number])).toEqual([
      ["enquire_link_resp", 0, 71],
      ["generic_nack", 3, 72],
      ["generic_nack", 3, 73],
      ["unbind_resp", 0, 74],
    ])
    expect(said.join("\n")).not.toMatch(SECRETS)
  })

  it("does not hold up what is sent while the centre cannot be bound", async () => {
    const { count, done } = await through(
      at("bind_transmitter", 0x0e),
      Effect.all([once, Effect.exit(Effect.timeout(send(), "1 second"))]),
      { timeout: "1 minute", backOff: { first: "1 hour", longest: "1 hour" } },
    )
    expect(done.map(outcome)).toEqual(["NotifierDown", "NotifierDown"])
    expect(count("CONNECT")).toBe(1)
  })

  it("gives up a message that nobody waits for any more, and its place in the window", async () => {
    await using centre = await scriptedCentre(at("submit_sm", silence, 1))
    await Effect.runPromise(
      Effect.gen(function* () {
        const given = yield* Effect.forkChild(send())
        yield* come(() => centre.count("submit_sm"), 1)
        yield* Fiber.interrupt(given)
        yield* send()
      }).pipe(Effect.provide(sender(centre.port, { window: 1 }))),
    )
    expect(centre.arrived).toHaveLength(2)
  })

  it("is unbound with its scope, and what is under way fails", async () => {
    await using centre = await scriptedCentre(at("submit_sm", silence))
    const underWay = await Effect.runPromise(
      Effect.gen(function* () {
        const detached = yield* Effect.forkDetach(once)
        yield* come(() => centre.count("submit_sm"), 1)
        return detached
      }).pipe(Effect.provide(Layer.provideMerge(sender(centre.port, { timeout: "1 minute" }), overheard().layer))),
    )
    expect(outcome(await Effect.runPromise(Fiber.join(underWay)))).toBe("NotifierDown")
    expect(centre.count("unbind")).toBe(1)
    await expect.poll(() => centre.open()).toBe(0)
  })

  it.each<[string, Script]>([
    ["does not say goodbye", at("unbind", silence)],
    ["hangs up at the goodbye", at("unbind", close)],
    ["is still being bound", at("bind_transmitter", silence)],
    ["has been left pausing", at("bind_transmitter", 0x0d)],
  ])("is closed with its scope when the centre %s", async (why, script) => {
    await using centre = await scriptedCentre(script)
    const { layer, said } = overheard()
    // A pause that does not end by itself.
    const backOff = { first: "1 hour", longest: "1 hour" } as const
    const quiet = Layer.provideMerge(sender(centre.port, { sessionTimeout: "500 millis", backOff }), layer)
    const pausing = () => Number(said.some((line) => line.includes("could not be bound")))
    const bound = () => centre.count("bind_transmitter")
    await Effect.runPromise(
      Effect.provide(
        come(() => (why === "has been left pausing" ? pausing() : bound()), 1),
        quiet,
      ),
    )
    await expect.poll(() => centre.open()).toBe(0)
    expect(centre.count("CONNECT")).toBe(1)
  })

  it("that cannot even be dialled is told of, and dialled again", async () => {
    const failed = Effect.exit(Effect.scoped(openSession({ ...NOWHERE, port: 70_000 })))
    const exit = await Effect.runPromise(failed)
    expect(exit).toEqual(Exit.fail(failure("ERR_SOCKET_BAD_PORT")))
  })
})
