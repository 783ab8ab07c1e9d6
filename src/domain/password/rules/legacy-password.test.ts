import { describe, expect, it } from "vitest"
import { assess } from "../assess.ts"
import type { PasswordPolicy } from "../policy.ts"
import { presets } from "../presets.ts"

const codes = (candidate: string, policy: PasswordPolicy, nir?: string) => {
  const verdict = assess(candidate, policy, nir === undefined ? {} : { nir })
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

describe("the form of a legacy password", () => {
  it.each(["Ab84839201", "84839201Ab", "Ab8483 9201", "Ab84-83-92-01", "A848392011b"])(
    "is refused inside %s by the preset recommended",
    (candidate) => {
      expect(codes(candidate, presets.recommended)).toEqual(["ContainsLegacyPassword"])
    },
  )

  it.each(["Ab8483920", "Ab8483x9201", "8483-Lilas-gris-9201"])("is not in %s", (candidate) => {
    expect(codes(candidate, presets.recommended)).toEqual([])
  })

  it.each(["leaflet", "caf2024", "cnil"] as const)("is no rule of the preset %s, beyond its own rules", (name) => {
    expect(codes("Abé84839201", presets[name])).toEqual([])
    expect(codes("84839201", presets[name])).not.toContain("ContainsLegacyPassword")
  })

  it("gets no second sentence where the digits are those of the person's number", () => {
    expect(codes("A2690549588157b", presets.recommended, "2690549588157")).toEqual(["ContainsNir"])
  })

  it.each([
    [0, [], 8, 24, true],
    [1, ["Digit"], 8, 24, true],
    [1, ["Digit", "Special"], 4, 8, true],
    [1, ["Upper"], 8, 24, false],
    [0, [], 9, 24, false],
    [0, [], 4, 7, false],
  ] as const)(
    "with %i kinds of %j and %i to %i characters is refused alone: %s",
    (kindsNeeded, kinds, minimum, maximum, isRefused) => {
      const custom = { ...presets.leaflet, kindsNeeded, kinds, minimum, maximum }
      expect(codes("84839201", custom).includes("ContainsLegacyPassword")).toBe(isRefused)
      expect(codes("8483920", { ...custom, minimum: 7 })).not.toContain("ContainsLegacyPassword")
    },
  )
})
