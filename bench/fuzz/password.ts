import * as fc from "fast-check"
import { assess, type Context, type PasswordPolicy, presets } from "../../src/domain/password/index.ts"
import { acceptedBy, breaking, codesUnder, person } from "../../src/testing/password.arbitrary.ts"
import { brokenByModel } from "../../test/models/password.ts"
import type { Chance } from "../numbers.ts"
import { type Found, mutated, nothingYet, one } from "./mutate.ts"

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

/** Every rule broken, in its order, under every preset and in every context, against the slow model. */
export const fuzzPassword = (next: Chance, count: number): Found => {
  const { counts, disagreements } = nothingYet()
  const sampled = { seed: next(2 ** 31), numRuns: 100 }
  const texts = POLICIES.flatMap((policy) => [
    ...fc.sample(acceptedBy(policy), sampled),
    ...codesUnder(policy).flatMap((code) =>
      fc.sample(breaking(policy, code), sampled).map(({ candidate }) => candidate),
    ),
  ]).filter((candidate) => typeof candidate === "string")
  for (let made = 0; made < count; made++) {
    const text = mutated(next, one(next, texts), ALPHABET)
    const policy = one(next, POLICIES)
    const other = one(next, [text, text.normalize("NFD"), one(next, texts)])
    const context: Context = {
      ...(next(2) === 0 ? person : {}),
      ...(next(3) === 0 ? { confirmation: other } : {}),
      ...(next(3) === 0 ? { current: other } : {}),
    }
    const verdict = assess(text, policy, context)
    const codes = verdict.ok ? [] : verdict.broken.map(({ code }) => code)
    if (codes.join() !== brokenByModel(text, policy, context).join()) disagreements.push(text)
    const answer = codes[0] ?? "accepted"
    counts[answer] = (counts[answer] ?? 0) + 1
  }
  return { counts, disagreements }
}
