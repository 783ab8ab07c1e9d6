import { inspect } from "node:util"
import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { contactTyped } from "../../testing/generators/contact.ts"
import { type Contact, ContactPolicy, contactPolicies, parse, restore } from "./contact.ts"

const contact = (typed: string): Contact => {
  const parsed = parse(typed)
  if (!parsed.ok) throw new Error("The test needs a contact.")
  return parsed.contact
}

describe("a contact of unknown kind", () => {
  it("is an e-mail address if it has an @", () => {
    expect(contact("06@example.org")._tag).toBe("Email")
    expect(parse("0639981234@")).toEqual({ ok: false, defects: [{ code: "MissingDomain" }] })
  })

  it("is a mobile number if it has digits and no letters", () => {
    expect(contact("06 39 98 12 34")._tag).toBe("Mobile")
    expect(parse("06")).toEqual({ ok: false, defects: [{ code: "NumberTooShort" }] })
    expect(parse("0639981234#")).toEqual({ ok: false, defects: [{ code: "NotDigits", start: 10, end: 11 }] })
  })

  it.each(["x.y.org", "camille.example.org", "camille.lambertexample.fr"])(
    "is an e-mail address without its @ if it ends like a domain: %j",
    (typed) => {
      expect(parse(typed)).toEqual({ ok: false, defects: [{ code: "MissingAt" }] })
    },
  )

  it.each(["camille", "camille.", "camille.o", "06.39.98.12.3A", "06 39 98 12 3A", "+", "...", "＠"])(
    "is not recognised in %j",
    (typed) => {
      expect(parse(typed)).toEqual({ ok: false, defects: [{ code: "Unrecognised" }] })
    },
  )

  it.each(["", " ", "\u00a0\u200b\n"])("is missing in %j", (typed) => {
    expect(parse(typed)).toEqual({ ok: false, defects: [{ code: "Missing" }] })
  })

  it.each([undefined, null, 0, 639981234, 10n, true, Symbol("x"), {}, [], ["a@example.org"], () => "a@example.org"])(
    "is refused if it is no text: %s",
    (input) => {
      expect(parse(input)).toEqual({ ok: false, defects: [{ code: "NotText" }] })
    },
  )

  it("is refused if it is an object that converts to a text", () => {
    expect(parse({ toString: () => "a@example.org" })).toEqual({ ok: false, defects: [{ code: "NotText" }] })
  })

  it("is read in 400 characters and refused in 401", () => {
    expect(contact(`${" ".repeat(387)}a@example.org`).reveal()).toBe("a@example.org")
    expect(parse(`${" ".repeat(388)}a@example.org`)).toEqual({ ok: false, defects: [{ code: "TooLong" }] })
  })

  it.each(["0", " ", "a", "@", ".", "a.", "é", "\u200b", "(", "+"])(
    "is refused unread if it is %j ten million times",
    (unit) => {
      const long = unit.repeat(10_000_000)
      const start = performance.now()
      expect(parse(long)).toEqual({ ok: false, defects: [{ code: "TooLong" }] })
      // Reading the text takes far longer than reading its length.
      expect(performance.now() - start).toBeLessThan(50)
    },
  )

  it("never throws, whatever was typed", () => {
    const random = fc.string({ unit: "binary", maxLength: 60 })
    const typical = fc.string({ unit: fc.constantFrom(...'0123456789+@.- ()<>",;é\r\n\u200bax[]'), maxLength: 40 })
    fc.assert(
      fc.property(fc.oneof(random, typical, fc.anything()), (input) => {
        const parsed = parse(input)
        if (parsed.ok)
          expect(restore(parsed.contact._tag, parsed.contact.reveal()).index()).toBe(parsed.contact.index())
        else expect(parsed.defects.length).toBeGreaterThan(0)
      }),
      { seed: 31, numRuns: 2_000 },
    )
  })

  it("cannot inject a command into a mail session", () => {
    const typical = fc.string({ unit: fc.constantFrom(..."ab1@.\r\n\u0000\u0085\u2028<>:, "), maxLength: 20 })
    fc.assert(
      fc.property(typical, (text) => {
        const parsed = parse(`a${text}@example.org`)
        if (parsed.ok) expect(parsed.contact.reveal()).toMatch(/^[!-~]+@[a-z0-9.-]+$/u)
      }),
      { seed: 32, numRuns: 2_000 },
    )
  })
})

describe("a contact", () => {
  const contacts = ["camille.durand@example.org", "06 39 98 12 34"].map(contact)

  it.each(contacts)("prints masked everywhere: %s", (contact) => {
    const printed = [
      `${contact}`,
      JSON.stringify({ contact }),
      inspect({ contact }, { showHidden: true, depth: 9 }),
      Object.values(contact).join(" "),
      JSON.stringify(structuredClone(contact)),
    ].join("\n")
    for (const secret of ["camille", "durand", "example", "639981234", "9812"]) expect(printed).not.toContain(secret)
    expect(printed).toContain(contact._tag === "Email" ? "c•••@e•••.org" : "+33 •• •• •• 34")
  })

  it("is written to JSON as its kind and its masked form", () => {
    expect(JSON.parse(JSON.stringify(contacts))).toEqual([
      { _tag: "Email", masked: "c•••@e•••.org" },
      { _tag: "Mobile", masked: "+33 •• •• •• 34" },
    ])
  })

  it("equals another spelling of itself, and no other contact", () => {
    const [mail, mobile] = contacts as [Contact, Contact]
    for (const [same, self] of [
      [contact("Camille.Durand@Example.org"), mail],
      [contact("+33 6 39 98 12 34"), mobile],
    ] as const) {
      expect(Equal.equals(same, self)).toBe(true)
      expect(Hash.hash(same)).toBe(Hash.hash(self))
    }
    expect(Equal.equals(mail, contact("camille.durant@example.org"))).toBe(false)
    expect(Equal.equals(mobile, contact("06 39 98 12 35"))).toBe(false)
    expect(Equal.equals<unknown, unknown>(mail, mobile)).toBe(false)
  })

  it("is restored from the text that it revealed", () => {
    fc.assert(
      fc.property(contactTyped, ({ typed }) => {
        const before = contact(typed)
        expect(Equal.equals(restore(before._tag, before.reveal()), before)).toBe(true)
      }),
      { seed: 33, numRuns: 200 },
    )
  })
})

describe("contact policies", () => {
  it.each(Object.entries(contactPolicies))("%s is a valid policy with its own name", (name, policy) => {
    expect(Schema.decodeUnknownSync(ContactPolicy)(JSON.parse(JSON.stringify(policy)))).toEqual(policy)
    expect(policy.name).toBe(name)
    expect(new Set(policy.countries).size).toBe(policy.countries.length)
  })

  it("european has the thirty countries of the European Economic Area, and Switzerland", () => {
    const territories = ["GP", "MF", "BL", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", "WF", "AX", "SJ"]
    expect(contactPolicies.european.countries.filter((country) => !territories.includes(country))).toHaveLength(31)
  })
})
