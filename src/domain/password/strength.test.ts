import { describe, expect, it } from "vitest"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"
import { cnilCase, entropy } from "./strength.ts"

const policy = (minimum: number, kindsNeeded: number, changes: Partial<PasswordPolicy> = {}): PasswordPolicy => ({
  ...presets.cnil,
  minimum,
  kindsNeeded,
  ...changes,
})

describe("entropy", () => {
  it.each([
    ["8 of digits and both cases", presets.leaflet, 8 * 5.954],
    ["10 of digits and both cases", presets.caf2024, 10 * 5.954],
    ["8 of 3 kinds of 4, where special characters can be avoided", presets.cnil, 8 * 5.954],
    ["15 without required kinds, counted as digits", presets.nist, 15 * 3.3219],
    ["12 of the four kinds, with the 99 characters of CNIL's calculator", policy(12, 4), 12 * 6.6294],
    ["4 digits", policy(4, 1), 4 * 3.3219],
    ["8 lower-case letters", policy(8, 1, { kinds: ["Lower"] }), 8 * 4.7004],
    ["8 special characters or lower-case letters", policy(8, 1, { kinds: ["Special", "Lower"] }), 8 * 4.7004],
    ["8 special characters", policy(8, 1, { kinds: ["Special"] }), 8 * 5.2095],
  ])("of a policy of %s", (_, of, expected) => {
    expect(entropy(of)).toBeCloseTo(expected, 2)
  })
})

describe("cnilCase", () => {
  const threeKinds = { kinds: ["Special", "Lower", "Digit"] } as const
  const first = { number: 1, bits: 80 } as const
  const second = { number: 2, bits: 50 } as const
  const third = { number: 3, bits: 13 } as const
  it.each([
    ["CNIL's first example of case 1: 12 of four kinds", policy(12, 4), { ...first, met: "Example" }],
    ["11 of four kinds meet only case 2", policy(11, 4), { ...second, met: "Entropy" }],
    ["CNIL's second example of case 1: 14 of three kinds", policy(14, 3), { ...first, met: "Entropy" }],
    ["13 of three kinds meet only case 2", policy(13, 3), { ...second, met: "Entropy" }],
    [
      "13 of digits, lower-case letters and special characters meet case 1",
      policy(13, 3, threeKinds),
      { ...first, met: "Entropy" },
    ],
    [
      "12 of digits, lower-case letters and special characters meet only case 2",
      policy(12, 3, threeKinds),
      { ...second, met: "Entropy" },
    ],
    ["25 digits meet case 1", policy(25, 1), { ...first, met: "Entropy" }],
    ["24 digits meet only case 2", policy(24, 1), { ...second, met: "Entropy" }],
    ["CNIL's first example of case 2: 8 of three kinds", presets.cnil, { ...second, met: "Example" }],
    ["7 of three kinds meet no case", policy(7, 3), null],
    ["8 of two kinds meet no case", policy(8, 2), null],
    ["CNIL's example of 16 digits meets case 2", policy(16, 1), { ...second, met: "Entropy" }],
    ["15 digits meet no case", policy(15, 1), null],
    ["the preset leaflet meets case 2", presets.leaflet, { ...second, met: "Example" }],
    ["the preset recommended meets case 2", presets.recommended, { ...second, met: "Example" }],
    ["the preset caf2024 meets case 2", presets.caf2024, { ...second, met: "Entropy" }],
    ["the preset nist narrowly misses case 2", presets.nist, null],
    ["the preset cnil without a guard meets no case", { ...presets.cnil, guard: "Nothing" as const }, null],
    ["case 1 needs no guard", policy(14, 3, { guard: "Nothing" }), { ...first, met: "Entropy" }],
    [
      "4 digits on the person's own device meet case 3",
      policy(4, 1, { guard: "OwnDevice" }),
      { ...third, met: "Entropy" },
    ],
    ["3 digits on the person's own device meet no case", policy(3, 1, { guard: "OwnDevice" }), null],
    ["4 digits without the person's own device meet no case", policy(4, 1), null],
    [
      "the person's own device is also a guard for case 2",
      policy(16, 1, { guard: "OwnDevice" }),
      { ...second, met: "Entropy" },
    ],
  ])("%s", (_, of, expected) => {
    expect(cnilCase(of)).toEqual(expected)
  })
})
