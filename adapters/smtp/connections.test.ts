import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { parse } from "../../src/domain/contact/contact.ts"
import { Notifier } from "../../src/ports/notifier.ts"
import { scriptedRelay, silence } from "../../test/smtp/scripted-relay.ts"
import { at, captureLogs, notice, send, sender, sendThrough } from "../../test/smtp/send-through-relay.ts"

it("answers Undeliverable for a mobile number and contacts no relay", async () => {
  const mobile = parse("06 39 98 12 34")
  if (!mobile.ok) throw new Error("The test needs a mobile.")
  await using relay = await scriptedRelay()
  const [reaches, result] = await Effect.runPromise(
    Effect.all([
      Notifier.use(({ reaches }) => Effect.succeed(reaches)),
      Effect.result(send({ ...notice, to: mobile.contact })),
    ]).pipe(Effect.provide(sender(relay.port))),
  )
  expect(reaches).toEqual(["Email"])
  expect(Result.isFailure(result) && result.failure._tag).toBe("Undeliverable")
  expect(relay.count("CONNECT")).toBe(0)
})

it("logs a failed delivery by its codes", async () => {
  const { printed } = await sendThrough(at("RCPT", "550 5.1.1 canary"))
  expect(printed).toContain('{"kind":"EENVELOPE","command":"RCPT TO","reply":550,"status":"5.1.1"}')
  const late = await sendThrough(at("END", silence), { timeout: "200 millis" })
  expect(late.printed).toContain('"kind":"ETIMEDOUT"')
})

it("reuses at most maxConnections connections and closes them with its scope", async () => {
  await using relay = await scriptedRelay()
  await Effect.runPromise(
    Effect.gen(function* () {
      yield* Effect.forEach(Array.from({ length: 12 }), () => send(notice), { concurrency: 12 })
      expect(relay.open()).toBe(2)
    }).pipe(Effect.provide(sender(relay.port, { maxConnections: 2 }))),
  )
  expect(relay.messages).toHaveLength(12)
  expect(relay.count("CONNECT")).toBe(2)
  await expect.poll(() => relay.open()).toBe(0)
})

it("closes a connection on which the relay does not answer when its scope closes", async () => {
  await using relay = await scriptedRelay(at("RCPT", silence))
  const quiet = Layer.provideMerge(sender(relay.port, { timeout: "1 minute" }), captureLogs().layer)
  const inProgress = await Effect.runPromise(
    Effect.gen(function* () {
      const detached = yield* Effect.forkDetach(Effect.result(send(notice)))
      yield* Effect.promise(() => expect.poll(() => relay.count("RCPT")).toBe(1))
      return detached
    }).pipe(Effect.provide(quiet)),
  )
  await expect.poll(() => relay.open()).toBe(0)
  const result = await Effect.runPromise(Fiber.join(inProgress))
  expect(Result.isFailure(result) && result.failure._tag).toBe("NotifierDown")
})

it("closes the connection of an interrupted caller and sends the next message over another one", async () => {
  await using relay = await scriptedRelay((step, count) => (step === "RCPT" && count === 1 ? silence : undefined))
  await Effect.runPromise(
    Effect.gen(function* () {
      const interrupted = yield* Effect.forkChild(send(notice))
      yield* Effect.promise(() => expect.poll(() => relay.count("RCPT")).toBe(1))
      yield* Fiber.interrupt(interrupted)
      yield* Effect.promise(() => expect.poll(() => relay.open()).toBe(0))
      yield* send(notice)
    }).pipe(Effect.provide(sender(relay.port, { maxConnections: 1 }))),
  )
  expect(relay.messages).toHaveLength(1)
})

it("throws on an invalid option when the layer is made, before the first message", () => {
  expect(() => sender(0)).toThrow(RangeError)
})
