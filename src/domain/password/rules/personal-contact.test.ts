import { describe, expect, it } from "vitest"
import { brokenByPart as part, brokenByWhole as whole } from "../../../../test/models/password-context.ts"
import { WrongContext } from "../personal-pieces.ts"

describe("a contact", () => {
  const contacts = ["Ada.Lovelace@example.org", "06 39 98 12 34"]
  it.each([
    ["Ada.Lovelace@example.org", true],
    ["ada-lovelace", true],
    ["x-AdaLovelace-7", true],
    ["Ada.Lovelac-7", false],
    ["example.org-7", false],
    ["0639981234", true],
    ["+33 6 39 98 12 34", true],
    ["39 98 12 34", false],
  ])("is found as a part of %s: %s", (candidate, found) => {
    expect(part(candidate, { contacts })).toEqual(found ? ["ContainsContact"] : [])
  })

  it.each([
    ["Ada12345", true],
    ["Ada-1999!", true],
    ["Canada-1999", false],
  ])("with a short local part is found as the whole of %s: %s", (candidate, found) => {
    expect(part(candidate, { contacts: ["ada@example.org"] })).toEqual(found ? ["ContainsContact"] : [])
  })

  it("is compared with whole passwords under a policy that asks for it", () => {
    expect(whole("ada.lovelace@example.org", { contacts })).toEqual(["ContainsContact"])
    expect(whole("ada-lovelace-and-tea", { contacts })).toEqual([])
  })

  it("must be a text in a list, and a text that is too short for a number is ignored", () => {
    expect(part("12345678", { contacts: ["12345678"] })).toEqual([])
    for (const wrong of ["ada@example.org", [5]])
      expect(() => part("Azerty12", { contacts: wrong as never })).toThrow(WrongContext)
  })
})
