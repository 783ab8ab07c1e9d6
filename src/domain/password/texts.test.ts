import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { breaking, codesUnder } from "../../testing/password.arbitrary.ts"
import { codes } from "./broken.ts"
import { assess } from "./password.ts"
import { presets } from "./presets.ts"
import { explain } from "./texts.ts"

const nbsp = "\u00a0"

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
  ] as const)("says %j in French", (rule, expected) => {
    expect(explain(rule, "fr")).toBe(expected)
  })

  it.each([
    [
      { code: "TooShort", minimum: 8, actual: 7 },
      "Add at least 1 character, for example one more word: 8 are needed in all.",
    ],
    [
      { code: "TooLong", maximum: 24, actual: 27 },
      "Remove at least 3 characters, for example a word: 24 at most are allowed.",
    ],
    [{ code: "NoSpecial" }, "Add at least one special character, for example a hyphen."],
  ] as const)("says %j in English", (rule, expected) => {
    expect(explain(rule, "en")).toBe(expected)
  })

  it.each(["fr", "en"] as const)("gives an example in %s and repeats nothing typed, whatever is wrong", (language) => {
    const policies = [
      presets.recommended,
      presets.cnil,
      { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const,
    ]
    const said = new Set<string>()
    for (const policy of policies) {
      for (const code of codesUnder(policy)) {
        const [one] = fc.sample(breaking(policy, code), { seed: 4, numRuns: 1 })
        const verdict = assess(one?.candidate, policy, one?.context)
        if (verdict.ok) throw new Error(`accepted: ${code}`)
        for (const rule of verdict.broken) {
          const sentence = explain(rule, language)
          said.add(rule.code)
          expect(sentence).toMatch(language === "fr" ? /^\p{Lu}.*par exemple .*\.$/u : /^\p{Lu}.*for example .*\.$/u)
          expect(sentence).not.toMatch(/undefined|null|NaN|'/)
          if (typeof one?.candidate === "string") expect(sentence).not.toContain(one.candidate)
        }
      }
    }
    expect(codes.filter((code) => !said.has(code))).toEqual([])
  })
})
