import { assess } from "../src/domain/password/index.ts"
import { seededRandom } from "./numbers.ts"
import { passwordValidator, valibot, zod } from "./peers/password.js"
import type { Race } from "./race.ts"

const COUNT = 20_000
const LETTERS = "abcdefghijklmnopqrstuvwxyz"

const randomTexts = (seed: number, kinds: ReadonlyArray<string>, from: number, to: number): ReadonlyArray<string> => {
  const next = seededRandom(seed)
  return Array.from({ length: COUNT }, () =>
    Array.from({ length: from + next(to - from + 1) }, (_, index) => {
      const kind = kinds[index % kinds.length] ?? LETTERS
      return kind[next(kind.length)]
    }).join(""),
  )
}

const sets = {
  valid: randomTexts(8, [LETTERS, LETTERS.toUpperCase(), "0123456789", "-_ !"], 8, 24),
  "invalid, two or three rules broken": randomTexts(24, [LETTERS], 1, 7),
}

const ours = (text: string): ReadonlyArray<string> => {
  const verdict = assess(text)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

const peers = { "zod 4": zod, valibot, "password-validator": passwordValidator }

const countBroken = (texts: ReadonlyArray<string>, broken: (text: string) => ReadonlyArray<string>) => () => {
  let count = 0
  for (const text of texts) count += broken(text).length
  return count
}

export const races: ReadonlyArray<Race> = Object.entries(sets).map(([title, texts], index) => ({
  title: `P4: the leaflet's password policy with all broken rules: ${title}`,
  items: COUNT,
  contestants: [
    { name: "assess", run: countBroken(texts, ours) },
    ...Object.entries(peers).map(([name, broken]) => ({ name, run: countBroken(texts, broken) })),
  ],
  bars: { "zod 4": index === 0 ? 2 : 20 },
  disagreements: (name) => texts.filter((text) => peers[name as keyof typeof peers](text).join() !== ours(text).join()),
  reasons: {},
}))
