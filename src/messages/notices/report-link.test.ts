import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { languages } from "../../domain/language/language.ts"
import { type Announcement, announcements, type ReportLink } from "../../ports/notifier.ts"
import { fitsOneSms } from "./gsm-alphabet.ts"
import { longTextOf } from "./long.ts"
import { shortTextOf } from "./short.ts"

const at = Date.UTC(2026, 10, 23, 8, 5)
const DAY = 24 * 60 * 60_000
const TOKEN = "A-b_".repeat(14)
const linkOf = (page: string, days = 7): ReportLink => ({
  link: Redacted.make(page + TOKEN),
  days,
  until: at + days * DAY,
})
const PAGE = "https://www.example.org/pas-moi#"
/** The longest page that a policy accepts. */
const LONGEST = `${"https://www.example.org/".padEnd(59, "x")}#`

const notice = (change: Partial<Announcement>) =>
  ({ _tag: "Announcement", about: "ContactChanged", language: "fr", at, report: linkOf(PAGE), ...change }) as const
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, " ")
const service = "Mon Compte"

describe("the link of a notice, in an SMS", () => {
  it("replaces what else to do", () => {
    expect(shortTextOf(notice({}), { service })).toBe(
      `Vos coordonnées de contact ont été changées. Pas vous ? Signalez-le : ${PAGE}${TOKEN}`,
    )
    expect(shortTextOf(notice({ about: "PasswordChanged", language: "en" }), { service })).toBe(
      `Mon Compte: Your password was changed. Not you? Report it: ${PAGE}${TOKEN}`,
    )
  })

  it.each(languages.flatMap((language) => announcements.map((about) => [language, about] as const)))(
    "is whole, and fits one SMS with the longest page: %s, %s",
    (language, about) => {
      const text = shortTextOf(notice({ language, about, report: linkOf(LONGEST) }), { service })
      expect(text.endsWith(LONGEST + TOKEN)).toBe(true)
      expect(fitsOneSms(text)).toBe(true)
      expect(text).toMatch(/(Pas vous \?|Not you\?)/u)
    },
  )
})

describe("the link of a notice, in an e-mail", () => {
  it("is followed by what the button does, how often and how long the link works, and what it never asks", () => {
    const { report } = longTextOf(notice({}), service)
    expect(plain(report?.lead ?? "")).toBe(
      "Ce n’est pas vous ? Ouvrez cette page et appuyez sur le bouton « Ce n’est pas moi » :",
    )
    expect(report?.link).toBe(PAGE + TOKEN)
    expect(report?.paragraphs.map(plain)).toEqual([
      "Toutes les connexions seront alors fermées, et il faudra choisir un autre mot de passe. De nouvelles coordonnées, s’il y en a, ne permettront plus de retrouver votre compte.",
      "Ce lien fonctionne une seule fois, pendant 7 jours à partir du changement, jusqu’au 30 novembre 2026 à 9 h 05 (heure de Paris). Ouvrir la page ne change rien, et elle ne demande aucun mot de passe.",
    ])
  })

  it("is there in English, and has the right plural", () => {
    const { report } = longTextOf(notice({ language: "en", report: linkOf(PAGE, 1) }), service)
    expect(report?.paragraphs[1]).toContain(
      "This link works once, for 1 day from the change, until 24 November 2026 at 09:05",
    )
  })

  it("leaves one thing to do: what else to do is for a link that does not work", () => {
    const about = ["AccountOpened", "PasswordChanged", "PasswordRecovered", "ContactChanged", "AccessRestored"] as const
    const unexpected = [...about, "IdentifierReplaced" as const].flatMap((about) =>
      languages.map((language) => plain(longTextOf(notice({ about, language }), service).unexpected)),
    )
    expect(new Set(unexpected)).toEqual(
      new Set([
        "Le lien ne fonctionne pas ? Sans attendre, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
        "Le lien ne fonctionne pas ? Sans attendre, adressez-vous à votre Caf.",
        "If the link does not work, do not wait: use “Forgotten password?” on the sign-in page, then contact your Caf.",
        "If the link does not work, contact your Caf at once.",
      ]),
    )
  })

  it("is absent without a page: the notice says what to do instead", () => {
    const { report, unexpected } = longTextOf(notice({ report: undefined }), service)
    expect(report).toBeNull()
    expect(plain(unexpected)).toContain(
      "utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
    )
    expect(shortTextOf(notice({ report: undefined }), { service })).toContain('"Mot de passe oublié ?"')
  })
})
