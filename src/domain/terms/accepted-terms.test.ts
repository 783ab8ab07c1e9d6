import { expect, it } from "vitest"
import { isSameText } from "./accepted-terms.ts"

it.each([
  [{ version: "1", sha256: "aa" }, true],
  [{ version: "2", sha256: "aa" }, false],
  [{ version: "1", sha256: "bb" }, false],
])("terms %j are the same text as version 1 with hash aa: %s", (other, expected) => {
  expect(isSameText({ version: "1", sha256: "aa" }, other)).toBe(expected)
})
