import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { acceptedBy } from "../../testing/generators/password.ts"
import { assess } from "./assess.ts"
import { hints } from "./hints.ts"
import { presets } from "./presets.ts"

const nbsp = "\u00a0"
const all = Object.values(presets)

describe("hints of the presets", () => {
  it("give the attributes, the help text and the example of the leaflet", () => {
    expect(hints(presets.leaflet)).toEqual({
      attributes: {
        type: "password",
        autocomplete: "new-password",
        minlength: 8,
        maxlength: 192,
        passwordrules: "minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;",
        pattern: "(?=[\\s\\S]*[0-9])(?=[\\s\\S]*\\p{Lu})(?=[\\s\\S]*\\p{Ll})\\P{Cs}{8,24}",
      },
      help: {
        fr: `De 8 à 24 caractères, dont au moins un chiffre, une majuscule et une minuscule. Exemple de format${nbsp}: plusieurs mots sans lien entre eux, séparés par des tirets.`,
        en: "From 8 to 24 characters, with at least a digit, an upper-case letter and a lower-case letter. Example of the format: several unrelated words with hyphens between them.",
      },
      example: {
        fr: "plusieurs mots sans lien entre eux, séparés par des tirets",
        en: "several unrelated words with hyphens between them",
      },
    })
  })

  it("give the rules for password generators and the help text of every preset", () => {
    expect(all.map(({ name, ...policy }) => `${name} ${hints({ name, ...policy }).attributes.passwordrules}`)).toEqual([
      "leaflet minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;",
      "recommended minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;",
      "caf2024 minlength: 10; maxlength: 24; required: lower; required: upper; required: digit;",
      "cnil minlength: 8; maxlength: 64; required: lower; required: upper; required: digit; required: special;",
      "nist minlength: 15; maxlength: 64; allowed: ascii-printable;",
    ])
    expect(hints(presets.recommended).help.fr).toBe(
      `De 8 à 24 caractères, dont au moins un chiffre, une majuscule et une minuscule. Il ne doit contenir ni votre numéro de sécurité sociale, ni votre date de naissance, ni votre nom ou votre prénom, ni votre adresse e-mail ou votre mobile, ni le nom du service, ni 8 chiffres à la suite. Les mots de passe trop courants sont refusés. Exemple de format${nbsp}: plusieurs mots sans lien entre eux, séparés par des tirets.`,
    )
    expect(hints(presets.cnil).help.en).toBe(
      "From 8 to 64 characters, with at least 3 of these 4 kinds: a digit, an upper-case letter, a lower-case letter and a special character. Common passwords are refused. Example of the format: several unrelated words with hyphens between them.",
    )
    expect(hints(presets.nist).help.fr).toBe(
      `De 15 à 64 caractères. Il ne peut être simplement ni votre numéro de sécurité sociale, ni votre date de naissance, ni votre nom ou votre prénom, ni votre adresse e-mail ou votre mobile, ni le nom du service. Les mots de passe trop courants sont refusés. Exemple de format${nbsp}: plusieurs mots sans lien entre eux, séparés par des tirets.`,
    )
  })
})

describe("hints of a custom policy", () => {
  const digit = { ...presets.nist, blockList: false, forbidden: [], kinds: ["Digit"], kindsNeeded: 1 } as const
  it("require one kind from password generators, and none if the policy needs none", () => {
    expect(hints(digit).attributes.passwordrules).toBe("minlength: 15; maxlength: 64; required: digit;")
    expect(hints({ ...digit, kindsNeeded: 0 }).attributes.passwordrules).toBe(
      "minlength: 15; maxlength: 64; allowed: ascii-printable;",
    )
  })

  it("form a sentence with one forbidden item as well as with several", () => {
    const { help } = hints({ ...digit, forbidden: ["Nir"], minimum: 60, maximum: 60 })
    expect(help.fr).toBe(
      "60 caractères, dont au moins un chiffre. Il ne peut pas être simplement votre numéro de sécurité sociale. Exemple de format\u00a0: plusieurs mots sans lien entre eux, séparés par des tirets.",
    )
    expect(help.en).toBe(
      "60 characters, with at least a digit. It must not consist only of your social security number. Example of the format: several unrelated words with hyphens between them.",
    )
    expect(hints({ ...digit, forbidden: ["Nir", "Names"] }).help.fr).toContain(
      "ni votre numéro de sécurité sociale, ni votre nom ou votre prénom.",
    )
  })

  it("have no pattern if personal data are forbidden", () => {
    expect(hints(digit).attributes).toHaveProperty("pattern")
    expect(hints({ ...digit, forbidden: ["Nir"] }).attributes).not.toHaveProperty("pattern")
  })
})

describe("maxlength", () => {
  it.each(all)("never truncates a password that is too long for $name to one that is accepted", (policy) => {
    const { maxlength } = hints(policy).attributes
    for (const sign of [
      "x",
      "é",
      "e\u0301",
      "👍",
      "\u03b1\u0313\u0300\u0345",
      "\u1100\u1161\u11a8",
      "\u{11131}\u{11127}",
    ]) {
      const pasted = `Aa1${sign.repeat(1000)}`
      expect(assess(pasted.slice(0, maxlength).replace(/\p{Cs}/u, ""), policy)).toMatchObject({
        broken: expect.arrayContaining([expect.objectContaining({ code: "TooLong" })]),
      })
    }
  })
})

describe("pattern", () => {
  const patternOf = (policy: (typeof all)[number]) => new RegExp(`^(?:${hints(policy).attributes.pattern})$`, "v")
  const someOf = { ...presets.cnil, blockList: false }
  const oneOfTwo = { ...someOf, name: "one of two", kinds: ["Digit", "Upper"], kindsNeeded: 1 } as const
  const signs = fc.constantFrom(..."aaAA11-- éÉßǅ٣漢👍€\u0000", "\ud83d")

  it.each([presets.leaflet, presets.caf2024, someOf, oneOfTwo])(
    "accepts the same texts in NFC as the rules of $name",
    (policy) => {
      const pattern = patternOf(policy)
      fc.assert(
        fc.property(fc.string({ unit: signs, maxLength: 30 }), (text) => {
          expect(pattern.test(text)).toBe(assess(text, policy).ok)
        }),
        { seed: 5, numRuns: 3000 },
      )
      fc.assert(
        fc.property(acceptedBy(policy), (text) => {
          expect(pattern.test(text)).toBe(true)
        }),
        { seed: 6, numRuns: 300 },
      )
    },
  )

  it("accepts the shortest and the longest password, and refuses those just beyond", () => {
    const pattern = patternOf(presets.leaflet)
    expect(
      ["Azert12", "Azerty12", `Aa1${"👍".repeat(21)}`, `Aa1${"👍".repeat(22)}`].map((text) => pattern.test(text)),
    ).toEqual([...[false, true, true, false]])
  })

  it("is absent if it cannot express the whole policy", () => {
    for (const policy of [presets.recommended, presets.cnil, presets.nist]) {
      expect(hints(policy).attributes).not.toHaveProperty("pattern")
    }
  })
})

describe("the example", () => {
  it.each(all)("is no password that $name accepts, in any language", (policy) => {
    const { example, help } = hints(policy)
    for (const text of [example?.fr, example?.en, ...(example?.fr ?? "").split(/[ ,]+/)])
      expect(assess(text, policy).ok).toBe(false)
    for (const text of Object.values(help)) expect(text).not.toMatch(/[«“]/u)
  })

  it("is absent if the policy has no room for several words", () => {
    expect(hints({ ...presets.leaflet, maximum: 11 }).example).toBe(null)
    expect(hints({ ...presets.leaflet, maximum: 11 }).help.fr).not.toContain("Exemple")
    expect(hints({ ...presets.leaflet, maximum: 12 }).example).not.toBe(null)
  })
})
