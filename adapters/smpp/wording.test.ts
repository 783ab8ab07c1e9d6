import { describe, expect, it } from "vitest"
import type { Language } from "../../src/domain/language/language.ts"
import { encode } from "./alphabet.ts"
import { type About, leavesRoom, MOST, textOf } from "./wording.ts"

const plain = { service: "Mon Compte", domain: undefined }
const site = { service: "Mon Compte", domain: "www.example.org" }
const text = (about: Partial<About>, letterhead = site as { service: string; domain: string | undefined }) =>
  textOf({ language: "fr", purpose: "migration", number: 1, minutes: 10, ...about }, "012345", letterhead)

const LANGUAGES: ReadonlyArray<Language> = ["fr", "en"]
/** Their figures are what takes room: both ends of every count of figures. */
const MINUTES = [1, 2, 9, 10, 15, 999, MOST.minutes]
const NUMBERS = [1, 2, 9, 10, MOST.number]
/** A host of so many characters. */
const host = (length: number) => `${"a".repeat(length)}.example.org`.slice(-length)

describe("the text of a code", () => {
  it("in French", () => {
    expect(text({})).toBe(
      "012345 est votre code Mon Compte, valable 10 minutes. Ne le donnez à personne.\n@www.example.org #012345",
    )
    expect(text({ number: 2 })).toBe(
      "012345 est votre code Mon Compte, valable 10 minutes. Message 2 : lui seul fonctionne. Ne le donnez à personne.\n@www.example.org #012345",
    )
    expect(text({ minutes: 1 }, plain)).toBe(
      "012345 est votre code Mon Compte, valable 1 minute. Ne le donnez à personne.",
    )
  })

  it("in English", () => {
    expect(text({ language: "en" })).toBe(
      "012345 is your Mon Compte code, valid for 10 minutes. Do not give it to anyone.\n@www.example.org #012345",
    )
    expect(text({ language: "en", number: 2 })).toBe(
      "012345 is your Mon Compte code, valid for 10 minutes. Message 2: only this one works. Do not give it to anyone.\n@www.example.org #012345",
    )
    expect(text({ language: "en", minutes: 1 }, plain)).toBe(
      "012345 is your Mon Compte code, valid for 1 minute. Do not give it to anyone.",
    )
  })

  it("says what for, where it is not the first sign-in and there is room", () => {
    expect(text({ purpose: "recovery" }, plain)).toBe(
      "012345 est votre code Mon Compte pour changer de mot de passe, valable 10 minutes. Ne le donnez à personne.",
    )
    expect(text({ purpose: "contact", language: "en", number: 2 }, plain)).toBe(
      "012345 is your Mon Compte code to confirm this number, valid for 10 minutes. Message 2: only this one works. Do not give it to anyone.",
    )
    const crowded = { service: "Mon Compte", domain: host(60) }
    expect(text({ purpose: "recovery" }, crowded)).toBe(text({ purpose: "migration" }, crowded))
  })

  it("says less where there is less room, and the least last", () => {
    const shorter = (length: number) =>
      text({ number: 2 }, { service: "Mon Compte", domain: host(length) }).split("\n")[0]
    expect(shorter(39)).toBe(
      "012345 est votre code Mon Compte, valable 10 minutes. Message 2 : lui seul fonctionne. Ne le donnez à personne.",
    )
    expect(shorter(40)).toBe(
      "012345 est votre code Mon Compte (message 2), valable 10 minutes. Ne le donnez à personne.",
    )
    expect(shorter(60)).toBe(
      "012345 est votre code Mon Compte (message 2), valable 10 minutes. Ne le donnez à personne.",
    )
    expect(shorter(61)).toBe("012345 est votre code Mon Compte (message 2), valable 10 minutes.")
    expect(shorter(85)).toBe("012345 est votre code Mon Compte (message 2), valable 10 minutes.")
    expect(shorter(86)).toBe("012345 Mon Compte message 2, 10 min")
    expect(text({}, { service: "Espace François", domain: "www.example.org" })).toBe(
      "012345 Espace François, 10 min\n@www.example.org #012345",
    )
  })

  it("fits one message, begins with the code, says the minutes and the message, and ends with the site", () => {
    let tried = 0
    for (const [service, room, coding] of [
      ["Mon Compte", 122, 0],
      ["Espace François", 32, 8],
    ] as const) {
      for (let length = 0; length <= room - service.length; length++) {
        if (length > 0 && length < 4) continue
        const domain = length === 0 ? undefined : host(length)
        expect(leavesRoom({ service, domain })).toBe(true)
        for (const language of LANGUAGES) {
          for (const minutes of MINUTES) {
            for (const number of NUMBERS) {
              const written = text({ language, minutes, number }, { service, domain })
              const sent = encode(written)
              const [first = "", last] = written.split("\n")
              const kept =
                sent.fits &&
                sent.coding === coding &&
                first.startsWith("012345 ") &&
                first.includes(service) &&
                new RegExp(`\\b${minutes} min`, "u").test(first) &&
                /message (\d+)/iu.exec(first)?.[1] === (number > 1 ? `${number}` : undefined) &&
                last === (domain === undefined ? undefined : `@${domain} #012345`)
              if (!kept) expect.fail(`${language}, ${minutes} minutes, message ${number}: ${written}`)
              tried += 1
            }
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(8_000)
  })

  it.each([
    ["Mon Compte", 112],
    ["Mon €", 116],
    ["Espace François", 17],
  ])("of %s has room for a host of %d characters, and no more", (service, length) => {
    expect(leavesRoom({ service, domain: host(length) })).toBe(true)
    expect(leavesRoom({ service, domain: host(length + 1) })).toBe(false)
    expect(leavesRoom({ service, domain: `1440.${host(length)}` })).toBe(false)
  })

  it("without a site has room for a service of 132 characters, or 42 outside GSM 03.38", () => {
    expect(leavesRoom({ service: "s".repeat(132), domain: undefined })).toBe(true)
    expect(leavesRoom({ service: "s".repeat(133), domain: undefined })).toBe(false)
    expect(leavesRoom({ service: "ç".repeat(42), domain: undefined })).toBe(true)
    expect(leavesRoom({ service: "ç".repeat(43), domain: undefined })).toBe(false)
  })

  it("is the code alone rather than two messages", () => {
    const full = { service: "Mon Compte", domain: host(112) }
    expect(text({ number: 1_000_000 }, full)).toBe(`012345\n@${host(112)} #012345`)
    expect(text({}, { service: "Mon Compte", domain: host(200) })).toBe("012345")
  })
})
