import { describe, expect, it, vi } from "vitest"
import { assess } from "../assess.ts"
import type { Context } from "../context.ts"
import type { PasswordPolicy } from "../policy.ts"
import { presets } from "../presets.ts"

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

  it("may be given as an answer, or as a function that compares the hash", () => {
    const isCurrent = vi.fn((candidate: string) => candidate === "Été2024!")
    expect(codes("E\u0301te\u03012024!", presets.leaflet, { isCurrent })).toEqual(["SameAsCurrent"])
    expect(isCurrent.mock.calls).toEqual([["Été2024!"]])
    expect(codes("Azerty12", presets.leaflet, { isCurrent })).toEqual([])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: true })).toEqual(["SameAsCurrent"])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: false, current: null })).toEqual([])
  })
})
