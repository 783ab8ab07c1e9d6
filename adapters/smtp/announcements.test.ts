import { describe, expect, it } from "vitest"
import { Email } from "../../src/domain/contact/contact.ts"
import { languages } from "../../src/domain/language/language.ts"
import { type Announcement, announcements } from "../../src/ports/notifier.ts"
import { composeMessage } from "./compose-message.ts"

const announcement = (change: Partial<Announcement> = {}): Announcement => ({
  _tag: "Announcement",
  id: "separation.7.camille",
  to: Email.restore("camille@example.org"),
  language: "fr",
  about: "SeparationDeclared",
  at: Date.UTC(2026, 10, 23, 9, 5),
  ...change,
})
const message = (change?: Partial<Announcement>) =>
  composeMessage(announcement(change), { service: "Mon Compte", domain: "caf.example.org" })
const every = languages.flatMap((language) => announcements.map((about) => ({ language, about })))

describe("the e-mail of an announcement", () => {
  it("announces a separation in French", () => {
    expect(message().subject).toBe("Mon Compte\u00a0: une séparation a été déclarée")
    expect(
      message().text.replaceAll("\u00a0", "~"),
    ).toBe(`Une séparation a été déclarée le 23 novembre 2026 à 10~h~05 (heure de
Paris) dans votre dossier allocataire.

L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris
fin.

Si vous vous connectiez encore avec un mot de passe à 8 chiffres, il ne
fonctionne plus. Pour entrer, utilisez «~Mot de passe oublié~?~» sur la
page de connexion, ou adressez-vous à votre Caf.

Nous ne vous demanderons jamais votre mot de passe par téléphone, par
SMS ou par e-mail.

Vous n’y êtes pour rien, ou c’est une erreur~? Sans attendre,
adressez-vous à votre Caf.

-- 
Ce message est envoyé automatiquement~: inutile d’y répondre.
`)
  })

  it("announces a changed password in English", () => {
    const { subject, text } = message({ language: "en", about: "PasswordChanged" })
    expect(subject).toBe("Mon Compte: your password was changed")
    expect(text).toBe(`Your password was changed on 23 November 2026 at 10:05 (Paris time).

All sessions of your account were ended, including the one in which it
was changed.

We will never ask you for your password by telephone, text message or
email.

If this was not you, do not wait: use “Forgotten password?” on the
sign-in page, then contact your Caf.

-- 
This message is sent automatically: there is no need to reply.
`)
  })

  it("shows the time in Paris, also in summer and around midnight", () => {
    expect(message({ at: Date.UTC(2026, 5, 30, 22, 30) }).text).toContain("le 1er juillet 2026 à 0\u00a0h\u00a030")
    expect(message({ at: Date.UTC(2026, 11, 31, 22, 30) }).text).toContain("le 31 décembre 2026 à 23\u00a0h\u00a030")
    expect(message({ at: Date.UTC(2026, 11, 11) }).text).toContain("le 11 décembre 2026 à 1\u00a0h\u00a000")
  })

  it.each(every)("has a time, no contact, no code and no link: $language, $about", (about) => {
    const { html, subject, text } = message(about)
    expect(text).toContain(about.language === "fr" ? "10\u00a0h\u00a005" : "10:05")
    expect(`${subject}${text}${html}`).not.toMatch(/\{|camille@|https?:|undefined|null|\d{6}/u)
    expect(html).not.toMatch(/<(?:img|a|link|script|iframe|form|input)\b/u)
    expect(html).toContain(`<html lang="${about.language}" dir="ltr">`)
    expect(subject).toMatch(/^Mon Compte\u00a0?: /u)
  })

  it.each(languages)("has the same words in HTML as in plain text: %s", (language) => {
    const { html, text } = message({ language })
    const words = (shown: string) => shown.replace(/\s+/gu, " ").trim()
    const body = html.slice(html.indexOf("<body")).replace(/<[^>]+>/gu, "")
    expect(words(body)).toBe(words(text.replace("-- \n", "")))
  })

  it("is identical for the same announcement, with the date of the event", () => {
    expect(message()).toEqual(message())
    expect(message().messageId).toBe("<separation.7.camille@caf.example.org>")
    expect(message().date).toEqual(new Date("2026-11-23T09:05:00Z"))
  })
})
