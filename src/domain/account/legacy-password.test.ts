import { expect, it } from "vitest"
import { readLegacyPassword } from "./legacy-password.ts"

it.each([
  ["12345678", "12345678"],
  ["00000000", "00000000"],
  [" 1234 5678\n", "12345678"],
  ["\u200e1234\u20135678\ufeff", "12345678"],
  ["I234567O", "12345670"],
  ["1234567", null],
  ["123456789", null],
  ["1234567a", null],
  ["Train-bleu-7", null],
  ["１２３４５６７８", null],
  [`${" ".repeat(100)}12345678`, null],
  ["", null],
])("the text %j is read as the legacy password %j", (text, expected) => {
  expect(readLegacyPassword(text)).toBe(expected)
})
