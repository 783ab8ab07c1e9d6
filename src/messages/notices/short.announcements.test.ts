import { describe, expect, it } from "vitest"
import { languages } from "../../domain/language/language.ts"
import { type Announcement, announcements } from "../../ports/notifier.ts"
import { fitsOneSms, septetsOf } from "./gsm-alphabet.ts"
import { shortTextOf } from "./short.ts"

type Facts = Pick<Announcement, "about" | "language">
const textOf = (facts: Facts, service: string) => shortTextOf({ _tag: "Announcement", ...facts }, { service })
const every = languages.flatMap((language) => announcements.map((about) => ({ language, about })))

describe("the short text of an announcement", () => {
  it("is written in French", () => {
    expect(textOf({ language: "fr", about: "PasswordChanged" }, "Mon Compte")).toBe(
      'Mon Compte : Votre mot de passe a été changé. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
    )
  })

  it("is written in English", () => {
    expect(textOf({ language: "en", about: "PasswordChanged" }, "Mon Compte")).toBe(
      'Mon Compte: Your password was changed. Not you? Use "Forgotten password?" and contact your Caf.',
    )
  })

  it.each(languages)("says after a separation that an 8-digit password no longer works: %s", (language) => {
    const text = textOf({ language, about: "SeparationDeclared" }, "Mon Compte")
    expect(text).toMatch(/(mot de passe à 8 chiffres ne marche plus|8-digit password no longer works)/u)
    expect(text).toMatch(/(Mot de passe oublié|Forgotten password)/u)
  })

  it.each(every)("fits one SMS in GSM 03.38: $language, $about", (facts) => {
    expect(septetsOf(textOf(facts, ""))).not.toBeNull()
    expect(fitsOneSms(textOf(facts, ""))).toBe(true)
    expect(textOf(facts, "Mon Compte")).toMatch(/^Mon Compte ?: /u)
  })

  it.each(every)("fits one SMS whatever the name of the service: $language, $about", (facts) => {
    for (let length = 1; length <= 160; length += 1) {
      expect(fitsOneSms(textOf(facts, "s".repeat(length)))).toBe(true)
      expect(fitsOneSms(textOf(facts, "ç".repeat(length)))).toBe(true)
    }
  })

  it("omits the name of the service before it omits what to do", () => {
    const changed = (service: string) => textOf({ language: "fr", about: "PasswordChanged" }, service)
    const text = changed("").slice(" : ".length)
    expect(text).toHaveLength(99)
    expect(changed("s".repeat(58))).toBe(`${"s".repeat(58)} : ${text}`)
    expect(changed("s".repeat(59))).toBe(text)
    expect(changed("Reçus")).toBe(`Recus : ${text}`)
    expect(changed("Мой счёт")).toBe(text)
  })
})
