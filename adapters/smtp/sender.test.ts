import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { parse } from "../../src/domain/contact/contact.ts"
import { Notifier } from "../../src/ports/notifier.ts"
import { scriptedRelay, silence } from "../../test/smtp/scripted-relay.ts"
import { at, notice, overheard, send, sender, through } from "../../test/smtp/trial.ts"

describe("the sender", () => {
  it("reaches e-mail alone: a notice to a mobile is undeliverable, and no relay hears of it", async () => {
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

  it("says in the log what failed, by codes", async () => {
    const { printed } = await through(at("RCPT", "550 5.1.1 canary"))
    expect(printed).toContain('{"kind":"EENVELOPE","command":"RCPT TO","reply":550,"status":"5.1.1"}')
    const late = await through(at("END", silence), { timeout: "200 millis" })
    expect(late.printed).toContain('"kind":"ETIMEDOUT"')
  })

  it("keeps its connections, as many as it may, and closes them with its scope", async () => {
    await using relay = await scriptedRelay()
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* Effect.forEach(Array.from({ length: 12 }), () => send(notice), { concurrency: 12 })
        expect(relay.open()).toBe(2)
      }).pipe(Effect.provide(sender(relay.port, { maxConnections: 2 }))),
    )
    expect(relay.letters).toHaveLength(12)
    expect(relay.count("CONNECT")).toBe(2)
    await expect.poll(() => relay.open()).toBe(0)
  })

  it("closes with its scope even what a relay holds up", async () => {
    await using relay = await scriptedRelay(at("RCPT", silence))
    const quiet = Layer.provideMerge(sender(relay.port, { timeout: "1 minute" }), overheard().layer)
    const underWay = await Effect.runPromise(
      Effect.gen(function* () {
        const detached = yield* Effect.forkDetach(Effect.result(send(notice)))
        yield* Effect.promise(() => expect.poll(() => relay.count("RCPT")).toBe(1))
        return detached
      }).pipe(Effect.provide(quiet)),
    )
    await expect.poll(() => relay.open()).toBe(0)
    const result = await Effect.runPromise(Fiber.join(underWay))
    expect(Result.isFailure(result) && result.failure._tag).toBe("NotifierDown")
  })

  it("leaves a relay whose answer nobody waits for any more, and goes on", async () => {
    await using relay = await scriptedRelay((now, time) => (now === "RCPT" && time === 1 ? silence : undefined))
    await Effect.runPromise(
      Effect.gen(function* () {
        const given = yield* Effect.forkChild(send(notice))
        yield* Effect.promise(() => expect.poll(() => relay.count("RCPT")).toBe(1))
        yield* Fiber.interrupt(given)
        yield* Effect.promise(() => expect.poll(() => relay.open()).toBe(0))
        yield* send(notice)
      }).pipe(Effect.provide(sender(relay.port, { maxConnections: 1 }))),
    )
    expect(relay.letters).toHaveLength(1)
  })

  it("is refused where it is made, and not with the first letter, when its options make none", () => {
    expect(() => sender(0)).toThrow(RangeError)
  })
})
