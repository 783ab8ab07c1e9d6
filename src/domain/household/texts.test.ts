import { describe, expect, it } from "vitest"
import { endCauseTexts, householdTexts } from "./texts.ts"

describe.each([
  ["refusals", householdTexts],
  ["end causes", endCauseTexts],
])("the texts of %s", (_, texts) => {
  const all = Object.entries(texts)

  it.each(all)("are sentences in French and English, with correct typography: %s", (_, { en, fr }) => {
    for (const text of [fr, en]) {
      expect(text).toMatch(/^\p{Lu}[^'"]*\.$/u)
      expect(text).not.toMatch(/ {2}|undefined/u)
    }
    expect(fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  })

  it("are all different", () => {
    expect(new Set(all.flatMap(([, { en, fr }]) => [en, fr])).size).toBe(2 * all.length)
  })
})
