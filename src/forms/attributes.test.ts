import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readCode } from "../application/secrets/code.ts"
import { readLegacyPassword } from "../domain/account/legacy-password.ts"
import { parseTypedBirthDate, parseTypedDay } from "../domain/civil-date/typed-date.ts"
import * as Contact from "../domain/contact/contact.ts"
import { parseLabel } from "../domain/device/label.ts"
import { parse } from "../domain/nir/index.ts"
import { assess, hints, presets, readTyped } from "../domain/password/index.ts"
import { ProvisionalIdentifier } from "../domain/provisional-identifier/provisional-identifier.ts"
import { birthDate, civilDate, typedDate } from "../testing/generators/civil-date.ts"
import { contactTyped } from "../testing/generators/contact.ts"
import { spelledNir } from "../testing/generators/nir.ts"
import { acceptedBy } from "../testing/generators/password.ts"
import type { FieldAttributes } from "./field.ts"
import { type FieldKey, fields, fieldsFor } from "./fields.ts"

/** The groups of controls of the HTML standard (autofill field names), and the types of `<input>` of each. */
const allowed: Readonly<Record<NonNullable<FieldAttributes["autocomplete"]>, ReadonlyArray<FieldAttributes["type"]>>> =
  {
    off: ["text", "password", "email", "tel"],
    username: ["text", "password", "email", "tel"],
    "family-name": ["text", "password", "email", "tel"],
    "current-password": ["text", "password"],
    "new-password": ["text", "password"],
    "one-time-code": ["text", "password"],
    email: ["text", "email"],
    tel: ["text", "tel"],
    bday: ["text"],
  }

/** What a browser puts in the field when this text is pasted: it truncates silently. */
const pasted = (key: FieldKey, text: string): string => text.slice(0, fields[key].attributes.maxlength)

const separators = [" ", "  ", "\u00a0", "\u202f", "\u200e", "\u200b", "\ufeff", "\u00ad", "-", "\u2013", "."]
/** The characters with what people and word processors put around and between them. */
const spread = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  text.chain((value) =>
    fc
      .array(fc.constantFrom("", "", ...separators), { minLength: value.length, maxLength: value.length })
      .map((between) => between.map((separator, at) => separator + value.charAt(at)).join("")),
  )
const around = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom("", " ", "\n ", "\u200e", "\ufeff"), text)
    .map(([outside, value]) => outside + value + outside)
const decomposed = (text: fc.Arbitrary<string>) => text.map((value) => value.normalize("NFD"))

const reveal = (read: { reveal: () => string } | null | undefined) => read?.reveal() ?? null
const nir = (text: string) => {
  const read = parse(text)
  return read.ok ? read.nir.reveal() : null
}
const contact = (text: string) => {
  const read = Contact.parse(text)
  return read.ok ? read.contact.reveal() : null
}
const password = (text: string) => reveal(readTyped(text))

const newPassword = (text: string) => {
  const verdict = assess(text, presets.leaflet)
  return verdict.ok ? verdict.password.reveal() : null
}

const SEED = { seed: 20261130, numRuns: 500 }
const provisional = fc.stringMatching(/^P[0-9A-HJKMNP-TV-Z]{11}$/)
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

/** For each field, valid values as people paste them, and the reading of the verb. */
const readings: ReadonlyArray<readonly [FieldKey, fc.Arbitrary<string>, (text: string) => unknown]> = [
  ["identifier", spelledNir, nir],
  ["provisionalIdentifier", around(spread(provisional)), (text) => reveal(ProvisionalIdentifier.parse(text))],
  ["password", decomposed(acceptedBy(presets.leaflet)), password],
  ["password", decomposed(acceptedBy(presets.nist)), password],
  ["password", around(spread(digits(8))), readLegacyPassword],
  ["current", decomposed(acceptedBy(presets.cnil)), password],
  ["newPassword", decomposed(acceptedBy(presets.leaflet)), newPassword],
  ["confirmation", decomposed(acceptedBy(presets.leaflet)), newPassword],
  ["contact", around(contactTyped.map(({ typed }) => typed)), contact],
  ["email", around(contactTyped.map(({ typed }) => typed)), contact],
  ["mobile", around(contactTyped.map(({ typed }) => typed)), contact],
  ["contacts", around(contactTyped.map(({ typed }) => typed)), contact],
  ["code", around(spread(digits(6))), readCode],
  ["code", around(spread(digits(10))), readCode],
  ["birthDate", birthDate().chain(typedDate), parseTypedBirthDate],
  ["fact", civilDate().chain(typedDate), parseTypedDay],
  ["lastDay", civilDate().chain(typedDate), parseTypedDay],
  ["label", around(fc.stringMatching(/^[A-Z][a-z]{1,70}$/)), parseLabel],
]

describe("maxlength, in UTF-16 units", () => {
  it.each(readings)("of %s never truncates a valid value that was pasted", (key, values, read) => {
    fc.assert(
      fc.property(values, (text) => {
        expect(read(text)).not.toBeNull()
        expect(pasted(key, text)).toBe(text)
      }),
      SEED,
    )
  })

  // A label that is too long decides nothing: its beginning is as good.
  it.each(readings.filter(([key]) => key !== "label"))(
    "of %s never makes a valid value out of a text that is too long",
    (key, values, read) => {
      const { maxlength = 0 } = fields[key].attributes
      fc.assert(
        fc.property(values, (text) => {
          const whole = text + "\u0301x".repeat(maxlength)
          expect(read(whole)).toBeNull()
          expect(read(pasted(key, whole))).toBeNull()
        }),
        { ...SEED, numRuns: 50 },
      )
    },
  )

  it("of each field is the length that its verb reads, and one unit more is refused unread", () => {
    const lengths = { provisionalIdentifier: "P7K2M9QX4TRB", contact: "camille@example.org", code: "123456" } as const
    const birth = "01/05/1969"
    const ends: ReadonlyArray<readonly [FieldKey, string, (text: string) => unknown]> = [
      ["provisionalIdentifier", lengths.provisionalIdentifier, (text) => reveal(ProvisionalIdentifier.parse(text))],
      ["contact", lengths.contact, contact],
      ["code", lengths.code, readCode],
      ["birthDate", birth, parseTypedBirthDate],
      ["fact", birth, parseTypedDay],
    ]
    for (const [key, value, read] of ends) {
      const { maxlength = 0 } = fields[key].attributes
      expect(read(value.padEnd(maxlength))).not.toBeNull()
      expect(read(value.padEnd(maxlength + 1))).toBeNull()
    }
  })

  it.each(Object.values(presets))("of a new password follows $name", (policy) => {
    const { newPassword } = fieldsFor({ password: hints(policy) })
    fc.assert(
      fc.property(decomposed(acceptedBy(policy)), (text) => {
        expect(text.slice(0, newPassword.attributes.maxlength)).toBe(text)
      }),
      { ...SEED, numRuns: 200 },
    )
  })
})

describe.each(Object.entries(fields))("the attributes of %s", (_, { attributes }) => {
  const { autocapitalize, autocomplete, inputmode, maxlength, spellcheck, type } = attributes

  it("have an autofill token of HTML that its type may have", () => {
    if (type === "checkbox") expect(attributes).not.toHaveProperty("autocomplete")
    else expect(autocomplete && allowed[autocomplete]).toContain(type)
  })

  it("let people type every character of a valid value, unchanged", () => {
    if (type === "checkbox") return
    expect(spellcheck).toBe("false")
    expect(autocapitalize).toBeDefined()
    if (type === "password") expect(autocapitalize).toBe("none")
    else expect(inputmode).toBeDefined()
    if (maxlength !== undefined) expect(maxlength).toBeGreaterThan(20)
  })
})

it("a numeric keyboard is asked for the code alone: a number may have 2A, a date has slashes", () => {
  const numeric = Object.entries(fields).filter(([, { attributes }]) => attributes.inputmode === "numeric")
  expect(numeric.map(([key]) => key)).toEqual(["code"])
})

it("password managers find the identifier, the present password and the new one", () => {
  const tokens = Object.fromEntries(
    Object.entries(fields).map(([key, { attributes }]) => [key, attributes.autocomplete]),
  )
  expect(tokens).toMatchObject({
    identifier: "username",
    provisionalIdentifier: "username",
    password: "current-password",
    current: "current-password",
    newPassword: "new-password",
    confirmation: "new-password",
    code: "one-time-code",
  })
})
