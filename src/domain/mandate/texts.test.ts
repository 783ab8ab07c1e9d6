import { expect, it } from "vitest"
import { kindTexts, leavesTexts, mandateEndTexts, mandateTexts, powerTexts } from "./texts.ts"

const sentences = Object.entries({ ...mandateTexts, ...mandateEndTexts, ...leavesTexts })
const names = Object.entries({ ...kindTexts, ...powerTexts })

it.each(sentences)("the text %s is in sentences, with correct French typography", (_, { en, fr }) => {
  for (const text of [fr, en]) expect(text).toMatch(/^\p{Lu}[^'"]*\.$/u)
  expect(fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
  expect(fr).not.toBe(en)
})

it.each(names)("the name %s has both languages and no full stop", (_, { en, fr }) => {
  for (const text of [fr, en]) expect(text).toMatch(/^\p{Lu}[^'".]*$/u)
})
