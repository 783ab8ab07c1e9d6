import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import PostalMime from "postal-mime"
import { describe, expect, it } from "vitest"
import { restore } from "../../src/domain/contact/contact.ts"
import { languages } from "../../src/domain/language/language.ts"
import { type ConfirmationCode, Notifier } from "../../src/ports/notifier.ts"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { realRelay } from "../../test/smtp/real-relay.ts"
import { close, type Script, scriptedRelay } from "../../test/smtp/scripted-relay.ts"
import { composeMessage } from "./compose-message.ts"
import { type SmtpOptions, smtpNotifier } from "./index.ts"

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

const send = (port: number, options?: Partial<SmtpOptions>, message = notice()) => {
  const silent = Layer.provideMerge(sender(port, options), Logger.layer([]))
  return Effect.runPromise(Effect.result(Notifier.use(({ send }) => send(message))).pipe(Effect.provide(silent)))
}

const outcomeOf = (result: Awaited<ReturnType<typeof send>>) =>
  Result.isFailure(result) ? result.failure._tag : "sent"

const offer = (step: string) => (step === "EHLO" ? "250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN" : undefined)
const noTls = (step: string) =>
  step === "EHLO" ? "250-localhost\r\n250 AUTH PLAIN" : step === "STARTTLS" ? "502 5.5.1 Unknown command" : undefined

describe("the SMTP notifier", () => {
  it.each([
    ["implicit", { secure: true }],
    ["starttls", { secure: false }],
  ] as const)("sends over %s TLS, with credentials", async (encryption, mode) => {
    await using relay = await realRelay({ ...certificate, ...mode })
    expect(outcomeOf(await send(relay.port, { encryption }))).toBe("sent")
    expect(relay.received).toMatchObject([
      { encrypted: true, user: "mon-compte", from: "no-reply@caf.example.org", to: ["Camille.Durand@example.org"] },
    ])
  })

  it("uses TLS by default", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, authOptional: true })
    expect(outcomeOf(await send(relay.port))).toBe("sent")
    expect(relay.received[0]?.encrypted).toBe(true)
  })

  it("names the address for bounces in the envelope", async () => {
    await using relay = await realRelay({ ...certificate, secure: false })
    await send(relay.port, { returnPath: "bounces@caf.example.org" })
    expect(relay.received[0]?.from).toBe("bounces@caf.example.org")
    expect(relay.received[0]?.raw).toMatch(/^From: .*<no-reply@caf\.example\.org>/mu)
  })

  it("answers NotifierDown for wrong credentials and does not quote them", async () => {
    await using relay = await realRelay({ ...certificate, secure: false })
    const result = await send(relay.port, { auth: credentials("canary-password") })
    expect(outcomeOf(result)).toBe("NotifierDown")
    expect(inspect(result, { depth: 9 })).not.toContain("canary")
  })

  it("sends no message if it has credentials and the relay offers no authentication", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, disabledCommands: ["AUTH"] })
    expect(outcomeOf(await send(relay.port))).toBe("NotifierDown")
    expect(relay.received).toEqual([])
  })

  it("sends no credentials if it has none", async () => {
    await using relay = await realRelay({ ...certificate, secure: false, authOptional: true })
    const open = smtpNotifier({
      host: "localhost",
      port: relay.port,
      tls,
      from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
    })
    await Effect.runPromise(Notifier.use(({ send }) => send(notice())).pipe(Effect.provide(open)))
    expect(relay.received[0]?.user).toBeFalsy()
  })
})

describe("the SMTP notifier sends nothing, not even credentials,", () => {
  it.each([
    ["has no trusted signature", selfSigned("localhost"), "implicit"],
    ["has no trusted signature", selfSigned("localhost"), "starttls"],
    ["is for another host", selfSigned("relay.example.org"), "implicit"],
    ["is for another host", selfSigned("relay.example.org"), "starttls"],
    ["has expired", selfSigned("localhost", Date.now() - 60_000), "implicit"],
    ["has expired", selfSigned("localhost", Date.now() - 60_000), "starttls"],
  ] as const)("to a relay whose certificate %s (%#)", async (reason, shown, encryption) => {
    await using relay = await realRelay({ ...shown, secure: encryption === "implicit", authOptional: true })
    const trusted = reason === "has no trusted signature" ? tls : { ca: shown.cert }
    expect(outcomeOf(await send(relay.port, { encryption, tls: trusted }))).toBe("NotifierDown")
    expect(relay.received).toEqual([])
  })

  it("to a relay with an outdated TLS version", async () => {
    await using relay = await realRelay({ ...certificate, secure: true, minVersion: "TLSv1", maxVersion: "TLSv1.1" })
    expect(outcomeOf(await send(relay.port, { encryption: "implicit" }))).toBe("NotifierDown")
  })

  it.each<[string, Script]>([
    ["does not offer STARTTLS", noTls],
    [
      "no longer offers STARTTLS because an attacker removed it",
      (step) => (step === "STARTTLS" ? undefined : noTls(step)),
    ],
    ["refuses STARTTLS", (step) => (step === "STARTTLS" ? "454 4.7.0 TLS not available" : offer(step))],
    ["refuses STARTTLS permanently", (step) => (step === "STARTTLS" ? "554 5.7.3 No" : offer(step))],
    ["accepts STARTTLS and continues in cleartext", (step) => offer(step)],
    ["closes the connection at STARTTLS", (step) => (step === "STARTTLS" ? close : offer(step))],
  ])("to a relay that %s", async (_, script) => {
    await using relay = await scriptedRelay(script)
    expect(outcomeOf(await send(relay.port, { timeout: "500 millis" }))).toBe("NotifierDown")
    expect(relay.count("AUTH")).toBe(0)
    expect(relay.count("MAIL")).toBe(0)
  })

  it("in cleartext, unless the option says so", async () => {
    await using relay = await scriptedRelay(noTls)
    expect(outcomeOf(await send(relay.port, { encryption: "starttls" }))).toBe("NotifierDown")
    expect(relay.messages).toEqual([])
    const cleartext = { encryption: "NONE_CODES_TRAVEL_IN_CLEARTEXT" } as const
    expect(outcomeOf(await send(relay.port, cleartext))).toBe("sent")
    expect(relay.messages).toHaveLength(1)
  })
})

describe("a received e-mail", () => {
  const arrive = async (change: Partial<ConfirmationCode>, options?: Partial<SmtpOptions>) => {
    await using relay = await realRelay({ ...certificate, secure: false })
    expect(outcomeOf(await send(relay.port, options, notice(change)))).toBe("sent")
    const raw = relay.received[0]?.raw ?? ""
    return { raw, mail: await PostalMime.parse(raw) }
  }
  const lines = (text = "") => text.replace(/\r\n/gu, "\n").trimEnd()

  it.each(languages)("has the composed subject and bodies: %s", async (language) => {
    const { mail } = await arrive({ language })
    const composed = composeMessage(notice({ language }), { service: "Mon Compte", domain: "caf.example.org" })
    expect(mail.subject).toBe(composed.subject)
    expect(lines(mail.text)).toBe(lines(composed.text))
    expect(lines(mail.html)).toBe(lines(composed.html))
  })

  it("has the expected headers and no others", async () => {
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

  it("starts its subject and first line with the code, for the preview", async () => {
    const { mail } = await arrive({})
    expect(mail.subject?.startsWith("012345")).toBe(true)
    expect(mail.text?.split("\n")[0]).toContain("012345")
  })

  it.each([
    ["the code", { code: Redacted.make("1\r\nBcc: other@example.org\r\n\r\nx") }],
    ["the id", { id: "x>\r\nBcc: other@example.org\r\n\r\nx" }],
  ])("contains no header injected through %s", async (_, change) => {
    const { mail, raw } = await arrive(change)
    expect(mail.bcc ?? []).toEqual([])
    expect(raw.slice(0, raw.indexOf("\r\n\r\n"))).not.toMatch(/^bcc:/imu)
    expect(mail.to).toHaveLength(1)
  })

  it("keeps every special character that an address may have", async () => {
    const address = "!#$%&'*+-/=?^_`{|}~.x@xn--ole-9la.example"
    const { mail } = await arrive({ to: restore("Email", address) })
    expect(mail.to).toMatchObject([{ name: "", address }])
  })
})
