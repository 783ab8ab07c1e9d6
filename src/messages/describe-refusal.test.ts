import { describe, expect, it } from "vitest"
import { refusalSamples, sampleOf, sampleRefusals } from "../../test/models/refusal-samples.ts"
import type { AgencyVerbs } from "../application/agency.ts"
import { CreationRefused, IdentityIncomplete } from "../application/contract/creation-refusals.ts"
import { fieldsOf, verbNames } from "../application/contract/field-names.ts"
import { PersonUnknown } from "../application/contract/file-refusals.ts"
import { ContactRefused, FieldEmpty, IdentifierRefused, PasswordRefused } from "../application/contract/refusals.ts"
import type { Verbs } from "../application/mon-compte.ts"
import { languages } from "../domain/language/language.ts"
import { assess, presets } from "../domain/password/index.ts"
import { describeRefusal, isNoField } from "./describe-refusal.ts"
import type { guidance, NoField } from "./guidance.ts"
import type { RefusalCode, RefusalOf } from "./refusal.ts"

type Guidance = typeof guidance
type InputOf<V> = V extends (request: infer Input) => unknown ? keyof Input : never

type CodesOf<V> = Extract<RefusalOf<V>, { readonly _tag: keyof Guidance }>["_tag"]

/** The refusals of a verb whose candidates have no field of its input, and no `none: …`. */
type UnplacedOf<V> = {
  [Code in CodesOf<V>]: Extract<Guidance[Code]["fields"][number], InputOf<V> | NoField> extends never ? Code : never
}[CodesOf<V>]

type Unplaced<Facade> = { [Name in keyof Facade & string]: `${Name} ${UnplacedOf<Facade[Name]>}` }[keyof Facade &
  string]

describe("every refusal", () => {
  it("of every verb names a field of that verb, or says that it concerns none: the compiler checks it", () => {
    const people: ReadonlyArray<Unplaced<Verbs>> = []
    const agents: ReadonlyArray<Unplaced<AgencyVerbs>> = []
    // Does not compile while there is an unplaced refusal: the error names its code.
    const none: ReadonlyArray<never> = [...people, ...agents]
    expect(none).toEqual([])
  })

  it.each(sampleRefusals)("names its field and its next step, for every verb: $_tag", (refusal) => {
    for (const language of languages) {
      for (const verb of [undefined, ...verbNames]) {
        const { code, field, message, next, points } = describeRefusal(refusal, { language, verb })
        expect(code).toBe(refusal._tag)
        expect(next).toMatch(/^[A-Z]\w+$/u)
        expect(isNoField(field) || verb === undefined || fieldsOf(verb).includes(field)).toBe(true)
        for (const point of points) expect(point.text).toMatch(/\S.*[.!]|@/u)
        expect(message.length).toBeGreaterThan(15)
      }
    }
  })

  // « Vous », an order in -ez, or what will happen: a message that only states a fact leads nowhere.
  it.each(Object.keys(refusalSamples))("says in French what to do next: %s", (code) => {
    const { message, points } = describeRefusal(sampleOf(code as RefusalCode))
    const text = [message, ...points.map(({ text }) => text)].join(" ")
    expect(text.replace(/\b(?:avez|êtes|aviez|étiez|chez|assez)\b/giu, "")).toMatch(/\p{L}ez\b|\bpouvez\b/u)
  })
})

describe("describeRefusal", () => {
  it("has the field, the rule, the format, an example and the RGAA criteria of an empty field", () => {
    const { field, points } = describeRefusal(new FieldEmpty({ field: "current" }), { verb: "changePassword" })
    expect(field).toBe("current")
    expect(points).toEqual([
      {
        field: "current",
        rule: "FieldEmpty",
        text: "Saisissez votre mot de passe actuel.",
        format: "votre mot de passe actuel",
        example: null,
        criteria: ["11.10", "11.11"],
      },
    ])
  })

  it("names the field of a person as the verb does", () => {
    const fieldFor = (verb: Parameters<typeof fieldsOf>[0]) => describeRefusal(new PersonUnknown(), { verb }).field
    expect(fieldFor("Agency.formCouple")).toBe("spouse")
    expect(fieldFor("Agency.openFile")).toBe("holder")
    expect(fieldFor("Agency.changeHolder")).toBe("to")
    expect(fieldFor("Agency.recordDeath")).toBe("person")
  })

  it("has one point for each broken rule, and puts the confirmation in its own field", () => {
    const verdict = assess("azerty", undefined, { confirmation: "Azerty" })
    if (verdict.ok) throw new Error("The password should be refused.")
    const { points } = describeRefusal(new PasswordRefused({ broken: verdict.broken }))
    expect(points.map(({ field, rule }) => [field, rule])).toEqual([
      ["password", "TooShort"],
      ["password", "NoDigit"],
      ["password", "NoUpper"],
      ["confirmation", "ConfirmationDiffers"],
    ])
    const refused = new PasswordRefused({ broken: verdict.broken })
    const [first] = describeRefusal(refused, { policy: presets.leaflet }).points
    expect(first?.format).toContain("De 8 à 24 caractères")
  })

  it("has one point for each missing part of an identity, in its own field", () => {
    const { field, points } = describeRefusal(new IdentityIncomplete({ missing: ["BirthName", "BirthDate"] }))
    expect(field).toBe("birthName")
    expect(points.map(({ field, example }) => [field, example])).toEqual([
      ["birthName", "Durand"],
      ["birthDate", "01/05/1969"],
    ])
  })

  it("says what is wrong with a number once, however many places are wrong", () => {
    const defects = [{ code: "TooShort" }, { code: "TooShort" }] as unknown as IdentifierRefused["defects"]
    const { points } = describeRefusal(new IdentifierRefused({ next: "CompleteNumber", defects }))
    expect(points.map(({ rule }) => rule)).toEqual(["TooShort"])
  })

  it("speaks of the e-mail address, the phone number or the words that were typed as an identifier", () => {
    for (const [next, says] of [
      ["NotEmail", "adresse e-mail"],
      ["NotPhone", "numéro de téléphone"],
      ["NotWords", "pas un numéro"],
    ] as const) {
      const { message, points } = describeRefusal(new IdentifierRefused({ next, defects: [] }))
      expect(message).toContain(says)
      expect(points.map(({ rule }) => rule)).toEqual([next])
    }
  })

  it("has no point for a refusal about no field", () => {
    expect(describeRefusal(new CreationRefused())).toMatchObject({ field: "none: form", points: [] })
    const contact = new ContactRefused({ defects: [{ code: "MissingAt" }] })
    expect(describeRefusal(contact).points).toMatchObject([{ field: "contact", rule: "MissingAt" }])
  })
})
