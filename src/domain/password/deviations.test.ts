import { describe, expect, it } from "vitest"
import { type Deployment, deviations } from "./deviations.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const codes = (name: keyof typeof presets, deployment?: Deployment) =>
  deviations(presets[name], deployment).map(({ code }) => code)

describe("deviations", () => {
  it("lists nine deviations of the leaflet", () => {
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

  it("lists, for the recommended policy, the deviations of the leaflet's rules and the comparison of parts", () => {
    expect(codes("recommended", { blockList: true })).toEqual([
      ...["MinimumBelow15", "MaximumBelow64", "KindsRequired", "PartsCompared"],
      ...["AsvsKindsRequired", "AsvsMaximumBelow64"],
    ])
  })

  it("lists no deviation of the NIST preset from NIST, and from ASVS only the lists that the caller must supply", () => {
    expect(codes("nist")).toEqual(["AsvsTop3000Unchecked", "AsvsBreachesUnchecked"])
    expect(codes("nist", { blockList: true })).toEqual([])
  })

  it("lists fewer deviations of the CNIL preset if there is a second factor", () => {
    expect(codes("cnil", { blockList: true })).toEqual([
      ...["MinimumBelow15", "KindsRequired", "AsvsKindsRequired", "AsvsContextAllowed"],
    ])
    expect(codes("cnil", { blockList: true, multiFactor: true })).toEqual([
      ...["KindsRequired", "AsvsKindsRequired", "AsvsContextAllowed"],
    ])
  })

  it("changes its answer at 8, 15 and 64 characters", () => {
    const of = (minimum: number, maximum: number, multiFactor: boolean) =>
      deviations({ ...presets.nist, minimum, maximum }, { blockList: true, multiFactor }).map(({ code }) => code)
    expect(of(14, 64, false)).toEqual(["MinimumBelow15"])
    expect(of(14, 64, true)).toEqual([])
    expect(of(8, 64, true)).toEqual([])
    expect(of(7, 64, true)).toEqual(["MinimumBelow8", "AsvsMinimumBelow8"])
    expect(of(15, 63, false)).toEqual(["MaximumBelow64", "AsvsMaximumBelow64"])
  })

  it("lists one required kind, and one kind of personal data that is compared in parts", () => {
    const strict = { ...presets.nist, kinds: ["Digit"], kindsNeeded: 1, forbidden: ["ServiceName"] } as const
    const comparingParts = { ...strict, forbiddenWhen: "Contained" } as const
    const of = (policy: PasswordPolicy) => deviations(policy, { blockList: true }).map(({ code }) => code)
    expect(of(strict)).toEqual(["KindsRequired", "AsvsKindsRequired"])
    expect(of(comparingParts)).toEqual(["KindsRequired", "PartsCompared", "AsvsKindsRequired"])
  })

  it("counts a block list of the caller only if the policy has a block list", () => {
    expect(codes("caf2024", { blockList: true })).toContain("AsvsTop3000Unchecked")
  })

  it("lists a policy without names of the service", () => {
    expect(deviations({ ...presets.nist, serviceNames: [] }, { blockList: true }).map(({ code }) => code)).toEqual([
      "AsvsContextAllowed",
    ])
  })

  it("names the standard of each deviation and states its requirement", () => {
    for (const { standard, says } of deviations(presets.leaflet)) {
      expect(standard).toMatch(/^(NIST SP 800-63B-4|OWASP ASVS 5\.0)$/)
      expect(says).toMatch(/(SHALL|SHOULD|must|may) .*\.$/)
    }
  })
})
