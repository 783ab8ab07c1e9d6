import { readFileSync } from "node:fs"
import { posix } from "node:path"
import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { files } from "../../../../scripts/generate-places.ts"

it.each([...files])("%s is what npm run generate:places makes", (path, text) => {
  expect(readFileSync(path, "utf8") === text).toBe(true)
})

it("what the core carries stays under 1.5 kB compressed; names, in a chunk of their own, under 250 kB", () => {
  const [codes = "", names = ""] = files.values()
  expect(gzipSync(codes).length).toBeLessThan(1536)
  expect(gzipSync(names).length).toBeLessThan(250_000)
})

it("the tables name their source, its year and its licence", () => {
  for (const text of files.values()) expect(text.slice(0, 900)).toMatch(/INSEE, .* 2026, [\s\S]*Licence Ouverte 2\.0/)
})

/** Every file that a file leads to. */
const reached = (file: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, to = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g))
    reached(posix.join(posix.dirname(file), to), seen)
  return seen
}

it("names are reached from mon-compte/nir/places alone, and codes from what reads places", () => {
  const [codes, names] = files.keys()
  expect(reached("src/domain/nir/places.ts")).toContain(names)
  for (const entry of ["describe", "suggest"]) {
    expect(reached(`src/domain/nir/${entry}.ts`)).not.toContain(names)
    expect(reached(`src/domain/nir/${entry}.ts`)).toContain(codes)
  }
  for (const entry of ["index", "redact", "field", "bulk/bytes", "schema"])
    expect(reached(`src/domain/nir/${entry}.ts`)).not.toContain(codes)
})
