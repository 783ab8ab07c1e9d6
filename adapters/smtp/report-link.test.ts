import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { Email } from "../../src/domain/contact/contact.ts"
import { languages } from "../../src/domain/language/language.ts"
import { composeMessage } from "./compose-message.ts"

const at = Date.UTC(2026, 10, 23, 9, 5)
const LINK = `https://www.example.org/pas-moi?jeton=${"A-b_".repeat(14)}`
const report = { link: Redacted.make(LINK), days: 7, until: at + 7 * 24 * 60 * 60_000 }
const message = (language: "fr" | "en") =>
  composeMessage(
    {
      _tag: "Announcement",
      id: "changed.7.camille",
      to: Email.restore("camille@example.org"),
      language,
      about: "ContactChanged",
      at,
      report,
    },
    { service: "Mon Compte", domain: "caf.example.org" },
  )

describe("the e-mail of a change with a link to report it", () => {
  it.each(languages)("has the whole address on a line of its own in plain text: %s", (language) => {
    expect(message(language).text.split("\n")).toContain(LINK)
  })

  it.each(languages)("has one link in HTML, whose words are its address: %s", (language) => {
    const { html } = message(language)
    expect(html.match(/<a\b[^>]*>[^<]*<\/a>/gu)).toEqual([`<a href="${LINK}">${LINK}</a>`])
    expect(html).not.toMatch(/<(?:img|link|script|iframe|form|input)\b|url\(|src=/u)
  })

  it.each(languages)("has the same words in HTML as in plain text: %s", (language) => {
    const { html, text } = message(language)
    const words = (shown: string) => shown.replace(/\s+/gu, " ").trim()
    const body = html.slice(html.indexOf("<body")).replace(/<[^>]+>/gu, " ")
    expect(words(body)).toBe(words(text.replace("-- \n", "")))
  })

  it("has no secret in its subject and its headers", () => {
    const { text: _, html: __, ...others } = message("fr")
    expect(JSON.stringify(others)).not.toContain("A-b_")
  })
})
