import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { IdentityPolicy, identityPolicies } from "./identity-policy.ts"
import { type Opening, type OpeningRole, opens, requiredStrength } from "./opening.ts"
import { isAtLeast, type Strength, strengths, strongest } from "./strength.ts"

const ROLES: ReadonlyArray<OpeningRole> = ["Holder", "Spouse", "ChildOver15", "Dependant"]

const opening = (change: Partial<Opening> = {}): Opening => ({
  roles: ["Spouse"],
  hasLegacyPassword: null,
  usedLegacyPassword: false,
  legacyPasswordDisabled: false,
  ...change,
})

const { standard, strict } = identityPolicies

describe("the strength that an opening needs", () => {
  it.each([
    ["a holder of whom the records say nothing", { roles: ["Holder"] }, "Document"],
    ["a holder without a password", { roles: ["Holder"], hasLegacyPassword: false }, "Knowledge"],
    ["a holder after a separation", { roles: ["Holder"], legacyPasswordDisabled: true }, "Knowledge"],
    ["a holder whose password was right", { roles: ["Holder"], usedLegacyPassword: true }, "Document"],
    [
      "a holder whose password was right, and the records deny it",
      { usedLegacyPassword: true, hasLegacyPassword: false },
      "Document",
    ],
    ["a spouse of whom the records say nothing", {}, "Knowledge"],
    ["a spouse with a password", { hasLegacyPassword: true }, "Document"],
    [
      "a spouse whose password a separation disabled",
      { hasLegacyPassword: true, legacyPasswordDisabled: true },
      "Knowledge",
    ],
    ["a child who is a holder elsewhere", { roles: ["ChildOver15", "Holder"] }, "Document"],
    ["a dependant", { roles: ["Dependant"] }, "Knowledge"],
  ] as const)("for %s, if the policy takes facts wherever it can", (_, change, expected) => {
    expect(requiredStrength(opening(change), { ...standard, holder: "Knowledge" })).toBe(expected)
  })

  it("is the strictest of all roles", () => {
    expect(requiredStrength(opening({ roles: ["Spouse", "Dependant"] }), { ...standard, dependant: "Counter" })).toBe(
      "Counter",
    )
    for (const role of ROLES) expect(requiredStrength(opening({ roles: [role] }), strict)).toBe("Document")
  })

  it("is never facts beside a working password, under no policy that is accepted", () => {
    const decode = Schema.decodeUnknownResult(IdentityPolicy)
    expect(Result.isFailure(decode({ ...standard, besideLegacyPassword: "Knowledge" }))).toBe(true)
    for (const role of ROLES)
      expect(opens("Knowledge", opening({ roles: [role], hasLegacyPassword: true }), standard)).toBe(false)
  })
})

describe("a strength", () => {
  it("reaches itself and the weaker ones", () => {
    const reached = strengths.map((strength) => strengths.filter((required) => isAtLeast(strength, required)))
    expect(reached.map(({ length }) => length)).toEqual([1, 2, 3])
    expect(strongest("Document", "Knowledge")).toBe("Document")
    expect(strongest("Knowledge", "Document", "Counter", "Document")).toBe("Counter")
  })

  it.each(["", "counter", "toString", "__proto__", undefined, 3])(
    "that is not in the list, %j, reaches none",
    (value) => {
      expect(strengths.filter((required) => isAtLeast(value as Strength, required))).toEqual([])
    },
  )
})
