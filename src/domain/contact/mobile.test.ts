import fc from "fast-check"
import examples from "libphonenumber-js/mobile/examples"
import { describe, expect, it } from "vitest"
import { landlineTyped, mobileTyped, mobileWrong, overseasMobileTyped } from "../../testing/generators/contact.ts"
import { contactPolicies, Mobile } from "./contact.ts"

const read = (typed: string, policy = contactPolicies.french) => {
  const parsed = Mobile.parse(typed, policy)
  return parsed.ok ? parsed.contact.reveal() : parsed.defects.map(({ code }) => code).join(" ")
}

describe("a mobile number", () => {
  it.each([
    "06 39 98 12 34",
    "0639981234",
    "06.39.98.12.34",
    "06-39-98-12-34",
    "06/39/98/12/34",
    "06\u00a039\u00a098\u00a012\u00a034",
    "06\u202f39\u202f98\u202f12\u202f34",
    "06\u201139\u201198\u201112\u201134",
    " 06 39 98 12 34\n",
    "\u202d06 39 98 12 34\u202c",
    "+33639981234",
    "+33 6 39 98 12 34",
    "(+33) 6 39 98 12 34",
    "+33 (0)6 39 98 12 34",
    "0033639981234",
    "00 33 6 39 98 12 34",
    "00 33 (0) 6 39 98 12 34",
    "6 39 98 12 34",
    "33 6 39 98 12 34",
  ])("is read from %j", (typed) => {
    expect(read(typed)).toBe("+33639981234")
  })

  // libphonenumber's example of a mobile of each country.
  it.each(contactPolicies.french.countries.map((country) => ({ country, national: `${examples[country]}` })))(
    "of $country is read in international form",
    ({ country, national }) => {
      const code = { FR: 33, GP: 590, MF: 590, BL: 590, MQ: 596, GF: 594, RE: 262, YT: 262, PM: 508, NC: 687, PF: 689 }
      const typed = `+${{ ...code, WF: 681 }[country as keyof typeof code]}${national}`
      expect(read(typed)).toBe(typed)
      expect(read(typed.replace("+", "00"))).toBe(typed)
    },
  )

  it.each([
    ["0690 00 12 34", "+590690001234", "Guadeloupe"],
    ["0691 22 12 34", "+590691221234", "Guadeloupe"],
    ["0709 00 12 34", "+590709001234", "Guadeloupe"],
    ["0694 20 12 34", "+594694201234", "Guyane"],
    ["0709 30 12 34", "+594709301234", "Guyane"],
    ["0696 20 12 34", "+596696201234", "Martinique"],
    ["0697 00 12 34", "+596697001234", "Martinique"],
    ["0709 10 12 34", "+596709101234", "Martinique"],
    ["0692 12 34 56", "+262692123456", "La Réunion"],
    ["0693 00 12 34", "+262693001234", "La Réunion"],
    ["0709 20 12 34", "+262709201234", "La Réunion"],
    ["0639 01 23 45", "+262639012345", "Mayotte"],
    ["0709 35 12 34", "+262709351234", "Mayotte"],
    ["0708 40 12 34", "+508708401234", "Saint-Pierre-et-Miquelon"],
    ["0508 55 12 34", "+508551234", "Saint-Pierre-et-Miquelon"],
    ["+33 690 00 12 34", "+590690001234", "Guadeloupe, with the code of the mainland"],
  ])("overseas is read from %s as %s (%s)", (typed, revealed) => {
    expect(read(typed)).toBe(revealed)
  })

  it.each([
    ["0689 00 12 34", "+33689001234"],
    ["0695 00 12 34", "+33695001234"],
    ["0698 00 12 34", "+33698001234"],
    ["0638 00 12 34", "+33638001234"],
    ["0730 00 12 34", "+33730001234"],
  ])("next to an overseas root stays in the mainland: %s", (typed, revealed) => {
    expect(read(typed)).toBe(revealed)
  })

  it("overseas is accepted in a block that the library does not know", () => {
    // Blocks 0691 01 and 0693 05 are in no table of libphonenumber-js 1.13.
    expect(read("0691 01 12 34")).toBe("+590691011234")
    expect(read("+262 693 99 12 34")).toBe("+262693991234")
  })

  it.each([
    ["01 99 00 12 34", "Landline"],
    ["02 61 91 12 34", "Landline"],
    ["03 53 01 12 34", "Landline"],
    ["04 65 71 12 34", "Landline"],
    ["05 36 49 12 34", "Landline"],
    ["0262 20 12 34", "Landline"],
    ["0590 20 12 34", "Landline"],
    ["0594 20 12 34", "Landline"],
    ["0596 30 12 34", "Landline"],
    ["0269 60 12 34", "Landline"],
    ["+687 25 12 34", "Landline"],
    ["09 99 12 34 56", "InternetLine"],
    ["0800 12 34 56", "SpecialNumber"],
    ["0806 12 34 56", "SpecialNumber"],
    ["0899 12 34 56", "SpecialNumber"],
    ["15", "SpecialNumber"],
    ["112", "SpecialNumber"],
    ["3646", "SpecialNumber"],
    ["3230", "SpecialNumber"],
    ["118 712", "SpecialNumber"],
    ["+15", "NumberTooShort"],
    ["1", "NumberTooShort"],
    ["0", "NumberTooShort"],
    ["0033", "NumberTooShort"],
    ["06 39 98 12 3", "NumberTooShort"],
    ["0690 00 12 3", "NumberTooShort"],
    ["+590 0690 00 12 3", "NumberTooShort"],
    ["06 39 98 12 345", "NumberTooLong"],
    ["06 39 98 12 34 06 39 98 12 35", "NumberTooLong"],
    ["+33 6 39 98 12 345", "NumberTooLong"],
    // Numbers for machines have thirteen digits after the 0 (plan de numérotation, 2.3.5).
    ["0700 12 34 56 78 90 1", "NumberTooLong"],
    ["0700 12 34 56", "UnknownNumber"],
    ["0710 12 34 56", "UnknownNumber"],
    ["0708 60 12 34", "UnknownNumber"],
    ["+49 12", "CountryNotAllowed"],
    ["00 00 00 00 00", "UnknownCountry"],
    ["+999 12 34 56 78", "UnknownCountry"],
    ["+44 7700 900123", "CountryNotAllowed"],
    ["+377 6 12 34 56 78", "CountryNotAllowed"],
    ["+1 201 555 0123", "CountryNotAllowed"],
    ["+32 470 12 34 56", "CountryNotAllowed"],
    ["+881 612 345 678", "CountryNotAllowed"],
    ["06 39 98 12 3A", "NotDigits"],
    ["０６３９９８１２３４", "NotDigits"],
    ["٠٦٣٩٩٨١٢٣٤", "NotDigits"],
    ["06_39_98_12_34", "NotDigits"],
    ["06 39 98 12 34 ext 5", "NotDigits"],
    ["06 39 98 12 34;ext=5", "NotDigits"],
    ["tel:+33639981234", "NotDigits"],
    ["+33+639981234", "NotDigits"],
    ["0639981234\r\nX: y", "NotDigits"],
    ["+", "NotDigits"],
    ["()", "NumberTooShort"],
  ])("is refused if it is %j, with %s", (typed, code) => {
    expect(read(typed)).toBe(code)
  })

  it("reserved for fiction is accepted only if the policy allows it, and the adjacent blocks are not reserved", () => {
    const strict = { ...contactPolicies.french, fictionNumbers: false }
    expect(read("06 39 98 00 00", strict)).toBe("UnknownNumber")
    expect(read("06 39 98 99 99", strict)).toBe("UnknownNumber")
    expect(read("06 39 98 99 99")).toBe("+33639989999")
    // With the code of Mayotte it has the same ten digits.
    for (const typed of ["+262 639 98 12 34", "00262639981234", "+262 (0)639 98 12 34", "+33 639 98 12 34"]) {
      expect([typed, read(typed, strict)]).toEqual([typed, "UnknownNumber"])
    }
    expect(read("+262 639 98 12 34")).toBe("+262639981234")
    expect(read("+262 639 97 99 99", strict)).toBe("+262639979999")
    expect(read("+262 639 99 00 00", strict)).toBe("+262639990000")
    // The rest of 0639 belongs to Mayotte.
    expect(read("06 39 97 99 99")).toBe("+262639979999")
    expect(read("06 39 99 00 00")).toBe("+262639990000")
  })

  it("of another country is accepted only if the policy allows it", () => {
    expect(read("+32 470 12 34 56", contactPolicies.european)).toBe("+32470123456")
    expect(read("00 49 1512 3456789", contactPolicies.european)).toBe("+4915123456789")
    expect(read("+41 78 123 45 67", contactPolicies.european)).toBe("+41781234567")
    expect(read("06 39 98 12 34", contactPolicies.european)).toBe("+33639981234")
    expect(read("+32 12 34 56 78", contactPolicies.european)).toBe("Landline")
    expect(read("+44 7700 900123", contactPolicies.european)).toBe("CountryNotAllowed")
  })

  it("of North America is accepted if allowed, although it looks like a landline number", () => {
    expect(read("+1 201 555 0123", { ...contactPolicies.french, countries: ["FR", "US"] })).toBe("+12015550123")
  })

  it("is read in the national form of the policy's country, without the French overseas rules", () => {
    const belgian = { ...contactPolicies.french, countries: ["BE"], defaultCountry: "BE" } as const
    expect(read("0470 12 34 56", belgian)).toBe("+32470123456")
    expect(read("+33 6 39 98 12 34", belgian)).toBe("CountryNotAllowed")
    expect(read("+590 690 00 12 34", belgian)).toBe("CountryNotAllowed")
  })

  it("is masked except for its country code and its last two digits", () => {
    expect(Mobile.restore("+33639981234").masked).toBe("+33 •• •• •• 34")
    expect(Mobile.restore("+687751234").masked).toBe("+687 •• •• •• 34")
  })

  it("is restored from storage even if no table contains it", () => {
    expect(Mobile.restore("+33700123456").reveal()).toBe("+33700123456")
    expect(Mobile.restore("+447700900123").index()).toBe("+447700900123")
  })

  it.each(["", "0639981234", "+", "+0123456789", "+33639981234\n", "+3363998 1234", "+999123456789"])(
    "is not restored from %j",
    (text) => {
      expect(() => Mobile.restore(text)).toThrow(new Error("Not a mobile number from storage."))
    },
  )

  it("is read from every spelling", () => {
    fc.assert(
      fc.property(fc.oneof(mobileTyped, overseasMobileTyped), ({ typed, revealed }) => {
        expect(read(typed)).toBe(revealed)
        expect(read(revealed)).toBe(revealed)
        expect(Mobile.restore(revealed).reveal()).toBe(revealed)
      }),
      { seed: 21, numRuns: 300 },
    )
  })

  it.each(["+687 75 12 34", "+689 87 12 34 56", "+681 82 12 34", "+508 55 12 34"])(
    "of a remote territory is accepted by default, and refused by the policy departments: %s",
    (typed) => {
      expect(read(typed)).toBe(typed.replaceAll(" ", ""))
      expect(read(typed, contactPolicies.departments)).toBe("CountryNotAllowed")
    },
  )

  it.each(["06 39 98 12 34", "0690 00 12 34", "0692 12 34 56", "0639 01 23 45", "0696 20 12 34", "0694 20 12 34"])(
    "of a department is accepted by both policies: %s",
    (typed) => expect(read(typed, contactPolicies.departments)).toBe(read(typed)),
  )

  it("has exactly one defect if one thing is wrong", () => {
    fc.assert(
      fc.property(mobileWrong, ({ typed, code }) => {
        expect(Mobile.parse(typed)).toMatchObject({ ok: false, defects: [{ code }] })
      }),
      { seed: 22, numRuns: 500 },
    )
  })

  it("is never a landline", () => {
    fc.assert(
      fc.property(landlineTyped, ({ typed }) => {
        expect(read(typed)).toBe("Landline")
      }),
      { seed: 23, numRuns: 200 },
    )
  })
})
