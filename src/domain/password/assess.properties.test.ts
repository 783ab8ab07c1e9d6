import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { brokenByModel } from "../../../test/models/password.ts"
import { acceptedBy, breaking, person } from "../../testing/generators/password.ts"
import { fold } from "../typed-text/fold.ts"
import { assess } from "./assess.ts"
import { codes, codesUnder } from "./codes.ts"
import { commonWords, walks } from "./common-words.ts"
import type { Context } from "./context.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const policies: ReadonlyArray<PasswordPolicy> = Object.values(presets)

const codesOf = (candidate: unknown, policy: PasswordPolicy, context: Context) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

/**
 * Difficult characters: combining, expanding under NFC, title case, foreign digits, surrogate pairs, lone surrogates.
 */
const characters = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(..."aehjnostxzAEMNTZ0123579-_!@$ .") },
  { weight: 2, arbitrary: fc.constantFrom(..."éÉèçÇœŒßŁđµÿÀ\u0000\t\u007f€½ª") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("\u0301", "\u0327", "e\u0301", "E\u0301", "\u1f82", "\ufb2c", "\u0958", "ﬁ"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("ǅ", "ǆ", "Ǆ", "Ω", "ω", "Ж", "漢", "\u212b", "\u2126", "ᾈ", "\u1100\u1161"),
  },
  { weight: 1, arbitrary: fc.constantFrom("٣", "３", "𝟛", "👍", "👩‍👧", "𝐀", "𝐚", "𑂫", "𝅗𝅥", "\u{1d15f}") },
  { weight: 0.2 * 5, arbitrary: fc.constantFrom("\ud83d", "\udc4d", "\ud800") },
)
const pieces = fc.constantFrom(
  ...[
    "azerty",
    "Soleil",
    "Motdepasse",
    "M0tdep@sse",
    "bonjour",
    "caf",
    "CAF",
    "café",
    "Mon Compte",
    "2024",
    "1234",
    "4321",
  ],
  ...[
    "269054",
    "588157",
    "2690549588157",
    "2690549588157 80",
    "14051969",
    "14/05/69",
    "19690514",
    "14mai1969",
    "1451969",
  ],
  ...["Guennec", "yse", "YSÉ", "le", "A1z2", "aaaa", "abcd", "Train-bleu-7", "allocations familiales", "macaf", "toto"],
)
const texts = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: characters, maxLength: 14 }) },
  { weight: 2, arbitrary: fc.string({ unit: characters, minLength: 14, maxLength: 80 }) },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(pieces, fc.string({ unit: characters, maxLength: 4 })), { maxLength: 5 })
      .map((all) => all.join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(characters, fc.integer({ min: 60, max: 600 }))
      .map(([character, times]) => character.repeat(times)),
  },
)

/** The context is made from the text, so that it often has the right confirmation or current password. */
const situations = fc
  .record({ text: texts, other: texts, which: fc.nat({ max: 31 }), policy: fc.constantFrom(...policies) })
  .map(({ text, other, which, policy }) => {
    const context: Context = {
      ...(which & 1 ? person : {}),
      ...(which & 2 ? { confirmation: which & 4 ? text.normalize("NFD") : other } : {}),
      ...(which & 8 ? { current: which & 4 ? other : text.normalize("NFD") } : {}),
      ...(which & 16 ? { blockList: (it: string) => it.length % 2 === 0 } : {}),
    }
    return { text, policy, context }
  })

const LONG = Number(process.env["LONG"] ?? 1)

describe("assess, compared with the slow model", () => {
  it(`reports the same rules in the same order for ${10_000 * LONG} texts`, { timeout: 30_000 * LONG }, () => {
    fc.assert(
      fc.property(situations, ({ text, policy, context }) => {
        expect(codesOf(text, policy, context)).toEqual(brokenByModel(text, policy, context))
      }),
      { seed: 20241210, numRuns: 10_000 * LONG },
    )
  })

  it("reports broken rules in the order of codes", () => {
    fc.assert(
      fc.property(situations, ({ text, policy, context }) => {
        const broken = codesOf(text, policy, context)
        expect(broken).toEqual(codes.filter((code) => broken.includes(code)))
      }),
      { seed: 20241213, numRuns: 5_000 },
    )
  })

  it("returns the untruncated NFC of each accepted text", () => {
    fc.assert(
      fc.property(situations, ({ text, policy, context }) => {
        const verdict = assess(text, policy, context)
        if (verdict.ok) expect(verdict.password.reveal()).toBe(text.normalize("NFC"))
      }),
      { seed: 20241211, numRuns: 5_000 },
    )
  })

  it("never throws, whatever the candidate and the confirmation are", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (candidate, confirmation) => {
        expect(typeof assess(candidate, presets.recommended, { confirmation }).ok).toBe("boolean")
      }),
      { seed: 20241212, numRuns: 5_000 },
    )
  })
})

describe.each(policies.map((policy) => ({ policy, name: policy.name })))("generators for $name", ({ policy }) => {
  it("produce passwords that are accepted", () => {
    fc.assert(
      fc.property(acceptedBy(policy), (text) => {
        expect(codesOf(text, policy, {})).toEqual([])
        expect(brokenByModel(text, policy, {})).toEqual([])
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  it.each(codesUnder(policy))("produce candidates that break %s and nothing else", (code) => {
    fc.assert(
      fc.property(breaking(policy, code), ({ candidate, context }) => {
        expect(codesOf(candidate, policy, context)).toEqual([code])
      }),
      { seed: 2, numRuns: 200 },
    )
  })
})

it("no common word or walk contains the mark of the generators", () => {
  const bothDirections = walks.flatMap((walk) => [walk, [...walk].reverse().join("")])
  expect([...commonWords, ...bothDirections].filter((word) => fold(word).includes("xq"))).toEqual([])
})
