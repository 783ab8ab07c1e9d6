import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { notifierSample } from "../../src/testing/generators/notifier.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { notifierLaws } from "../../src/testing/laws/notifier.ts"
import { close, reset, type Script, scriptedRelay, silence, trickle } from "../../test/smtp/scripted-relay.ts"
import { at, captureLogs, notice, send, sender, sendThrough } from "../../test/smtp/send-through-relay.ts"

describe.each<[string, Script]>([
  ["accepts every message", () => undefined],
  ["refuses every recipient", at("RCPT", "550 5.1.1 User unknown")],
])("the laws of notifiers, with a relay that %s", (_, script) => {
  // The first two laws hold only if the carrier accepts messages.
  const laws = script("RCPT", 1) === undefined ? notifierLaws : notifierLaws.slice(2)

  it.each(laws)("$name", async (law) => {
    await using relay = await scriptedRelay(script)
    const quiet = Layer.provideMerge(sender(relay.port), captureLogs().layer)
    await checkLaw(law, notifierSample, (test) => Effect.runPromise(Effect.provide(test, quiet)), {
      seed: 1,
      numRuns: 5,
    })
  })
})

it("sends a message through a correct relay", async () => {
  const { messages, outcomes } = await sendThrough(() => undefined)
  expect(outcomes).toEqual(["sent"])
  expect(messages).toHaveLength(1)
})

it.each<[string, Script]>([
  ["greets with 421", at("CONNECT", "421 4.3.2 Too busy")],
  ["greets with 554", at("CONNECT", "554 5.3.2 No service")],
  ["greets with garbage", at("CONNECT", "\u0000\u00ff<html>canary@example.org</html>")],
  ["greets with another protocol", at("CONNECT", "SSH-2.0-OpenSSH_9.9")],
  ["does not greet", at("CONNECT", silence)],
  ["greets one byte at a time", at("CONNECT", trickle(20))],
  ["closes the connection instead of greeting", at("CONNECT", close)],
  ["resets the connection instead of greeting", at("CONNECT", reset)],
  ["refuses EHLO and HELO", at("EHLO", "502 5.5.1 No")],
  ["closes the connection at EHLO", at("EHLO", close)],
  ["refuses the sender", at("MAIL", "550 5.7.1 Who?")],
  ["defers the sender", at("MAIL", "451 4.3.0 Later")],
  ["greylists with 450", at("RCPT", "450 4.2.0 <canary@example.org>: Greylisted")],
  ["greylists with 451", at("RCPT", "451 4.7.1 Greylisted, try again")],
  ["closes with 421 at the recipient", at("RCPT", "421 4.7.0 Closing")],
  ["has no room for now", at("RCPT", "452 4.3.1 Insufficient storage")],
  ["denies relaying", at("RCPT", "554 5.7.1 <canary@example.org>: Relay access denied")],
  ["requires authentication", at("RCPT", "530 5.7.0 Authentication required")],
  ["closes the connection at the recipient", at("RCPT", close)],
  ["does not answer the recipient", at("RCPT", silence)],
  ["defers the message", at("DATA", "451 4.3.0 Later")],
  ["resets the connection in the middle of the message", at("BODY", reset)],
  ["closes the connection in the middle of the message", at("BODY", close)],
  ["closes with 421 after the message", at("END", "421 4.3.2 Shutting down")],
  ["defers the message after the final dot", at("END", "451 4.3.0 Content check failed")],
  ["closes the connection after the final dot", at("END", close)],
  ["resets the connection after the final dot", at("END", reset)],
  ["does not answer the final dot", at("END", silence)],
  ["answers the final dot one byte at a time", at("END", trickle(20))],
  ["answers the final dot with garbage", at("END", "OK 918273")],
  ["rejects the message as spam", at("END", "554 5.7.1 918273 looks like spam")],
])("answers NotifierDown and quotes nothing if the relay %s", async (_, script) => {
  const { outcomes, printed } = await sendThrough(script, { timeout: "400 millis" })
  expect(outcomes).toEqual(["NotifierDown"])
  expect(printed).not.toMatch(/canary|918273/u)
})

it.each<[string, Script]>([
  ["does not know the mailbox", at("RCPT", "550 5.1.1 <canary@example.org>: User unknown")],
  ["does not know the mailbox and sends no enhanced status", at("RCPT", "550 canary@example.org unknown")],
  ["reports a full mailbox", at("RCPT", "552 5.2.2 canary@example.org over quota")],
  ["reports a full mailbox after the message", at("END", "552 5.2.2 canary@example.org over quota for 918273")],
  ["refuses the message permanently", at("DATA", "554 No valid recipients: canary@example.org")],
  ["does not know the domain", at("RCPT", "550 5.4.4 Host not found")],
])("answers Undeliverable and quotes nothing if the relay %s", async (_, script) => {
  const { outcomes, printed } = await sendThrough(script)
  expect(outcomes).toEqual(["Undeliverable"])
  expect(printed).not.toMatch(/canary|918273/u)
})

it("answers NotifierDown if no relay listens", async () => {
  const relay = await scriptedRelay()
  await relay[Symbol.asyncDispose]()
  const quiet = Layer.provideMerge(sender(relay.port), captureLogs().layer)
  const result = await Effect.runPromise(Effect.result(send(notice)).pipe(Effect.provide(quiet)))
  expect(Result.isFailure(result) && result.failure._tag).toBe("NotifierDown")
})

describe("a retry", () => {
  const identity = (message = "") => message.match(/^(?:Message-ID|Date|Subject):.*$/gimu)

  it("sends an identical message after the relay accepted the first one and closed the connection", async () => {
    const { messages, outcomes } = await sendThrough(
      (step, count) => (step === "END" && count === 1 ? close : undefined),
      {},
      2,
    )
    expect(outcomes).toEqual(["NotifierDown", "sent"])
    expect(messages).toHaveLength(2)
    expect(identity(messages[0])).toEqual(identity(messages[1]))
    expect(identity(messages[0])).toContain("Message-ID: <challenge.1@caf.example.org>")
  })

  it("uses the same connection after a refusal", async () => {
    const { count, outcomes } = await sendThrough(
      (step, count) => (step === "RCPT" && count === 1 ? "450 4.2.0 Greylisted" : undefined),
      { maxConnections: 1 },
      2,
    )
    expect(outcomes).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(1)
  })

  it.each<[string, Script]>([
    ["was closed", (step, count) => (step === "MAIL" && count === 2 ? close : undefined)],
    ["answers 421", (step, count) => (step === "MAIL" && count === 2 ? "421 4.4.2 Idle for too long" : undefined)],
  ])("is unnecessary if an idle connection %s, because the adapter opens another one", async (_, script) => {
    const { count, messages, outcomes } = await sendThrough(script, { maxConnections: 1 }, 2)
    expect(outcomes).toEqual(["sent", "sent"])
    expect(messages).toHaveLength(2)
    expect(count("CONNECT")).toBe(2)
  })

  it("never happens inside one send after the relay may have accepted the message", async () => {
    const { messages, outcomes } = await sendThrough(at("END", close))
    expect(outcomes).toEqual(["NotifierDown"])
    expect(messages).toHaveLength(1)
  })
})
