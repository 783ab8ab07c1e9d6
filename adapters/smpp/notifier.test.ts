import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import { Notifier } from "../../src/ports/notifier.ts"
import { scriptedCentre } from "../../test/smpp/scripted-centre.ts"
import { at, notice, outcome, overheard, send, sender, through } from "../../test/smpp/trial.ts"
import { selfSigned } from "../../test/smtp/certificate.ts"

const once = Effect.exit(send())

describe("a message, when it arrives,", () => {
  it("reads as it was written, in GSM 03.38", async () => {
    const { arrived } = await through(
      () => undefined,
      Effect.all([Effect.exit(send(notice({ number: 2 }))), Effect.exit(send(notice({ language: "en" })))]),
      { domain: "www.example.org" },
    )
    expect(arrived.map(({ coding, text }) => [coding, text])).toEqual([
      [
        0,
        "918273 est votre code Mon Compte, valable 10 minutes. Message 2 : lui seul fonctionne. Ne le donnez à personne.\n@www.example.org #918273",
      ],
      [0, "918273 is your Mon Compte code, valid for 10 minutes. Do not give it to anyone.\n@www.example.org #918273"],
    ])
  })

  it("reads as it was written, in UCS-2", async () => {
    const { arrived } = await through(() => undefined, once, { service: "Reçus 🙂" })
    expect(arrived.map(({ coding, text }) => [coding, text])).toEqual([
      [8, "918273 est votre code Reçus 🙂, valable 10 minutes."],
    ])
  })

  it("is addressed, and says when it is of no more use", async () => {
    const { arrived, binds } = await through(() => undefined, once, { systemType: "VMA" })
    expect(binds[0]).toMatchObject({
      system_id: "mon-compte",
      password: "canary-8",
      system_type: "VMA",
      interface_version: 0x34,
    })
    expect(arrived[0]?.fields).toMatchObject({
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

  it("has a reference that follows from the notice's id, and from nothing else", async () => {
    const { arrived } = await through(
      () => undefined,
      Effect.forEach([notice(), notice({ number: 2, language: "en" }), notice({ id: "challenge.2" })], (it) =>
        Effect.exit(send(it)),
      ),
    )
    const [first, same, other] = arrived.map(({ reference }) => reference)
    // The first two octets of the id's SHA-256.
    expect(first).toBe(0x46fa)
    expect(same).toBe(first)
    expect(other).not.toBe(first)
  })

  it("went to a mobile: a notice to an e-mail address is undeliverable, and no centre hears of it", async () => {
    const letter = notice({ to: restore("Email", "camille@example.org") })
    const { arrived, done } = await through(
      () => undefined,
      Effect.all([Notifier.use(({ reaches }) => Effect.succeed(reaches)), Effect.exit(send(letter))]),
    )
    expect(done[0]).toEqual(["Mobile"])
    expect(outcome(done[1])).toBe("Undeliverable")
    expect(arrived).toEqual([])
  })
})

describe("over TLS", () => {
  const certificate = selfSigned("localhost")
  const encrypted = (port: number, ca: string) =>
    sender(port, { host: "localhost", encryption: "implicit", tls: { ca }, sessionTimeout: "800 millis" })
  const trySending = (port: number, ca: string) => {
    const { layer, said } = overheard()
    return Effect.runPromise(Effect.provide(once, Layer.provideMerge(encrypted(port, ca), layer))).then((exit) => ({
      exit,
      said: said.join("\n"),
    }))
  }

  it("a message is sent to a centre whose certificate is trusted", async () => {
    await using centre = await scriptedCentre(() => undefined, certificate)
    expect(outcome((await trySending(centre.port, certificate.cert)).exit)).toBe("sent")
    expect(centre.arrived).toHaveLength(1)
  })

  it.each([
    ["nobody trusted signed", selfSigned("localhost"), certificate.cert, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["is for another host", selfSigned("smsc.example.org"), null, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["is out of date", selfSigned("localhost", Date.now() - 60_000), null, "CERT_HAS_EXPIRED"],
  ])("nothing is said to a centre whose certificate %s, the password least of all", async (_, shown, ca, kind) => {
    await using centre = await scriptedCentre(() => undefined, shown)
    const { exit, said } = await trySending(centre.port, ca ?? shown.cert)
    expect(outcome(exit)).toBe("NotifierDown")
    expect(said).toContain(`"kind":"${kind}"`)
    expect(centre.binds).toEqual([])
  })

  it("nothing is said to a centre that speaks in clear", async () => {
    await using centre = await scriptedCentre()
    expect(outcome((await trySending(centre.port, certificate.cert)).exit)).toBe("NotifierDown")
    expect(centre.binds).toEqual([])
  })
})

it("says in the log what failed, by codes", async () => {
  const refused = await through(at("submit_sm", 0x0b), once)
  expect(refused.printed).toContain('{"kind":"REFUSED","command":"submit_sm","status":"0x0000000B"}')
  const unbound = await through(at("bind_transmitter", 0x0e), once)
  expect(unbound.printed).toContain('{"kind":"REFUSED","command":"bind_transmitter","status":"0x0000000E"}')
})

it("keeps the password to itself", () => {
  const layer = sender(2775, { password: Redacted.make("canary") })
  expect(inspect(layer, { depth: 9 })).not.toContain("canary")
  expect(Exit.isSuccess(Effect.runSyncExit(Effect.sync(() => JSON.stringify(layer))))).toBe(true)
})
