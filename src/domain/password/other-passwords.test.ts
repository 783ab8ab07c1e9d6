import { describe, expect, it, vi } from "vitest"
import { assess, type Context } from "./password.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const codes = (candidate: unknown, policy: PasswordPolicy = presets.leaflet, context: Context = {}) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

describe("the current password", () => {
  it.each(Object.values(presets))("is refused under $name", (policy) => {
    const candidate = "Tondeuse-a-gazon-7"
    expect(codes(candidate, policy)).toEqual([])
    expect(codes(candidate, policy, { current: candidate })).toEqual(["SameAsCurrent"])
    expect(codes(candidate, policy, { current: "Tondeuse-a-gazon-8" })).toEqual([])
  })

  it("is compared after NFC", () => {
    expect(codes("Été2024!", presets.leaflet, { current: "E\u0301te\u03012024!" })).toEqual(["SameAsCurrent"])
  })

  it("may be known by its hash alone: the answer, or who gives it", () => {
    const isCurrent = vi.fn((candidate: string) => candidate === "Été2024!")
    expect(codes("E\u0301te\u03012024!", presets.leaflet, { isCurrent })).toEqual(["SameAsCurrent"])
    expect(isCurrent.mock.calls).toEqual([["Été2024!"]])
    expect(codes("Azerty12", presets.leaflet, { isCurrent })).toEqual([])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: true })).toEqual(["SameAsCurrent"])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: false, current: null })).toEqual([])
  })
})

describe("the confirmation", () => {
  it.each([
    ["Azerty12", "Azerty12", []],
    ["Azerty12", "Azerty13", ["ConfirmationDiffers"]],
    ["Azerty12", "azerty12", ["ConfirmationDiffers"]],
    ["Azerty12", "Azerty12 ", ["ConfirmationDiffers"]],
    ["Azerty12", "", ["ConfirmationDiffers"]],
    ["Azerty12", undefined, ["ConfirmationDiffers"]],
    ["Azerty12", null, ["ConfirmationDiffers"]],
    ["Azerty12", ["Azerty12"], ["ConfirmationDiffers"]],
    ["Azerty12", "A".repeat(10_000_000), ["ConfirmationDiffers"]],
    ["Été2024!", "E\u0301te\u03012024!", []],
    ["E\u0301te\u03012024!", "Été2024!", []],
    ["E\u0301te\u03012024!", "Ete2024!", ["ConfirmationDiffers"]],
    ["Azerty12👍", "Azerty12\ud83d", ["ConfirmationDiffers"]],
  ])("of %j by %j", (candidate, confirmation, expected) => {
    expect(codes(candidate, presets.leaflet, { confirmation })).toEqual(expected)
  })

  it("is not asked for where the key is absent", () => {
    expect(codes("Azerty12", presets.leaflet, {})).toEqual([])
  })

  it("is told after all that is wrong with the password itself", () => {
    const context = { confirmation: "", current: "caf", names: ["Caf"] }
    expect(codes("caf", presets.recommended, context)).toEqual([
      ...["TooShort", "NoDigit", "NoUpper", "ContainsName", "ContainsServiceName", "TooCommon", "SameAsCurrent"],
      "ConfirmationDiffers",
    ])
  })
})
