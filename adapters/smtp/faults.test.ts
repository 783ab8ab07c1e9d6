import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { notifierSample } from "../../src/testing/notifier.arbitrary.ts"
import { notifierLaws } from "../../src/testing/notifier.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { close, reset, type Script, scriptedRelay, silence, trickle } from "../../test/smtp/scripted-relay.ts"
import { at, notice, overheard, send, sender, through } from "../../test/smtp/trial.ts"

describe.each<[string, Script]>([
  ["takes everything", () => undefined],
  ["refuses every recipient", at("RCPT", "550 5.1.1 User unknown")],
])("with a relay that %s, keeps the law:", (_, script) => {
  // What is taken is promised only where the carrier takes it.
  const laws = script("RCPT", 1) === undefined ? notifierLaws : notifierLaws.slice(2)

  it.each(laws)("$name", async (law) => {
    await using relay = await scriptedRelay(script)
    const quiet = Layer.provideMerge(sender(relay.port), overheard().layer)
    await checkLaw(law, notifierSample, (kept) => Effect.runPromise(Effect.provide(kept, quiet)), {
      seed: 1,
      numRuns: 5,
    })
  })
})

describe("through a relay that", () => {
  it("does its work, a letter is sent", async () => {
    const { letters, outcomes } = await through(() => undefined)
    expect(outcomes).toEqual(["sent"])
    expect(letters).toHaveLength(1)
  })

  it.each<[string, Script]>([
    ["greets with 421", at("CONNECT", "421 4.3.2 Too busy")],
    ["greets with 554", at("CONNECT", "554 5.3.2 No service")],
    ["greets with garbage", at("CONNECT", "\u0000\u00ff<html>canary@example.org</html>")],
    ["greets with another protocol", at("CONNECT", "SSH-2.0-OpenSSH_9.9")],
    ["does not greet", at("CONNECT", silence)],
    ["greets one byte at a time", at("CONNECT", trickle(20))],
    ["hangs up instead of greeting", at("CONNECT", close)],
    ["resets instead of greeting", at("CONNECT", reset)],
    ["refuses EHLO and HELO", at("EHLO", "502 5.5.1 No")],
    ["hangs up at EHLO", at("EHLO", close)],
    ["refuses the sender", at("MAIL", "550 5.7.1 Who?")],
    ["defers the sender", at("MAIL", "451 4.3.0 Later")],
    ["greylists with 450", at("RCPT", "450 4.2.0 <canary@example.org>: Greylisted")],
    ["greylists with 451", at("RCPT", "451 4.7.1 Greylisted, try again")],
    ["closes with 421 at the recipient", at("RCPT", "421 4.7.0 Closing")],
    ["has no room for now", at("RCPT", "452 4.3.1 Insufficient storage")],
    ["does not relay", at("RCPT", "554 5.7.1 <canary@example.org>: Relay access denied")],
    ["wants authentication", at("RCPT", "530 5.7.0 Authentication required")],
    ["hangs up at the recipient", at("RCPT", close)],
    ["does not answer the recipient", at("RCPT", silence)],
    ["defers the letter", at("DATA", "451 4.3.0 Later")],
    ["resets in the middle of the letter", at("BODY", reset)],
    ["hangs up in the middle of the letter", at("BODY", close)],
    ["closes with 421 after the letter", at("END", "421 4.3.2 Shutting down")],
    ["defers the letter once it has it", at("END", "451 4.3.0 Content check failed")],
    ["hangs up after the final dot", at("END", close)],
    ["resets after the final dot", at("END", reset)],
    ["says nothing after the final dot", at("END", silence)],
    ["answers the final dot one byte at a time", at("END", trickle(20))],
    ["answers the final dot with garbage", at("END", "OK 918273")],
    ["takes the letter for spam", at("END", "554 5.7.1 918273 looks like spam")],
  ])("%s, it waits", async (_, script) => {
    const { outcomes, printed } = await through(script, { timeout: "400 millis" })
    expect(outcomes).toEqual(["NotifierDown"])
    expect(printed).not.toMatch(/canary|918273/u)
  })

  it.each<[string, Script]>([
    ["knows no such mailbox", at("RCPT", "550 5.1.1 <canary@example.org>: User unknown")],
    ["says so without a status", at("RCPT", "550 canary@example.org unknown")],
    ["says the mailbox is full", at("RCPT", "552 5.2.2 canary@example.org over quota")],
    ["says so once it has the letter", at("END", "552 5.2.2 canary@example.org over quota for 918273")],
    ["refuses the letter for good", at("DATA", "554 No valid recipients: canary@example.org")],
    ["knows no such domain", at("RCPT", "550 5.4.4 Host not found")],
  ])("%s, it is undeliverable", async (_, script) => {
    const { outcomes, printed } = await through(script)
    expect(outcomes).toEqual(["Undeliverable"])
    expect(printed).not.toMatch(/canary|918273/u)
  })

  it("is not there, it waits", async () => {
    const relay = await scriptedRelay()
    await relay[Symbol.asyncDispose]()
    const quiet = Layer.provideMerge(sender(relay.port), overheard().layer)
    const result = await Effect.runPromise(Effect.result(send(notice)).pipe(Effect.provide(quiet)))
    expect(Result.isFailure(result) && result.failure._tag).toBe("NotifierDown")
  })
})

describe("a letter tried again", () => {
  const identity = (letter = "") => letter.match(/^(?:Message-ID|Date|Subject):.*$/gimu)

  it("after the relay took it and hung up is the twin of the first, and comes once for each try", async () => {
    const { letters, outcomes } = await through((now, time) => (now === "END" && time === 1 ? close : undefined), {}, 2)
    expect(outcomes).toEqual(["NotifierDown", "sent"])
    expect(letters).toHaveLength(2)
    expect(identity(letters[0])).toEqual(identity(letters[1]))
    expect(identity(letters[0])).toContain("Message-ID: <challenge.1@caf.example.org>")
  })

  it("after a refusal goes over the same connection", async () => {
    const { count, outcomes } = await through(
      (now, time) => (now === "RCPT" && time === 1 ? "450 4.2.0 Greylisted" : undefined),
      { maxConnections: 1 },
      2,
    )
    expect(outcomes).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(1)
  })

  it.each<[string, Script]>([
    ["hung up", (now, time) => (now === "MAIL" && time === 2 ? close : undefined)],
    ["said 421", (now, time) => (now === "MAIL" && time === 2 ? "421 4.4.2 Idle for too long" : undefined)],
  ])("is not needed when the relay %s on an idle connection: another is opened", async (_, script) => {
    const { count, letters, outcomes } = await through(script, { maxConnections: 1 }, 2)
    expect(outcomes).toEqual(["sent", "sent"])
    expect(letters).toHaveLength(2)
    expect(count("CONNECT")).toBe(2)
  })

  it("was never tried twice within one sending once the relay may have it", async () => {
    const { letters, outcomes } = await through(at("END", close))
    expect(outcomes).toEqual(["NotifierDown"])
    expect(letters).toHaveLength(1)
  })
})
