import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import { Notifier } from "../../src/ports/notifier.ts"
import { scriptedCentre } from "../../test/smpp/scripted-centre.ts"
import { at, captureLogs, notice, outcomeOf, runThrough, send, sender } from "../../test/smpp/send-through-centre.ts"
import { selfSigned } from "../../test/smtp/certificate.ts"

const sendOnce = Effect.exit(send())

describe("a received SMS", () => {
  it("has the composed text in GSM 03.38", async () => {
    const { received } = await runThrough(
      () => undefined,
      Effect.all([Effect.exit(send(notice({ number: 2 }))), Effect.exit(send(notice({ language: "en" })))]),
      { domain: "www.example.org" },
    )
    expect(received.map(({ coding, text }) => [coding, text])).toEqual([
      [
        0,
        "918273 : votre code pour activer votre connexion Mon Compte (message 2), valable 10 minutes. Ne le donnez à personne.\n@www.example.org #918273",
      ],
      [
        0,
        "918273 is your code to activate your Mon Compte sign-in, valid for 10 minutes. Do not give it to anyone.\n@www.example.org #918273",
      ],
    ])
  })

  it("has the composed text in UCS-2", async () => {
    const { received } = await runThrough(() => undefined, sendOnce, { service: "🙂" })
    expect(received.map(({ coding, text }) => [coding, text])).toEqual([
      [8, "918273 activation 🙂, 10 min. Ne le donnez à personne."],
    ])
  })

  it("has its sender, its destination and the end of its validity", async () => {
    const { received, binds } = await runThrough(() => undefined, sendOnce, { systemType: "VMA" })
    expect(binds[0]).toMatchObject({
      system_id: "mon-compte",
      password: "canary-8",
      system_type: "VMA",
      interface_version: 0x34,
    })
    expect(received[0]?.fields).toMatchObject({
      source_addr: "Mon Compte",
      source_addr_ton: 5,
      source_addr_npi: 0,
      destination_addr: "33639981234",
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      validity_period: new Date("2026-11-23T09:10:00Z"),
      registered_delivery: 0,
      esm_class: 0,
      protocol_id: 0,
      replace_if_present_flag: 0,
    })
  })

  it("has a reference that depends only on the id of the notice", async () => {
    const { received } = await runThrough(
      () => undefined,
      Effect.forEach([notice(), notice({ number: 2, language: "en" }), notice({ id: "challenge.2" })], (message) =>
        Effect.exit(send(message)),
      ),
    )
    const [first, sameId, otherId] = received.map(({ reference }) => reference)
    // The first two octets of the id's SHA-256.
    expect(first).toBe(0x46fa)
    expect(sameId).toBe(first)
    expect(otherId).not.toBe(first)
  })

  it("never comes from a notice to an e-mail address, which is Undeliverable", async () => {
    const toEmail = notice({ to: restore("Email", "camille@example.org") })
    const { received, result } = await runThrough(
      () => undefined,
      Effect.all([Notifier.use(({ reaches }) => Effect.succeed(reaches)), Effect.exit(send(toEmail))]),
    )
    expect(result[0]).toEqual(["Mobile"])
    expect(outcomeOf(result[1])).toBe("Undeliverable")
    expect(received).toEqual([])
  })
})

describe("the SMPP notifier over TLS", () => {
  const certificate = selfSigned("localhost")
  const encrypted = (port: number, ca: string) =>
    sender(port, { host: "localhost", encryption: "implicit", tls: { ca }, sessionTimeout: "800 millis" })
  const trySending = (port: number, ca: string) => {
    const { layer, logs } = captureLogs()
    return Effect.runPromise(Effect.provide(sendOnce, Layer.provideMerge(encrypted(port, ca), layer))).then((exit) => ({
      exit,
      log: logs.join("\n"),
    }))
  }

  it("sends to a centre with a trusted certificate", async () => {
    await using centre = await scriptedCentre(() => undefined, certificate)
    expect(outcomeOf((await trySending(centre.port, certificate.cert)).exit)).toBe("sent")
    expect(centre.received).toHaveLength(1)
  })

  it.each([
    ["has no trusted signature", selfSigned("localhost"), certificate.cert, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["is for another host", selfSigned("smsc.example.org"), null, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["has expired", selfSigned("localhost", Date.now() - 60_000), null, "CERT_HAS_EXPIRED"],
  ])("sends nothing, not even the password, to a centre whose certificate %s", async (_, shown, ca, kind) => {
    await using centre = await scriptedCentre(() => undefined, shown)
    const { exit, log } = await trySending(centre.port, ca ?? shown.cert)
    expect(outcomeOf(exit)).toBe("NotifierDown")
    expect(log).toContain(`"kind":"${kind}"`)
    expect(centre.binds).toEqual([])
  })

  it("sends nothing to a centre without TLS", async () => {
    await using centre = await scriptedCentre()
    expect(outcomeOf((await trySending(centre.port, certificate.cert)).exit)).toBe("NotifierDown")
    expect(centre.binds).toEqual([])
  })
})

it("logs a failure by its codes", async () => {
  const refused = await runThrough(at("submit_sm", 0x0b), sendOnce)
  expect(refused.printed).toContain('{"kind":"REFUSED","command":"submit_sm","status":"0x0000000B"}')
  const unbound = await runThrough(at("bind_transmitter", 0x0e), sendOnce)
  expect(unbound.printed).toContain('{"kind":"REFUSED","command":"bind_transmitter","status":"0x0000000E"}')
})

it("does not show the password when the layer is printed", () => {
  const layer = sender(2775, { password: Redacted.make("canary") })
  expect(inspect(layer, { depth: 9 })).not.toContain("canary")
  expect(Exit.isSuccess(Effect.runSyncExit(Effect.sync(() => JSON.stringify(layer))))).toBe(true)
})
