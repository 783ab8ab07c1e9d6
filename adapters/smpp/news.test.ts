import { describe, expect, it } from "vitest"
import { announcements } from "../../src/ports/notifier.ts"
import { notice } from "../../test/smpp/trial.ts"
import { encode } from "./alphabet.ts"
import { messageFor } from "./message.ts"
import { newsOf } from "./news.ts"

const LANGUAGES = ["fr", "en"] as const
const every = LANGUAGES.flatMap((language) => announcements.map((about) => ({ language, about })))

describe("the text of news", () => {
  it("in French", () => {
    expect(newsOf({ language: "fr", about: "PasswordChanged" }, "Mon Compte")).toBe(
      'Mon Compte : Votre mot de passe a été changé. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
    )
  })

  it("in English", () => {
    expect(newsOf({ language: "en", about: "PasswordChanged" }, "Mon Compte")).toBe(
      'Mon Compte: Your password was changed. Not you? Use "Forgotten password?" and tell your fund.',
    )
  })

  it.each(LANGUAGES)("of a separation says, in %s, what becomes of an 8-digit password", (language) => {
    const text = newsOf({ language, about: "SeparationDeclared" }, "Mon Compte")
    expect(text).toMatch(/(mot de passe à 8 chiffres ne marche plus|8-digit password no longer works)/u)
    expect(text).toMatch(/(Mot de passe oublié|Forgotten password)/u)
  })

  it.each(every)("fits one message in GSM 03.38 by itself: $language, $about", (news) => {
    expect(encode(newsOf(news, ""))).toMatchObject({ coding: 0, fits: true })
    expect(newsOf(news, "Mon Compte")).toMatch(/^Mon Compte ?: /u)
  })

  it.each(every)("fits one message whatever the service is called: $language, $about", (news) => {
    for (let length = 1; length <= 160; length += 1) {
      expect(encode(newsOf(news, "s".repeat(length))).fits).toBe(true)
      expect(encode(newsOf(news, "ç".repeat(length))).fits).toBe(true)
    }
  })

  it("keeps what is to be done rather than the name of the service", () => {
    const changed = (service: string) => newsOf({ language: "fr", about: "PasswordChanged" }, service)
    const told = changed("").slice(" : ".length)
    expect(told).toHaveLength(102)
    expect(changed("s".repeat(55))).toBe(`${"s".repeat(55)} : ${told}`)
    expect(changed("s".repeat(56))).toBe(told)
    expect(changed("Reçus")).toBe(told)
  })
})

it("a message of news stops being delivered after three days, and bears its own reference", () => {
  const at = Date.UTC(2026, 10, 23, 9)
  const { id, language, to } = notice()
  const letterhead = { service: "Mon Compte", domain: "www.example.org" }
  const fields = messageFor({ _tag: "Announcement", id, to, language, about: "ContactAdded", at }, letterhead)
  expect(fields["validity_period"]).toEqual(new Date("2026-11-26T09:00:00Z"))
  expect(fields["user_message_reference"]).toBe(messageFor(notice(), letterhead)["user_message_reference"])
  expect(String(fields["short_message"])).not.toContain("www.example.org")
})
