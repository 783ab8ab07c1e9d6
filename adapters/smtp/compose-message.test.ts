import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { Email } from "../../src/domain/contact/contact.ts"
import { type Language, languages } from "../../src/domain/language/language.ts"
import type { ConfirmationCode } from "../../src/ports/notifier.ts"
import { composeMessage } from "./compose-message.ts"

const notice = (change: Partial<ConfirmationCode> = {}): ConfirmationCode => ({
  _tag: "ConfirmationCode",
  id: "0192f7a0-4c1e-7cc3-9a53-1f2b8f8e6a10.1",
  to: Email.restore("camille@example.org"),
  language: "fr",
  purpose: "migration",
  code: Redacted.make("012345"),
  number: 1,
  expiresAt: Date.UTC(2026, 10, 23, 9, 10),
  minutes: 10,
  ...change,
})
const options = { service: "Mon Compte", domain: "caf.example.org" }
const message = (change?: Partial<ConfirmationCode>, changed = options) => composeMessage(notice(change), changed)

describe("the e-mail of a code", () => {
  it("is written in French", () => {
    expect(message().subject).toBe("012345\u00a0: votre code pour activer votre connexion Mon Compte")
    expect(message().text.replaceAll("\u00a0", "~")).toBe(`Votre code pour activer votre connexion Mon Compte~: 012345

Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et
nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre
demande.

Ne communiquez ce code à personne. Nous ne vous demanderons jamais votre
mot de passe ni ce code par téléphone, par SMS ou par e-mail.

Vous n’avez rien demandé~? Ne transmettez pas ce code~: sans lui, rien
ne change. Vous pouvez supprimer ce message.

-- 
Ce message est envoyé automatiquement~: inutile d’y répondre.
`)
  })

  it("is written in English", () => {
    expect(message({ language: "en" }).subject).toBe("012345 is your code to activate your Mon Compte sign-in")
    expect(message({ language: "en" }).text).toBe(`Your code to activate your Mon Compte sign-in: 012345

Enter this code on the page of Mon Compte where you asked for it, and
nowhere else. It works for 10 minutes from when you asked for it.

Do not give this code to anyone. We will never ask you for your password
or for this code by telephone, text message or email.

If you did not ask for it, do not pass this code on: nothing changes
without it. You can delete this message.

-- 
This message is sent automatically: there is no need to reply.
`)
  })

  it("shows its number from the second message on", () => {
    const fr = (number: number) => message({ number }).text.replaceAll("\u00a0", " ")
    expect(fr(1)).not.toContain("n° ")
    expect(fr(2)).toContain("Ce message est le n° 2 : lui seul fonctionne.")
    expect(message({ number: 2 }).text).toContain("n°\u00a02\u00a0:")
    expect(message({ number: 1, language: "en" }).text).not.toContain("no. ")
    expect(message({ number: 2, language: "en" }).text).toContain("This is message no. 2: only its code works.")
  })

  it.each([
    [1, "1 minute ", "1 minute "],
    [2, "2 minutes ", "2 minutes "],
    [15, "15 minutes ", "15 minutes "],
  ])("uses the right plural for %d minutes", (minutes, fr, en) => {
    const words = (language: Language) => message({ minutes, language }).text.replaceAll("\n", " ")
    expect(words("fr")).toContain(`pendant ${fr}à partir`)
    expect(words("en")).toContain(`for ${en}from`)
  })

  it.each([
    ["migration", "pour activer votre connexion Mon Compte", "to activate your Mon Compte sign-in"],
    ["recovery", "pour changer votre mot de passe Mon Compte", "to change your Mon Compte password"],
    ["contact", "pour changer vos coordonnées Mon Compte", "to change your Mon Compte contact details"],
  ] as const)(
    "says in subject and text what the code does, so that a relayed code betrays the intruder: %s",
    (...row) => {
      const [purpose, fr, en] = row
      for (const [language, does] of [
        ["fr", `votre code ${fr}`],
        ["en", `code ${en}`],
      ] as const) {
        expect(message({ purpose, language }).subject).toContain(does)
        expect(message({ purpose, language }).text.replaceAll("\n", " ").toLowerCase()).toContain(does.toLowerCase())
      }
    },
  )

  it("has the same words in HTML as in plain text, declares its language and loads nothing", () => {
    for (const language of languages) {
      const { html, subject, text } = message({ language, number: 3 })
      const words = (shown: string) => shown.replace(/<br>/gu, " ").replace(/\s+/gu, " ").trim()
      const body = html
        .slice(html.indexOf("<body"))
        .replace(/<br>/gu, " ")
        .replace(/<[^>]+>/gu, "")
      expect(words(body)).toBe(words(text.replace("-- \n", "")))
      expect(html).toContain(`<html lang="${language}" dir="ltr">`)
      expect(html).toContain(`<title>${subject}</title>`)
      expect(html).not.toMatch(/<(?:img|a|link|script|iframe|form|input)\b|https?:|url\(|src=/u)
    }
  })

  it("escapes the name of the service in HTML", () => {
    const { html } = message({}, { ...options, service: `<script>"R&D's"</script>` })
    expect(html).toContain("&lt;script&gt;&quot;R&amp;D&#39;s&quot;&lt;/script&gt;")
    expect(html).not.toContain("<script")
  })

  it("is identical for the same notice", () => {
    expect(message()).toEqual(message())
    expect(message().messageId).toBe("<0192f7a0-4c1e-7cc3-9a53-1f2b8f8e6a10.1@caf.example.org>")
    expect(message().date).toEqual(new Date("2026-11-23T09:00:00Z"))
    expect(message({ id: "other" }).messageId).toBe("<other@caf.example.org>")
  })

  it.each(["", "a b", "a@b", "a>\r\nBcc: c", ".a", "a.", "a..b", "é", "x".repeat(65)])(
    "has a digest in its Message-ID if the notice's id %j is not a dot-atom of at most 64 characters",
    (id) => {
      expect(message({ id }).messageId).toMatch(/^<[0-9a-f]{64}@caf\.example\.org>$/u)
      expect(message({ id }).messageId).toBe(message({ id }).messageId)
      expect(message({ id }).messageId).not.toBe(message({ id: `${id}!` }).messageId)
    },
  )

  it("has the notice's id itself in its Message-ID, up to 64 characters", () => {
    expect(message({ id: "x".repeat(64) }).messageId).toBe(`<${"x".repeat(64)}@caf.example.org>`)
  })

  it("has headers that prevent automatic replies", () => {
    expect(message().headers).toEqual({
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": "fr",
    })
  })
})
