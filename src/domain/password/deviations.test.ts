import { describe, expect, it } from "vitest"
import { deviations, type Surroundings } from "./deviations.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const codes = (name: keyof typeof presets, surroundings?: Surroundings) =>
  deviations(presets[name], surroundings).map(({ code }) => code)

describe("deviations", () => {
  it("of the leaflet are many", () => {
    expect(deviations(presets.leaflet).map(({ code, requirement }) => [code, requirement])).toEqual([
      ["MinimumBelow15", "3.1.1.2 (1)"],
      ["MaximumBelow64", "3.1.1.2 (2)"],
      ["KindsRequired", "3.1.1.2 (5)"],
      ["NoBlockList", "3.1.1.2"],
      ["AsvsTop3000Unchecked", "6.2.4"],
      ["AsvsKindsRequired", "6.2.5"],
      ["AsvsMaximumBelow64", "6.2.9"],
      ["AsvsContextAllowed", "6.2.11"],
      ["AsvsBreachesUnchecked", "6.2.12"],
    ])
  })

  it("of the recommended policy are those it keeps for the leaflet's sake, and that it looks at parts", () => {
    expect(codes("recommended", { blockList: true })).toEqual([
      ...["MinimumBelow15", "MaximumBelow64", "KindsRequired", "PartsCompared"],
      ...["AsvsKindsRequired", "AsvsMaximumBelow64"],
    ])
  })

  it("of NIST's policy from NIST are none, and from ASVS the lists that only a caller can bring", () => {
    expect(codes("nist")).toEqual(["AsvsTop3000Unchecked", "AsvsBreachesUnchecked"])
    expect(codes("nist", { blockList: true })).toEqual([])
  })

  it("of CNIL's policy depend on whether there is another factor", () => {
    expect(codes("cnil", { blockList: true })).toEqual([
      ...["MinimumBelow15", "KindsRequired", "AsvsKindsRequired", "AsvsContextAllowed"],
    ])
    expect(codes("cnil", { blockList: true, multiFactor: true })).toEqual([
      ...["KindsRequired", "AsvsKindsRequired", "AsvsContextAllowed"],
    ])
  })

  it("change at 8, 15 and 64 characters", () => {
    const of = (minimum: number, maximum: number, multiFactor: boolean) =>
      deviations({ ...presets.nist, minimum, maximum }, { blockList: true, multiFactor }).map(({ code }) => code)
    expect(of(14, 64, false)).toEqual(["MinimumBelow15"])
    expect(of(14, 64, true)).toEqual([])
    expect(of(8, 64, true)).toEqual([])
    expect(of(7, 64, true)).toEqual(["MinimumBelow8", "AsvsMinimumBelow8"])
    expect(of(15, 63, false)).toEqual(["MaximumBelow64", "AsvsMaximumBelow64"])
  })

  it("count a single kind that is required, and a single thing looked for in parts", () => {
    const strict = { ...presets.nist, kinds: ["Digit"], kindsNeeded: 1, forbidden: ["ServiceName"] } as const
    const looking = { ...strict, forbiddenWhen: "Contained" } as const
    const of = (policy: PasswordPolicy) => deviations(policy, { blockList: true }).map(({ code }) => code)
    expect(of(strict)).toEqual(["KindsRequired", "AsvsKindsRequired"])
    expect(of(looking)).toEqual(["KindsRequired", "PartsCompared", "AsvsKindsRequired"])
  })

  it("count a caller's list only where the policy asks it", () => {
    expect(codes("caf2024", { blockList: true })).toContain("AsvsTop3000Unchecked")
  })

  it("want the service's names known", () => {
    expect(deviations({ ...presets.nist, serviceNames: [] }, { blockList: true }).map(({ code }) => code)).toEqual([
      "AsvsContextAllowed",
    ])
  })

  it("name their standard and say what it asks", () => {
    for (const { standard, says } of deviations(presets.leaflet)) {
      expect(standard).toMatch(/^(NIST SP 800-63B-4|OWASP ASVS 5\.0)$/)
      expect(says).toMatch(/(SHALL|SHOULD|must|may) .*\.$/)
    }
  })
})
