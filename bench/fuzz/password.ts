import * as fc from "fast-check"
import { assess, type Context, codesUnder, type PasswordPolicy, presets } from "../../src/domain/password/index.ts"
import { acceptedBy, breaking, person } from "../../src/testing/generators/password.ts"
import { brokenByModel } from "../../test/models/password.ts"
import type { Random } from "../numbers.ts"
import { emptyReport, type FuzzReport, mutated, pick } from "./mutate.ts"

const POLICIES: ReadonlyArray<PasswordPolicy> = Object.values(presets)
const ALPHABET = [
  ..."aehjnostxzAEMNTZ0123579-_!@$ .éÉçŒßµ",
  ...["\u0301", "e\u0301", "\u1f82", "\ufb2c", "ǅ", "\u212b", "٣", "３", "👍", "👩‍👧", "\ud83d", "\udc4d", "\0"],
  ...[
    "azerty",
    "Motdepasse",
    "2024",
    "1234",
    "CAF",
    "café",
    "269054",
    "14051969",
    "14mai1969",
    "Guennec",
    "YSÉ",
    "toto",
  ],
]

/** Compares the broken rules, in order, with the slow model, under every preset and in random contexts. */
export const fuzzPassword = (next: Random, count: number): FuzzReport => {
  const { counts, disagreements } = emptyReport()
  const sampling = { seed: next(2 ** 31), numRuns: 100 }
  const texts = POLICIES.flatMap((policy) => [
    ...fc.sample(acceptedBy(policy), sampling),
    ...codesUnder(policy).flatMap((code) =>
      fc.sample(breaking(policy, code), sampling).map(({ candidate }) => candidate),
    ),
  ]).filter((candidate) => typeof candidate === "string")
  for (let made = 0; made < count; made++) {
    const text = mutated(next, pick(next, texts), ALPHABET)
    const policy = pick(next, POLICIES)
    const other = pick(next, [text, text.normalize("NFD"), pick(next, texts)])
    const context: Context = {
      ...(next(2) === 0 ? person : {}),
      ...(next(3) === 0 ? { confirmation: other } : {}),
      ...(next(3) === 0 ? { current: other } : {}),
    }
    const verdict = assess(text, policy, context)
    const codes = verdict.ok ? [] : verdict.broken.map(({ code }) => code)
    if (codes.join() !== brokenByModel(text, policy, context).join()) disagreements.push(text)
    const result = codes[0] ?? "accepted"
    counts[result] = (counts[result] ?? 0) + 1
  }
  return { counts, disagreements }
}
