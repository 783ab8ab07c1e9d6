import { describe, expect, it } from "vitest"
import { languages } from "../language/language.ts"
import { DEFECT_CODES, Email, Mobile } from "./contact.ts"
import { contactTexts } from "./texts.ts"

const texts = DEFECT_CODES.flatMap((code) =>
  languages.map((language) => ({ code, language, text: contactTexts[code][language] })),
)

describe("the texts of the defects", () => {
  it("are different for each code and language", () => {
    expect(Object.keys(contactTexts)).toEqual([...DEFECT_CODES])
    expect(new Set(texts.map(({ text }) => text)).size).toBe(languages.length * DEFECT_CODES.length)
  })

  it.each(texts)("of $code in $language gives an example that is accepted", ({ text }) => {
    const mails = text.match(/[a-z]+@[a-z.]+[a-z]/gu) ?? []
    const mobiles = text.match(/\+?\d(?: ?\d){8,}/gu) ?? []
    expect(mails.length + mobiles.length).toBeGreaterThan(0)
    for (const mail of mails) expect(Email.parse(mail).ok).toBe(true)
    for (const mobile of mobiles) expect(Mobile.parse(mobile).ok).toBe(true)
  })

  it.each(texts)("of $code in $language is a sentence in good typography", ({ language, text }) => {
    expect(text).toMatch(/^\p{Lu}/u)
    expect(text).toMatch(/[.\d\w]$/u)
    expect(text).not.toMatch(/'| {2}/u)
    if (language === "fr") expect(text).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  })
})
