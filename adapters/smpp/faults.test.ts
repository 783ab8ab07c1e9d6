import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"
import { notifierSample } from "../../src/testing/notifier.arbitrary.ts"
import { notifierLaws } from "../../src/testing/notifier.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import {
  both,
  bytes,
  close,
  type Line,
  reset,
  type Script,
  scriptedCentre,
  silence,
  unit,
} from "../../test/smpp/scripted-centre.ts"
import { at, outcome, overheard, SECRETS, send, sender, through, untilSent } from "../../test/smpp/trial.ts"

const raise = (): never => {
  throw new Error("The script needs a request.")
}
/** Answers a request with something else, under the request's number. */
const instead =
  (command: string, fields?: Readonly<Record<string, unknown>>): ((line: Line) => void) =>
  ({ pdu, session, socket }) => {
    const { sequence_number } = pdu ?? raise()
    unit(command, { ...fields, sequence_number })({ pdu, session, socket })
  }

const once = Effect.exit(send())
/** Half a second is a long time for a loopback interface. */
const soon = { timeout: "300 millis", sessionTimeout: "200 millis" } as const

describe.each<[string, Script]>([
  ["takes everything", () => undefined],
  ["refuses every number", at("submit_sm", 0x0b)],
])("with a centre that %s, keeps the law:", (_, script) => {
  // What is taken is promised only where the carrier takes it.
  const laws = script("submit_sm", 1) === undefined ? notifierLaws : notifierLaws.slice(2)

  it.each(laws)("$name", async (law) => {
    await using centre = await scriptedCentre(script)
    const quiet = Layer.provideMerge(sender(centre.port), overheard().layer)
    await checkLaw(law, notifierSample, (kept) => Effect.runPromise(Effect.provide(kept, quiet)), {
      seed: 1,
      numRuns: 5,
    })
  })
})

describe("through a centre that", () => {
  it("does its work, a message is sent", async () => {
    const { arrived, count, done } = await through(() => undefined, once)
    expect(outcome(done)).toBe("sent")
    expect(arrived).toHaveLength(1)
    expect([count("CONNECT"), count("bind_transmitter"), count("submit_sm"), count("unbind")]).toEqual([1, 1, 1, 1])
  })

  it.each<[string, Script]>([
    ["hangs up instead of listening", at("CONNECT", close)],
    ["resets instead of listening", at("CONNECT", reset)],
    ["greets with another protocol", at("CONNECT", bytes("SSH-2.0-canary\r\n"))],
    ["greets with a unit of length 0", at("CONNECT", bytes(new Uint8Array(64)))],
    ["greets with a unit of length 3", at("CONNECT", bytes(new Uint8Array([0, 0, 0, 3, 9, 9, 9, 9])))],
    ["greets with a unit shorter than its head", at("CONNECT", bytes(new Uint8Array([0, 0, 0, 9, 9, 9, 9, 9, 9])))],
    ["greets with a unit of 4 GB", at("CONNECT", bytes(new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0])))],
    ["does not answer the bind", at("bind_transmitter", silence)],
    ["hangs up at the bind", at("bind_transmitter", close)],
    ["resets at the bind", at("bind_transmitter", reset)],
    ["refuses the password", at("bind_transmitter", 0x0e)],
    ["refuses the system id", at("bind_transmitter", 0x0f)],
    ["refuses the bind", at("bind_transmitter", 0x0d)],
    ["says it is bound already", at("bind_transmitter", 0x05)],
    ["does not know the bind", at("bind_transmitter", instead("generic_nack", { command_status: 3 }))],
    ["answers the bind with garbage", at("bind_transmitter", bytes(new Uint8Array(40).fill(0xaa)))],
    [
      "answers the bind with the answer to something else",
      at("bind_transmitter", instead("submit_sm_resp", { message_id: "canary" })),
    ],
    ["is throttling", at("submit_sm", 0x58)],
    ["has a full queue", at("submit_sm", 0x14)],
    ["has an error of its own", at("submit_sm", 0x08)],
    ["fails without saying why", at("submit_sm", 0x45)],
    ["refuses the sender", at("submit_sm", 0x0a)],
    ["refuses the type of the sender's number", at("submit_sm", 0x48)],
    ["refuses the text's length", at("submit_sm", 0x01)],
    ["refuses the time it is valid until", at("submit_sm", 0x62)],
    ["refuses out of a carrier's own reasons", at("submit_sm", 0x40b)],
    ["says a number that is no status", at("submit_sm", 0xffffffff)],
    ["answers with a generic refusal", at("submit_sm", instead("generic_nack", { command_status: 3 }))],
    ["hangs up at the message", at("submit_sm", close)],
    ["resets at the message", at("submit_sm", reset)],
    ["unbinds at the message", at("submit_sm", unit("unbind"))],
    ["does not answer the message", at("submit_sm", silence)],
    ["answers the message with garbage", at("submit_sm", bytes("HTTP/1.1 400 canary 918273\r\n\r\n"))],
    ["answers half of the message's answer", at("submit_sm", bytes(new Uint8Array([0, 0, 0, 17, 128, 0, 0, 4])))],
    ["answers the message as if it were another request", at("submit_sm", instead("enquire_link_resp"))],
  ])("%s, it waits", async (_, script) => {
    const { done, printed } = await through(script, once, soon)
    expect(outcome(done)).toBe("NotifierDown")
    expect(printed).not.toMatch(SECRETS)
  })

  it.each([0x0b, 0x50, 0x51])("refuses the number with status %d, it is undeliverable", async (status) => {
    const { done, printed } = await through(at("submit_sm", status), once)
    expect(outcome(done)).toBe("Undeliverable")
    expect(printed).not.toMatch(SECRETS)
  })

  it("is not there, it waits", async () => {
    const centre = await scriptedCentre()
    await centre[Symbol.asyncDispose]()
    const { layer, said } = overheard()
    const done = await Effect.runPromise(Effect.provide(once, Layer.provideMerge(sender(centre.port), layer)))
    expect(outcome(done)).toBe("NotifierDown")
    expect(said.join("\n")).toContain('"kind":"ECONNREFUSED"')
  })
})

describe("a message tried again", () => {
  const twins = (arrived: ReadonlyArray<{ fields: object }>) =>
    arrived.map(({ fields }) => JSON.stringify(fields, (key, value) => (key === "sequence_number" ? 0 : value)))

  it("after a throttled one goes over the same session, and is its twin", async () => {
    const { arrived, count, done } = await through(at("submit_sm", 0x58, 1), Effect.all([once, once]))
    expect(done.map(outcome)).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(1)
    expect(new Set(twins(arrived)).size).toBe(1)
    expect(arrived).toHaveLength(2)
  })

  it.each<[string, ReturnType<Script>]>([
    ["hung up once it had it", close],
    ["reset once it had it", reset],
    ["took it and hung up before its answer arrived", both(silence, close)],
    ["unbound once it had it", unit("unbind")],
    ["answered with garbage", bytes(new Uint8Array(99).fill(0xff))],
  ])("after the centre %s goes over a new session, and is its twin", async (_, step) => {
    const { arrived, count, done } = await through(
      at("submit_sm", step, 1),
      Effect.all([once, Effect.exit(untilSent())]),
    )
    expect(done.map(outcome)).toEqual(["NotifierDown", "sent"])
    expect(count("bind_transmitter")).toBe(2)
    expect(arrived).toHaveLength(2)
    expect(new Set(twins(arrived)).size).toBe(1)
    expect(arrived[0]?.reference).toBe(arrived[1]?.reference)
  })

  it("is sent once the centre can be bound", async () => {
    const { arrived, count } = await through(at("bind_transmitter", 0x0d, 3), untilSent().pipe(Effect.orDie))
    expect(count("bind_transmitter")).toBe(4)
    expect(arrived).toHaveLength(1)
  })
})
