import { describe, expect, it } from "vitest"
import { findPersonalData } from "./personal-data.ts"

describe("a free text", () => {
  it.each([
    "2690549588157",
    "269054958815780",
    "2 69 05 49 588 157 80",
    "2-69-05-49-588-157",
    "2.69.05.49.588.157.80",
    "2 69 05 49 588 157",
    "2+69+05+49+588+157",
    "2%2069%2005%2049%20588%20157",
    "2 69 05 2A 588 157",
    "file_2690549588157",
    "nir2690549588157",
    "nir:2690549588157;step=1",
    "２６９０５４９５８８１５７",
    "2 69 05 49\n588 157",
    "2690549588158 99",
  ])("that contains a social security number is recognised: %j", (text) => {
    expect(findPersonalData(text)).toBe("SocialSecurityNumber")
  })

  it.each(["ada@example.org", "by Ada <ada@example.org>.", "mailto:ada@example.org", "?to=ada%40example.org&n=1"])(
    "that contains an e-mail address is recognised: %j",
    (text) => {
      expect(findPersonalData(text)).toBe("EmailAddress")
    },
  )

  it.each([
    "0639981234",
    "06 39 98 12 34",
    "06.39.98.12.34",
    "call-0639981234",
    "+33639981234",
    "+33 6 39 98 12 34",
    "0033639981234",
    "01 99 00 12 34",
    "+32 470 12 34 56",
  ])("that contains a phone number is recognised: %j", (text) => {
    expect(findPersonalData(text)).toBe("PhoneNumber")
  })

  it.each([
    "",
    "agent-7",
    "Agent 7 (Grenoble)",
    "letter/2026-11-30/17",
    "proc:2026/0001234",
    "1234567",
    "612345678",
    "00000000123456",
    "2026-11-30T19:45:00.000Z",
    "26905495-8815-4780-8000-269054958815",
    "0192f0c1-7b1e-7c3a-9f6e-0639981234ab",
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "user@host",
    "a@b",
    "v1@2",
  ])("without personal data is accepted: %j", (text) => {
    expect(findPersonalData(text)).toBe(null)
  })

  it("is searched for the given kinds only", () => {
    expect(findPersonalData("0639981234", ["SocialSecurityNumber"])).toBe(null)
    expect(findPersonalData("2690549588157", ["SocialSecurityNumber"])).toBe("SocialSecurityNumber")
  })
})
