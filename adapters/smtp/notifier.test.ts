import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import PostalMime from "postal-mime"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import { type ConfirmationCode, Notifier } from "../../src/ports/notifier.ts"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { realRelay } from "../../test/smtp/real-relay.ts"
import { close, type Script, scriptedRelay } from "../../test/smtp/scripted-relay.ts"
import { type SmtpOptions, smtpNotifier } from "./index.ts"
import { letterFor } from "./letters.ts"

const notice = (change: Partial<ConfirmationCode> = {}): ConfirmationCode => ({
  _tag: "ConfirmationCode",
  id: "challenge.2",
  to: restore("Email", "Camille.Durand@example.org"),
  language: "fr",
  purpose: "migration",
  code: Redacted.make("012345"),
  number: 2,
  expiresAt: Date.UTC(2026, 10, 23, 9, 10),
  minutes: 10,
  ...change,
})

const certificate = selfSigned("localhost")
const tls = { ca: certificate.cert }
const credentials = (password: string) => ({ user: "mon-compte", password: Redacted.make(password) })

const sender = (port: number, options: Partial<SmtpOptions> = {}) =>
  smtpNotifier({
    host: "localhost",
    port,
    tls,
    auth: credentials("relay-password"),
    from: { name: "Mon Compte – CAF", address: "no-reply@caf.example.org" },
    timeout: "5 seconds",
    ...options,
  })

const send = (port: number, options?: Partial<SmtpOptions>, what = notice()) => {
  const silent = Layer.provideMerge(sender(port, options), Logger.layer([]))
  return Effect.runPromise(Effect.result(Notifier.use(({ send }) => send(what))).pipe(Effect.provide(silent)))
}

const failure = (result: Awaited<ReturnType<typeof send>>) => (Result.isFailure(result) ? result.failure._tag : "sent")

const offer = (now: string) => (now === "EHLO" ? "250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN" : undefined)
const noTls = (now: string) =>
  now === "EHLO" ? "250-localhost\r\n250 AUTH PLAIN" : now === "STARTTLS" ? "502 5.5.1 Unknown command" : undefined

describe("over TLS", () => {
  it.each([
    ["implicit", { secure: true }],
    ["starttls", { secure: false }],
  ] as const)("%s, the letter arrives encrypted, with credentials", async (encryption, mode) => {
    await using relay = await realRelay({ ...certificate, ...mode })
    expect(failure(await send(relay.port, { encryption }))).toBe("sent")
    expect(relay.arrived).toMatchObject([
      { encrypted: true, user: "mon-compte", from: "no-reply@caf.example.org", to: ["Camille.Durand@example.org"] },
    ])
  })

  it("is what the sender asks for by default", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, authOptional: true })
    expect(failure(await send(relay.port))).toBe("sent")
    expect(relay.arrived[0]?.encrypted).toBe(true)
  })

  it("bounces go where they are wanted", async () => {
    await using relay = await realRelay({ ...certificate, secure: false })
    await send(relay.port, { returnTo: "bounces@caf.example.org" })
    expect(relay.arrived[0]?.from).toBe("bounces@caf.example.org")
    expect(relay.arrived[0]?.raw).toMatch(/^From: .*<no-reply@caf\.example\.org>/mu)
  })

  it("wrong credentials are our fault, and stay out of the error", async () => {
    await using relay = await realRelay({ ...certificate, secure: false })
    const result = await send(relay.port, { auth: credentials("canary-password") })
    expect(failure(result)).toBe("NotifierDown")
    expect(inspect(result, { depth: 9 })).not.toContain("canary")
  })

  it("a relay that offers no log-in gets no letter when there are credentials", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, disabledCommands: ["AUTH"] })
    expect(failure(await send(relay.port))).toBe("NotifierDown")
    expect(relay.arrived).toEqual([])
  })

  it("without credentials none are sent", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, authOptional: true })
    const open = smtpNotifier({
      host: "localhost",
      port: relay.port,
      tls,
      from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
    })
    await Effect.runPromise(Notifier.use(({ send }) => send(notice())).pipe(Effect.provide(open)))
    expect(relay.arrived[0]?.user).toBeFalsy()
  })
})

describe("nothing is sent, log-in included", () => {
  it.each([
    ["nobody trusted signed", selfSigned("localhost"), "implicit"],
    ["nobody trusted signed", selfSigned("localhost"), "starttls"],
    ["is for another host", selfSigned("relay.example.org"), "implicit"],
    ["is for another host", selfSigned("relay.example.org"), "starttls"],
    ["is out of date", selfSigned("localhost", Date.now() - 60_000), "implicit"],
    ["is out of date", selfSigned("localhost", Date.now() - 60_000), "starttls"],
  ] as const)("to a relay whose certificate %s (%#)", async (reason, shown, encryption) => {
    await using relay = await realRelay({ ...shown, secure: encryption === "implicit", authOptional: true })
    const trusted = reason === "nobody trusted signed" ? tls : { ca: shown.cert }
    expect(failure(await send(relay.port, { encryption, tls: trusted }))).toBe("NotifierDown")
    expect(relay.arrived).toEqual([])
  })

  it("to a relay of an outdated TLS", async () => {
    await using relay = await realRelay({ ...certificate, secure: true, minVersion: "TLSv1", maxVersion: "TLSv1.1" })
    expect(failure(await send(relay.port, { encryption: "implicit" }))).toBe("NotifierDown")
  })

  it.each<[string, Script]>([
    ["has no STARTTLS", noTls],
    ["has STARTTLS taken out of what it offers", (now) => (now === "STARTTLS" ? undefined : noTls(now))],
    ["refuses STARTTLS", (now) => (now === "STARTTLS" ? "454 4.7.0 TLS not available" : offer(now))],
    ["refuses STARTTLS for good", (now) => (now === "STARTTLS" ? "554 5.7.3 No" : offer(now))],
    ["says yes to STARTTLS and goes on in clear", (now) => offer(now)],
    ["hangs up at STARTTLS", (now) => (now === "STARTTLS" ? close : offer(now))],
  ])("to a relay that %s", async (_, script) => {
    await using relay = await scriptedRelay(script)
    expect(failure(await send(relay.port, { timeout: "500 millis" }))).toBe("NotifierDown")
    expect(relay.count("AUTH")).toBe(0)
    expect(relay.count("MAIL")).toBe(0)
  })

  it("in clear, unless that is spelt out", async () => {
    await using relay = await scriptedRelay(noTls)
    expect(failure(await send(relay.port, { encryption: "starttls" }))).toBe("NotifierDown")
    expect(relay.letters).toEqual([])
    const clear = { encryption: "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES" } as const
    expect(failure(await send(relay.port, clear))).toBe("sent")
    expect(relay.letters).toHaveLength(1)
  })
})

describe("the letter, when it arrives,", () => {
  const arrive = async (change: Partial<ConfirmationCode>, options?: Partial<SmtpOptions>) => {
    await using relay = await realRelay({ ...certificate, secure: false })
    expect(failure(await send(relay.port, options, notice(change)))).toBe("sent")
    const raw = relay.arrived[0]?.raw ?? ""
    return { raw, mail: await PostalMime.parse(raw) }
  }
  const lines = (text = "") => text.replace(/\r\n/gu, "\n").trimEnd()

  it.each(["fr", "en"] as const)("has the words that were written, in %s", async (language) => {
    const { mail } = await arrive({ language })
    const written = letterFor(notice({ language }), { service: "Mon Compte", domain: "caf.example.org" })
    expect(mail.subject).toBe(written.subject)
    expect(lines(mail.text)).toBe(lines(written.text))
    expect(lines(mail.html)).toBe(lines(written.html))
  })

  it("has its headers, and no more", async () => {
    const { mail } = await arrive({})
    expect(mail.from).toMatchObject({ name: "Mon Compte – CAF", address: "no-reply@caf.example.org" })
    expect(mail.to).toMatchObject([{ name: "", address: "Camille.Durand@example.org" }])
    expect(mail.messageId).toBe("<challenge.2@caf.example.org>")
    expect(mail.date).toBe("2026-11-23T09:00:00.000Z")
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
    expect(headers).toMatchObject({
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "All",
      "content-language": "fr",
    })
    expect(Object.keys(headers).sort()).toEqual([
      "auto-submitted",
      "content-language",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
      "x-auto-response-suppress",
    ])
  })

  it("has the code within reach of a preview", async () => {
    const { mail } = await arrive({})
    expect(mail.subject?.startsWith("012345")).toBe(true)
    expect(mail.text?.split("\n")[0]).toContain("012345")
  })

  it.each([
    ["a code", { code: Redacted.make("1\r\nBcc: other@example.org\r\n\r\nx") }],
    ["an id", { id: "x>\r\nBcc: other@example.org\r\n\r\nx" }],
  ])("has no header that came in through %s", async (_, change) => {
    const { mail, raw } = await arrive(change)
    expect(mail.bcc ?? []).toEqual([])
    expect(raw.slice(0, raw.indexOf("\r\n\r\n"))).not.toMatch(/^bcc:/imu)
    expect(mail.to).toHaveLength(1)
  })

  it("goes to an address with the oddest of letters as it is", async () => {
    const address = "!#$%&'*+-/=?^_`{|}~.x@xn--ole-9la.example"
    const { mail } = await arrive({ to: restore("Email", address) })
    expect(mail.to).toMatchObject([{ name: "", address }])
  })
})
