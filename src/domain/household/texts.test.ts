import { expect, it } from "vitest"
import { householdTexts } from "./texts.ts"

const texts = Object.entries(householdTexts)

it.each(texts)("%s is told in two languages, in sentences and in good typography", (_, { en, fr }) => {
  for (const text of [fr, en]) {
    expect(text).toMatch(/^\p{Lu}[^'"]*\.$/u)
    expect(text).not.toMatch(/ {2}|undefined/u)
  }
  expect(fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
})

it("no two refusals say the same", () => {
  expect(new Set(texts.flatMap(([, { en, fr }]) => [en, fr])).size).toBe(2 * texts.length)
})
