import { describe, expect, it } from "vitest"
import { fitsOneSms, inGsm, septetsOf, smsLength } from "./gsm-alphabet.ts"

describe("septetsOf", () => {
  // 3GPP TS 23.038, tables of 6.2.1 and 6.2.1.1.
  it.each([
    ["@", [0x00]],
    ["é", [0x05]],
    [" ", [0x20]],
    ["à", [0x7f]],
    ["€", [0x1b, 0x65]],
    ["a[", [0x61, 0x1b, 0x3c]],
  ])("encodes %j in GSM 03.38", (text, septets) => {
    expect(septetsOf(text)).toEqual(septets)
  })

  it.each(["ç", "’", "°", "\u00a0", "\u001b", "aç", "🙂"])("answers null for %j, which GSM 03.38 lacks", (text) => {
    expect(septetsOf(text)).toBeNull()
  })
})

describe("fitsOneSms", () => {
  it("counts up to 160 septets, two for each character of the extension", () => {
    expect(fitsOneSms("à".repeat(160))).toBe(true)
    expect(fitsOneSms("à".repeat(161))).toBe(false)
    expect(fitsOneSms("€".repeat(80))).toBe(true)
    expect(fitsOneSms(`${"€".repeat(80)}.`)).toBe(false)
    expect(fitsOneSms(`${"a".repeat(158)}€`)).toBe(true)
    expect(fitsOneSms(`${"a".repeat(159)}€`)).toBe(false)
  })

  it("counts up to 70 units of UTF-16 outside GSM 03.38, two for an emoji", () => {
    expect(fitsOneSms("ç".repeat(70))).toBe(true)
    expect(fitsOneSms("ç".repeat(71))).toBe(false)
    expect(fitsOneSms("🙂".repeat(35))).toBe(true)
    expect(fitsOneSms(`${"🙂".repeat(35)}a`)).toBe(false)
  })
})

describe("inGsm", () => {
  it.each([
    ["Mon Compte", "Mon Compte"],
    ["L’espace François", "L'espace Francois"],
    ["Fenêtre à Noël, cœur", "Fenetre à Noel, coeur"],
    ["Caf\u00a0de l’Hérault – 34…", "Caf de l'Hérault - 34..."],
    ["Ελλάς", "Ελλάς"],
    ["счёт", "счёт"],
  ])("writes %j as %j", (text, written) => {
    expect(inGsm(text)).toBe(written)
  })
})

describe("smsLength", () => {
  it.each([
    ["a".repeat(160), "GSM 03.38", 160, 1],
    ["a".repeat(161), "GSM 03.38", 161, 2],
    ["a".repeat(306), "GSM 03.38", 306, 2],
    ["a".repeat(307), "GSM 03.38", 307, 3],
    ["ç".repeat(70), "UCS-2", 70, 1],
    ["ç".repeat(71), "UCS-2", 71, 2],
    ["ç".repeat(135), "UCS-2", 135, 3],
  ])("counts the segments of %#", (text, alphabet, length, segments) => {
    expect(smsLength(text)).toEqual({ alphabet, length, segments })
  })
})
