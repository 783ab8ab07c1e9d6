import { expect, it } from "vitest"
import { isLegacyPassword } from "./legacy-password.ts"

it.each([
  ["12345678", true],
  ["00000000", true],
  ["1234567", false],
  ["123456789", false],
  ["1234567a", false],
  [" 12345678", false],
  ["12345678\n", false],
  ["１２３４５６７８", false],
  ["", false],
])("the text %j has the form of a legacy password: %s", (text, expected) => {
  expect(isLegacyPassword(text)).toBe(expected)
})
