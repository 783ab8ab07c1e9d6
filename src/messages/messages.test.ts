import { describe, expect, it } from "vitest"
import { refusalSamples, sampleOf, sampleRefusals } from "../../test/models/refusal-samples.ts"
import { languages } from "../domain/language/language.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import { messageOf } from "./messages.ts"
import { nirTexts } from "./nir-defects.ts"
import type { Refusal } from "./refusal.ts"

const refusals = sampleRefusals

describe.each(languages)("the message in %s", (language) => {
  it.each(refusals)("for $_tag is a sentence without placeholders", (refusal) => {
    const text = messageOf(refusal, language)
    expect(text).toMatch(/^[\p{Lu}].*[.!]$/u)
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

it("French messages have typographic apostrophes and no-break spaces, and no English words", () => {
  for (const refusal of refusals) {
    const text = messageOf(refusal)
    expect(text).not.toContain("'")
    expect(text).not.toMatch(/\b(the|you|your|code is)\b/)
    expect(text).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  }
})

it.each(Object.entries(nirTexts))("the French text of the defect %s has its no-break spaces", (_, { fr: text }) => {
  expect(text).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
})

it("a wait is a duration, which is true in every time zone, and never a time of day", () => {
  for (const code of ["TooManyMessages", "TooManyCodesRequested", "SendingPaused", "Waiting"] as const) {
    const refusal = { ...sampleOf(code), waitSeconds: 480 } as unknown as Refusal
    expect(messageOf(refusal)).toContain("dans 8\u00a0minutes")
    expect(messageOf(refusal, "en")).toContain("in 8 minutes")
    expect(messageOf(refusal)).not.toMatch(/\d\s?h\s?\d/u)
    expect(messageOf(refusal, "en")).not.toMatch(/\d:\d/u)
  }
})

it("a date is written as people write it", () => {
  const from = (day: string) => messageOf({ ...sampleOf("TooYoung"), from: day } as unknown as Refusal)
  expect(from("2026-11-23")).toContain("à partir du 23\u00a0novembre\u00a02026.")
  expect(from("2026-12-01")).toContain("à partir du 1er\u00a0décembre\u00a02026.")
  for (const language of languages) {
    for (const refusal of refusals) expect(messageOf(refusal, language)).not.toMatch(/\d{4}-\d{2}-\d{2}/u)
  }
})

it.each([
  [1, "1\u00a0seconde ", "1 second "],
  [2, "2\u00a0secondes ", "2 seconds "],
  [60, "60\u00a0secondes ", "60 seconds "],
  [90, "90\u00a0secondes ", "90 seconds "],
  [91, "2\u00a0minutes ", "2 minutes "],
  [120, "2\u00a0minutes ", "2 minutes "],
  [121, "3\u00a0minutes ", "3 minutes "],
  [5_400, "90\u00a0minutes ", "90 minutes "],
  [5_401, "1\u00a0heure et 31\u00a0minutes ", "1 hour and 31 minutes "],
  [7_200, "2\u00a0heures ", "2 hours "],
  [86_399, "24\u00a0heures ", "24 hours "],
])("a wait of %i s is written in natural units and rounded up", (waitSeconds, inFrench, inEnglish) => {
  const refusal = { ...sampleOf("ResendTooSoon"), waitSeconds } as Refusal
  expect(messageOf(refusal)).toContain(`Patientez encore ${inFrench}avant`)
  expect(messageOf(refusal, "en")).toContain(`Wait for ${inEnglish}before`)
})

// People also start the wizard with a forgotten password or « Créer Mon Compte », and some sign in without a number.
it("messages never send people back to a password or number that they may not have", () => {
  for (const code of ["TicketUnknown", "TicketInvalid", "DraftExpired", "Superseded"] as const) {
    expect(messageOf(sampleOf(code))).toMatch(/ecommencez.* depuis la page de connexion/)
    expect(messageOf(sampleOf(code))).not.toMatch(/connectez-vous|mot de passe/i)
    expect(messageOf(sampleOf(code), "en")).toMatch(/tart .*again from the sign-in page/)
    expect(messageOf(sampleOf(code), "en")).not.toMatch(/sign in again|password/i)
  }
  expect(messageOf(sampleOf("CodeExhausted"))).toContain("si vous avez oublié votre mot de passe")
  expect(messageOf(sampleOf("CodeExhausted"), "en")).toContain("If you forgot your password")
  expect(messageOf(sampleOf("DeviceUnknown"))).toContain("identifiant provisoire")
})

it("remaining tries are counted in the singular and in the plural", () => {
  expect(messageOf(sampleOf("CodeWrong"))).toContain("Il vous reste 2 essais.")
  expect(messageOf({ ...sampleOf("CodeWrong"), triesLeft: 1 } as Refusal)).toContain("Il vous reste 1 essai.")
  expect(messageOf({ ...sampleOf("CodeWrong"), triesLeft: 1 } as Refusal, "en")).toContain("1 try left")
})

it("a superseded code, which costs no try, counts none", () => {
  expect(messageOf(sampleOf("CodeSuperseded"))).toBe(
    "Un code plus récent vous a été envoyé\u00a0: utilisez celui du message n°\u00a02.",
  )
})

it.each([
  "UseProvisionalIdentifier",
  "CheckProvisionalIdentifier",
  "NotEmail",
  "NotPhone",
  "NotWords",
  "EnterNumber",
  "CompleteNumber",
  "CompareWithCard",
] as const)("an identifier refused with %s has its own advice in each language", (next) => {
  const refusal = { ...sampleOf("IdentifierRefused"), next } as Refusal
  expect(messageOf(refusal)).not.toBe(messageOf(refusal, "en"))
  expect(messageOf(refusal)).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
})

it("the message for a waiting number says to use the provisional identifier, not only that it is invalid", () => {
  const refusal = { ...sampleOf("IdentifierRefused"), next: "UseProvisionalIdentifier" } as Refusal
  expect(messageOf(refusal)).toContain("identifiant provisoire")
  expect(messageOf(refusal)).toContain("Vous n’en avez pas\u00a0? Demandez-le à votre Caf.")
  expect(messageOf(refusal, "en")).toContain("provisional identifier")
})

it("every language has the same codes", () => {
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
  expect(Object.keys(fr).sort()).toEqual(Object.keys(refusalSamples).sort())
})
