import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { breaking } from "../../testing/generators/password.ts"
import { type Language, languages } from "../language/language.ts"
import { assess } from "./assess.ts"
import { codes, codesUnder } from "./codes.ts"
import { presets } from "./presets.ts"
import { explain } from "./texts.ts"

const nbsp = "\u00a0"
const withExample: { readonly [L in Language]: RegExp } = {
  fr: /^\p{Lu}.*par exemple .*\.$/u,
  en: /^\p{Lu}.*for example .*\.$/u,
}

describe("explain", () => {
  it.each([
    [
      { code: "TooShort", minimum: 8, actual: 6 },
      `Ajoutez au moins 2 caractères, par exemple un mot de plus${nbsp}: il en faut 8 en tout.`,
    ],
    [
      { code: "TooShort", minimum: 8, actual: 7 },
      `Ajoutez au moins 1 caractère, par exemple un mot de plus${nbsp}: il en faut 8 en tout.`,
    ],
    [
      { code: "TooLong", maximum: 24, actual: 25 },
      `Retirez au moins 1 caractère, par exemple un mot${nbsp}: il en faut 24 au plus.`,
    ],
    [
      { code: "TooLong", maximum: 24, actual: null },
      "Ce mot de passe est beaucoup trop long. Choisissez-en un de 24 caractères au plus, par exemple trois mots.",
    ],
    [{ code: "NoUpper" }, "Ajoutez au moins une lettre majuscule, par exemple B."],
    [
      { code: "TooFewKinds", minimum: 3, actual: 2, kinds: presets.cnil.kinds },
      `Mêlez au moins 3 de ces sortes de caractères${nbsp}: un chiffre, une majuscule, une minuscule et un caractère spécial, par exemple B, t et 7.`,
    ],
  ] as const)("explains %j in French", (rule, expected) => {
    expect(explain(rule, "fr")).toBe(expected)
  })

  it.each([
    [
      { code: "TooShort", minimum: 8, actual: 7 },
      "Add at least 1 character, for example another word. The minimum is 8.",
    ],
    [
      { code: "TooLong", maximum: 24, actual: 27 },
      "Remove at least 3 characters, for example a word. The maximum is 24.",
    ],
    [{ code: "NoSpecial" }, "Add at least one special character, for example a hyphen."],
  ] as const)("explains %j in English", (rule, expected) => {
    expect(explain(rule, "en")).toBe(expected)
  })

  it.each(languages)("gives an example in %s and never repeats the candidate, for every code", (language) => {
    const policies = [
      presets.recommended,
      presets.cnil,
      { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const,
    ]
    const explained = new Set<string>()
    for (const policy of policies) {
      for (const code of codesUnder(policy)) {
        const [sample] = fc.sample(breaking(policy, code), { seed: 4, numRuns: 1 })
        const verdict = assess(sample?.candidate, policy, sample?.context)
        if (verdict.ok) throw new Error(`accepted: ${code}`)
        for (const rule of verdict.broken) {
          const sentence = explain(rule, language)
          explained.add(rule.code)
          expect(sentence).toMatch(withExample[language])
          expect(sentence).not.toMatch(/undefined|null|NaN|'/)
          if (typeof sample?.candidate === "string") expect(sentence).not.toContain(sample.candidate)
        }
      }
    }
    expect(codes.filter((code) => !explained.has(code))).toEqual([])
  })
})
