import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"
import { notifierSample } from "../../src/testing/generators/notifier.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { notifierLaws } from "../../src/testing/laws/notifier.ts"
import {
  type CentreConnection,
  close,
  inOrder,
  type Reaction,
  reset,
  type Script,
  scriptedCentre,
  sendBytes,
  sendPdu,
  silence,
} from "../../test/smpp/scripted-centre.ts"
import {
  at,
  captureLogs,
  outcomeOf,
  runThrough,
  SECRETS,
  send,
  sender,
  untilSent,
} from "../../test/smpp/send-through-centre.ts"

const raise = (): never => {
  throw new Error("The script needs a request.")
}
/** Answers a request with another command, under the sequence number of the request. */
const answerWith =
  (command: string, fields?: Readonly<Record<string, unknown>>): ((connection: CentreConnection) => void) =>
  ({ pdu, session, socket }) => {
    const { sequence_number } = pdu ?? raise()
    sendPdu(command, { ...fields, sequence_number })({ pdu, session, socket })
  }

const sendOnce = Effect.exit(send())
/** Short timeouts: the loopback interface is fast. */
const short = { timeout: "300 millis", sessionTimeout: "200 millis" } as const

describe.each<[string, Script]>([
  ["accepts every message", () => undefined],
  ["refuses every number", at("submit_sm", 0x0b)],
])("the laws of notifiers, with a centre that %s", (_, script) => {
  // The first two laws hold only if the carrier accepts messages.
  const laws = script("submit_sm", 1) === undefined ? notifierLaws : notifierLaws.slice(2)

  it.each(laws)("$name", async (law) => {
    await using centre = await scriptedCentre(script)
    const quiet = Layer.provideMerge(sender(centre.port), captureLogs().layer)
    await checkLaw(law, notifierSample, (test) => Effect.runPromise(Effect.provide(test, quiet)), {
      seed: 1,
      numRuns: 5,
    })
  })
})

describe("the SMPP notifier", () => {
  it("sends a message through a correct centre", async () => {
    const { count, received, result } = await runThrough(() => undefined, sendOnce)
    expect(outcomeOf(result)).toBe("sent")
    expect(received).toHaveLength(1)
    expect([count("CONNECT"), count("bind_transmitter"), count("submit_sm"), count("unbind")]).toEqual([1, 1, 1, 1])
  })

  it.each<[string, Script]>([
    ["closes the connection at once", at("CONNECT", close)],
    ["resets the connection at once", at("CONNECT", reset)],
    ["greets with another protocol", at("CONNECT", sendBytes("SSH-2.0-canary\r\n"))],
    ["greets with a PDU of length 0", at("CONNECT", sendBytes(new Uint8Array(64)))],
    ["greets with a PDU of length 3", at("CONNECT", sendBytes(new Uint8Array([0, 0, 0, 3, 9, 9, 9, 9])))],
    [
      "greets with a PDU shorter than its header",
      at("CONNECT", sendBytes(new Uint8Array([0, 0, 0, 9, 9, 9, 9, 9, 9]))),
    ],
    ["greets with a PDU of 4 GB", at("CONNECT", sendBytes(new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0])))],
    ["does not answer the bind", at("bind_transmitter", silence)],
    ["closes the connection at the bind", at("bind_transmitter", close)],
    ["resets the connection at the bind", at("bind_transmitter", reset)],
    ["refuses the password", at("bind_transmitter", 0x0e)],
    ["refuses the system id", at("bind_transmitter", 0x0f)],
    ["refuses the bind", at("bind_transmitter", 0x0d)],
    ["answers that it is bound already", at("bind_transmitter", 0x05)],
    ["does not know the bind command", at("bind_transmitter", answerWith("generic_nack", { command_status: 3 }))],
    ["answers the bind with garbage", at("bind_transmitter", sendBytes(new Uint8Array(40).fill(0xaa)))],
    [
      "answers the bind with the response to another command",
      at("bind_transmitter", answerWith("submit_sm_resp", { message_id: "canary" })),
    ],
    ["throttles", at("submit_sm", 0x58)],
    ["has a full queue", at("submit_sm", 0x14)],
    ["has a system error", at("submit_sm", 0x08)],
    ["fails without a reason", at("submit_sm", 0x45)],
    ["refuses the sender", at("submit_sm", 0x0a)],
    ["refuses the type of the sender's number", at("submit_sm", 0x48)],
    ["refuses the length of the text", at("submit_sm", 0x01)],
    ["refuses the validity period", at("submit_sm", 0x62)],
    ["answers with a carrier-specific status", at("submit_sm", 0x40b)],
    ["answers with a number that is not a status", at("submit_sm", 0xffffffff)],
    ["answers with generic_nack", at("submit_sm", answerWith("generic_nack", { command_status: 3 }))],
    ["closes the connection at the message", at("submit_sm", close)],
    ["resets the connection at the message", at("submit_sm", reset)],
    ["unbinds at the message", at("submit_sm", sendPdu("unbind"))],
    ["does not answer the message", at("submit_sm", silence)],
    ["answers the message with garbage", at("submit_sm", sendBytes("HTTP/1.1 400 canary 918273\r\n\r\n"))],
    [
      "sends half of the response to the message",
      at("submit_sm", sendBytes(new Uint8Array([0, 0, 0, 17, 128, 0, 0, 4]))),
    ],
    ["answers the message with the response to another command", at("submit_sm", answerWith("enquire_link_resp"))],
  ])("answers NotifierDown and quotes nothing if the centre %s", async (_, script) => {
    const { printed, result } = await runThrough(script, sendOnce, short)
    expect(outcomeOf(result)).toBe("NotifierDown")
    expect(printed).not.toMatch(SECRETS)
  })

  it.each([0x0b, 0x50, 0x51])(
    "answers Undeliverable and quotes nothing after a refusal of the number with status %d",
    async (status) => {
      const { printed, result } = await runThrough(at("submit_sm", status), sendOnce)
      expect(outcomeOf(result)).toBe("Undeliverable")
      expect(printed).not.toMatch(SECRETS)
    },
  )

  it("answers NotifierDown if no centre listens", async () => {
    const centre = await scriptedCentre()
    await centre[Symbol.asyncDispose]()
    const { layer, logs } = captureLogs()
    const result = await Effect.runPromise(Effect.provide(sendOnce, Layer.provideMerge(sender(centre.port), layer)))
    expect(outcomeOf(result)).toBe("NotifierDown")
    expect(logs.join("\n")).toContain('"kind":"ECONNREFUSED"')
  })
})

describe("a retry", () => {
  const contents = (received: ReadonlyArray<{ fields: object }>) =>
    received.map(({ fields }) => JSON.stringify(fields, (key, value) => (key === "sequence_number" ? 0 : value)))

  it("sends an identical message over the same session after the centre throttled", async () => {
    const { count, received, result } = await runThrough(at("submit_sm", 0x58, 1), Effect.all([sendOnce, sendOnce]))
    expect(result.map(outcomeOf)).toEqual(["NotifierDown", "sent"])
    expect(count("CONNECT")).toBe(1)
    expect(new Set(contents(received)).size).toBe(1)
    expect(received).toHaveLength(2)
  })

  it.each<[string, Reaction]>([
    ["received the message and closed the connection", close],
    ["received the message and reset the connection", reset],
    ["accepted the message and closed the connection before its response arrived", inOrder(silence, close)],
    ["received the message and unbound", sendPdu("unbind")],
    ["answered with garbage", sendBytes(new Uint8Array(99).fill(0xff))],
  ])("sends an identical message over a new session after the centre %s", async (_, reaction) => {
    const { count, received, result } = await runThrough(
      at("submit_sm", reaction, 1),
      Effect.all([sendOnce, Effect.exit(untilSent())]),
    )
    expect(result.map(outcomeOf)).toEqual(["NotifierDown", "sent"])
    expect(count("bind_transmitter")).toBe(2)
    expect(received).toHaveLength(2)
    expect(new Set(contents(received)).size).toBe(1)
    expect(received[0]?.reference).toBe(received[1]?.reference)
  })

  it("succeeds as soon as the centre can be bound", async () => {
    const { count, received } = await runThrough(at("bind_transmitter", 0x0d, 3), untilSent().pipe(Effect.orDie))
    expect(count("bind_transmitter")).toBe(4)
    expect(received).toHaveLength(1)
  })
})
