import { describe, expect, it } from "vitest"
import { codes, codesUnder } from "./codes.ts"
import { presets } from "./presets.ts"

describe("codes", () => {
  it("are listed in reading order", () => {
    expect(codes).toEqual([
      ...["NotText", "NotWellFormed", "TooShort", "TooLong"],
      ...["NoDigit", "NoUpper", "NoLower", "NoSpecial", "TooFewKinds"],
      ...["ContainsNir", "ContainsBirthDate", "ContainsName", "ContainsContact", "ContainsServiceName"],
      "ContainsLegacyPassword",
      ...["TooCommon", "SameAsCurrent", "ConfirmationDiffers"],
    ])
  })
})

describe("codesUnder", () => {
  const always = ["NotText", "NotWellFormed", "TooShort", "TooLong", "SameAsCurrent", "ConfirmationDiffers"]
  const personal = ["ContainsNir", "ContainsBirthDate", "ContainsName", "ContainsContact", "ContainsServiceName"]

  it.each([
    ["leaflet", ["NoDigit", "NoUpper", "NoLower"]],
    ["caf2024", ["NoDigit", "NoUpper", "NoLower"]],
    ["recommended", ["NoDigit", "NoUpper", "NoLower", ...personal, "ContainsLegacyPassword", "TooCommon"]],
    ["cnil", ["TooFewKinds", "TooCommon"]],
    ["nist", [...personal, "TooCommon"]],
  ] as const)("lists the codes that %s can produce", (name, expected) => {
    expect(codesUnder(presets[name])).toEqual(codes.filter((code) => [...always, ...expected].includes(code)))
  })

  it("lists only the required kinds and the forbidden data of a custom policy", () => {
    const custom = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1, forbidden: ["Names"] } as const
    expect(codesUnder(custom).filter((code) => !always.includes(code))).toEqual(["NoSpecial", "ContainsName"])
  })
})
