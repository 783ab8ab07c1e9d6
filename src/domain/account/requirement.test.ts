import { describe, expect, it } from "vitest"
import { signInRequirement } from "./requirement.ts"

const accepted = { version: "1", sha256: "aa" }
const account = { compromised: null, terms: accepted }
const fine = { inForce: accepted, satisfiesPolicy: true }
const newer = { version: "2", sha256: "bb" }

describe("a sign-in with the right password", () => {
  it("has no requirement if the password satisfies the policy and the terms in force are accepted", () => {
    expect(signInRequirement(account, fine)).toBeNull()
  })

  it("requires a new password first if it is compromised", () => {
    expect(signInRequirement({ ...account, compromised: 1 }, { inForce: newer, satisfiesPolicy: false })).toEqual({
      requirement: "NewPassword",
      reason: "Compromised",
    })
  })

  it("requires a new password for the reason of an agent, before that of the policy and after a compromise", () => {
    const forced = { ...account, forcedChange: { reason: "Precaution", at: 1 } } as const
    const required = signInRequirement(forced, { inForce: newer, satisfiesPolicy: false })
    expect(required).toEqual({ requirement: "NewPassword", reason: "Precaution" })
    expect(signInRequirement({ ...forced, compromised: 2 }, fine)).toMatchObject({ reason: "Compromised" })
  })

  it("requires a new password before newer terms if it does not satisfy the policy", () => {
    expect(signInRequirement(account, { inForce: newer, satisfiesPolicy: false })).toEqual({
      requirement: "NewPassword",
      reason: "PolicyRaised",
    })
  })

  it.each([newer, { ...accepted, sha256: "bb" }])("requires newer terms if %j are in force", (inForce) => {
    expect(signInRequirement(account, { ...fine, inForce })).toEqual({
      requirement: "NewTerms",
      version: inForce.version,
    })
  })

  it("requires no terms if the register does not answer", () => {
    expect(signInRequirement(account, { ...fine, inForce: null })).toBeNull()
  })
})
