import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { languages } from "../../domain/language/language.ts"
import type { ConfirmationCode } from "../../ports/notifier.ts"
import { fitsOneSms, septetsOf } from "./gsm-alphabet.ts"
import { LARGEST, leavesRoomForCode, type ShortTextOptions, shortTextOf } from "./short.ts"

const plain = { service: "Mon Compte" }
const site = { service: "Mon Compte", domain: "www.example.org" }
const code = Redacted.make("012345")
const text = (
  facts: Partial<Pick<ConfirmationCode, "language" | "minutes" | "number" | "purpose">>,
  options: ShortTextOptions = site,
) =>
  shortTextOf(
    { _tag: "ConfirmationCode", code, language: "fr", purpose: "migration", number: 1, minutes: 10, ...facts },
    options,
  )

/** The smallest and the largest values with each number of digits: longer figures leave less room. */
const MINUTES = [1, 2, 9, 10, 15, 999, LARGEST.minutes]
const NUMBERS = [1, 2, 9, 10, LARGEST.number]
/** A host of the given length. */
const host = (length: number) => `${"a".repeat(length)}.example.org`.slice(-length)

describe("the short text of a code", () => {
  it("is written in French", () => {
    expect(text({})).toBe(
      "012345 : votre code pour activer votre connexion Mon Compte, valable 10 minutes. Ne le donnez à personne.\n@www.example.org #012345",
    )
    expect(text({ number: 2 }, plain)).toBe(
      "012345 : votre code pour activer votre connexion Mon Compte, valable 10 minutes. Message 2 : lui seul fonctionne. Ne le donnez à personne.",
    )
    expect(text({ minutes: 1 }, plain)).toBe(
      "012345 : votre code pour activer votre connexion Mon Compte, valable 1 minute. Ne le donnez à personne.",
    )
  })

  it("is written in English", () => {
    expect(text({ language: "en" })).toBe(
      "012345 is your code to activate your Mon Compte sign-in, valid for 10 minutes. Do not give it to anyone.\n@www.example.org #012345",
    )
    expect(text({ language: "en", number: 2 }, plain)).toBe(
      "012345 is your code to activate your Mon Compte sign-in, valid for 10 minutes. Message 2: only this one works. Do not give it to anyone.",
    )
    expect(text({ language: "en", minutes: 1 }, plain)).toBe(
      "012345 is your code to activate your Mon Compte sign-in, valid for 1 minute. Do not give it to anyone.",
    )
  })

  it.each([
    ["fr", "migration", "pour activer votre connexion Mon Compte"],
    ["fr", "recovery", "pour changer votre mot de passe Mon Compte"],
    ["fr", "contact", "pour changer vos coordonnées Mon Compte"],
    ["en", "migration", "to activate your Mon Compte sign-in"],
    ["en", "recovery", "to change your Mon Compte password"],
    ["en", "contact", "to change your Mon Compte contact details"],
  ] as const)(
    "says what the code does, so that a relayed code betrays the intruder: %s, %s",
    (language, purpose, does) => {
      for (const minutes of MINUTES) {
        for (const number of NUMBERS) {
          for (const domain of [undefined, "www.example.org", host(30), host(50)]) {
            expect(text({ language, purpose, minutes, number }, { service: "Mon Compte", domain })).toContain(does)
          }
        }
      }
    },
  )

  it("is shorter if there is less room, and keeps the purpose and the warning", () => {
    const shorter = (length: number, service = "Mon Compte") =>
      text({ number: 2, purpose: "recovery" }, { service, domain: host(length) }).split("\n")[0]
    expect(shorter(28)).toBe(
      "012345 : votre code pour changer votre mot de passe Mon Compte (message 2), valable 10 minutes. Ne le donnez à personne.",
    )
    expect(shorter(32)).toBe(
      "012345 pour changer votre mot de passe Mon Compte (message 2), 10 min. Ne le donnez à personne.",
    )
    expect(shorter(60)).toBe("012345 mot de passe Mon Compte message 2, 10 min. Ne le donnez à personne.")
    expect(text({ purpose: "recovery" }, { service: "L’espace François", domain: "www.example.org" })).toBe(
      "012345 : votre code pour changer votre mot de passe L'espace Francois, valable 10 minutes. Ne le donnez à personne.\n@www.example.org #012345",
    )
  })

  it("fits one SMS, starts with the code, has the minutes, the message number and the warning, and ends with the site", () => {
    let tried = 0
    for (const [service, written, room] of [
      ["Mon Compte", "Mon Compte", 83],
      ["Espace François", "Espace Francois", 83],
    ] as const) {
      for (let length = 0; length <= room - service.length; length++) {
        if (length > 0 && length < 4) continue
        const domain = length === 0 ? undefined : host(length)
        expect(leavesRoomForCode({ service, domain })).toBe(true)
        for (const language of languages) {
          for (const minutes of MINUTES) {
            for (const number of NUMBERS) {
              const sms = text({ language, minutes, number }, { service, domain })
              const [first = "", last] = sms.split("\n")
              const isComplete =
                fitsOneSms(sms) &&
                septetsOf(sms) !== null &&
                first.startsWith("012345 ") &&
                first.includes(written) &&
                new RegExp(`\\b${minutes} min`, "u").test(first) &&
                /(Ne le donnez à personne|Do not give it to anyone)\.$/u.test(first) &&
                /message (\d+)/iu.exec(first)?.[1] === (number > 1 ? `${number}` : undefined) &&
                last === (domain === undefined ? undefined : `@${domain} #012345`)
              if (!isComplete) expect.fail(`${language}, ${minutes} minutes, message ${number}: ${sms}`)
              tried += 1
            }
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(5_000)
  })

  it.each([
    ["Mon Compte", 73],
    ["Mon €", 77],
    ["Espace François", 68],
  ])("has room, with the service %s, for a host of at most %d characters", (service, length) => {
    expect(leavesRoomForCode({ service, domain: host(length) })).toBe(true)
    expect(leavesRoomForCode({ service, domain: host(length + 1) })).toBe(false)
    expect(leavesRoomForCode({ service, domain: `1440.${host(length)}` })).toBe(false)
  })

  it("has room, without a site, for a service of 93 characters, in any letters that have an equivalent", () => {
    for (const letter of ["s", "ç", "Ê", "ô"]) {
      expect(leavesRoomForCode({ service: letter.repeat(93) })).toBe(true)
      expect(leavesRoomForCode({ service: letter.repeat(94) })).toBe(false)
    }
  })

  it("has no room for a name in letters that leave 70 characters: the warning would not fit", () => {
    expect(leavesRoomForCode({ service: "Мой счёт" })).toBe(false)
    expect(leavesRoomForCode({ service: "Compte 🙂" })).toBe(false)
  })

  it.each([4, 8, 10])("fits one SMS with a code of %i digits, and contains it", (length) => {
    const digits = "0123456789".slice(0, length)
    const notice = { _tag: "ConfirmationCode", code: Redacted.make(digits), number: 2, minutes: 10 } as const
    for (const language of languages) {
      for (const options of [plain, site, { service: "Espace François", domain: host(17) }]) {
        const sent = shortTextOf({ ...notice, language, purpose: "recovery" }, options)
        expect(fitsOneSms(sent)).toBe(true)
        expect(sent.startsWith(digits)).toBe(true)
        if ("domain" in options) expect(sent.endsWith(`\n@${options.domain} #${digits}`)).toBe(true)
      }
    }
  })

  it("is the code and the warning if anything more needs two messages", () => {
    expect(text({ number: 1_000_000 }, { service: "Mon Compte", domain: host(73) })).toBe(
      `012345. Ne le donnez à personne.\n@${host(73)} #012345`,
    )
    expect(text({}, { service: "Mon Compte", domain: host(200) })).toBe("012345. Ne le donnez à personne.")
  })
})
