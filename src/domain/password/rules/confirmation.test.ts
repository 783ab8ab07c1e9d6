import { describe, expect, it } from "vitest"
import { assess } from "../assess.ts"
import type { Context } from "../context.ts"
import type { PasswordPolicy } from "../policy.ts"
import { presets } from "../presets.ts"

const codes = (candidate: unknown, policy: PasswordPolicy = presets.leaflet, context: Context = {}) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

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
  ])("of %j by %j is compared after NFC", (candidate, confirmation, expected) => {
    expect(codes(candidate, presets.leaflet, { confirmation })).toEqual(expected)
  })

  it("is not required if the key is absent", () => {
    expect(codes("Azerty12", presets.leaflet, {})).toEqual([])
  })

  it("is reported after all other broken rules", () => {
    const context = { confirmation: "", current: "caf", names: ["Caf"] }
    expect(codes("caf", presets.recommended, context)).toEqual([
      ...["TooShort", "NoDigit", "NoUpper", "ContainsName", "ContainsServiceName", "TooCommon", "SameAsCurrent"],
      "ConfirmationDiffers",
    ])
  })
})
