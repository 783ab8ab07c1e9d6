import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

it("no other file of the NIR imports the code that exists only for throughput", () => {
  const files = globSync(["src/domain/nir/*.ts", "src/domain/nir/place/*.ts"])
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => /from "\.{1,2}\/bulk\//.test(readFileSync(file, "utf8")))).toEqual([])
})
