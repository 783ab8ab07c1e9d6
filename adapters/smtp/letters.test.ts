import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { Email } from "../../src/domain/contact/contact.ts"
import type { ConfirmationCode } from "../../src/ports/notifier.ts"
import { letterFor } from "./letters.ts"

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
const letterhead = { service: "Mon Compte", domain: "caf.example.org" }
const letter = (change?: Partial<ConfirmationCode>, head = letterhead) => letterFor(notice(change), head)

describe("the letter of a code", () => {
  it("in French", () => {
    expect(letter().subject).toBe("012345 est votre code Mon Compte")
    expect(letter().text.replaceAll("\u00a0", "~")).toBe(`Votre code de confirmation~: 012345

Saisissez ce code dans Mon Compte pour confirmer votre adresse e-mail.
Il fonctionne pendant 10 minutes à partir de votre demande.

Ne communiquez ce code à personne. Nous ne vous demanderons jamais votre
mot de passe ni ce code par téléphone, par SMS ou par e-mail.

Vous n’avez rien demandé~? Ne transmettez pas ce code~: sans lui, rien
ne change. Vous pouvez supprimer ce message.

-- 
Ce message est envoyé automatiquement~: inutile d’y répondre.
`)
  })

  it("in English", () => {
    expect(letter({ language: "en" }).subject).toBe("012345 is your Mon Compte code")
    expect(letter({ language: "en" }).text).toBe(`Your confirmation code: 012345

Enter this code in Mon Compte to confirm your email address. It works
for 10 minutes from when you asked for it.

Do not give this code to anyone. We will never ask you for your password
or for this code by telephone, text message or email.

You did not ask for it? Do not pass this code on: without it, nothing
changes. You can delete this message.

-- 
This message is sent automatically: there is no need to reply.
`)
  })

  it("says which message it is from the second on", () => {
    const fr = (number: number) => letter({ number }).text.replaceAll("\u00a0", " ")
    expect(fr(1)).not.toContain("n° ")
    expect(fr(2)).toContain("Ce message est le n° 2 : lui seul fonctionne.")
    expect(letter({ number: 2 }).text).toContain("n°\u00a02\u00a0:")
    expect(letter({ number: 1, language: "en" }).text).not.toContain("no. ")
    expect(letter({ number: 2, language: "en" }).text).toContain("This is message no. 2: only its code works.")
  })

  it.each([
    [1, "1 minute ", "1 minute "],
    [2, "2 minutes ", "2 minutes "],
    [15, "15 minutes ", "15 minutes "],
  ])("that works for %d minutes counts them right", (minutes, fr, en) => {
    const words = (language: "fr" | "en") => letter({ minutes, language }).text.replaceAll("\n", " ")
    expect(words("fr")).toContain(`pendant ${fr}à partir`)
    expect(words("en")).toContain(`for ${en}from`)
  })

  it("has the same words in HTML, in the language it says, and fetches nothing", () => {
    for (const language of ["fr", "en"] as const) {
      const { html, subject, text } = letter({ language, number: 3 })
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

  it("escapes what it is given", () => {
    const { html } = letter({}, { ...letterhead, service: `<script>"R&D's"</script>` })
    expect(html).toContain("&lt;script&gt;&quot;R&amp;D&#39;s&quot;&lt;/script&gt;")
    expect(html).not.toContain("<script")
  })

  it("is the same letter for the same notice", () => {
    expect(letter()).toEqual(letter())
    expect(letter().messageId).toBe("<0192f7a0-4c1e-7cc3-9a53-1f2b8f8e6a10.1@caf.example.org>")
    expect(letter().date).toEqual(new Date("2026-11-23T09:00:00Z"))
    expect(letter({ id: "other" }).messageId).toBe("<other@caf.example.org>")
  })

  it.each(["", "a b", "a@b", "a>\r\nBcc: c", ".a", "a.", "a..b", "é", "x".repeat(65)])(
    "has a digest in its Message-ID where the notice's id %j cannot stand",
    (id) => {
      expect(letter({ id }).messageId).toMatch(/^<[0-9a-f]{64}@caf\.example\.org>$/u)
      expect(letter({ id }).messageId).toBe(letter({ id }).messageId)
      expect(letter({ id }).messageId).not.toBe(letter({ id: `${id}!` }).messageId)
    },
  )

  it("has the id itself up to 64 characters", () => {
    expect(letter({ id: "x".repeat(64) }).messageId).toBe(`<${"x".repeat(64)}@caf.example.org>`)
  })

  it("asks no machine to answer", () => {
    expect(letter().headers).toEqual({
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": "fr",
    })
  })
})
