import { readFileSync } from "node:fs"
import { posix } from "node:path"
import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { files } from "../../../../scripts/generate-places.ts"

it.each([...files])("%s is the output of npm run generate:places", (path, text) => {
  expect(readFileSync(path, "utf8") === text).toBe(true)
})

it("the table of codes is under 1.5 kB compressed, and the table of names under 250 kB", () => {
  const [codes = "", names = ""] = files.values()
  expect(gzipSync(codes).length).toBeLessThan(1536)
  expect(gzipSync(names).length).toBeLessThan(250_000)
})

it("the tables name their source, its year and its licence", () => {
  for (const text of files.values()) expect(text.slice(0, 900)).toMatch(/INSEE, .* 2026, [\s\S]*Licence Ouverte 2\.0/)
})

/** Every file that a file imports, directly or indirectly, and itself. */
const reached = (file: string, visited: Set<string> = new Set()): ReadonlySet<string> => {
  if (visited.has(file)) return visited
  visited.add(file)
  for (const [, to = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g))
    reached(posix.join(posix.dirname(file), to), visited)
  return visited
}

it("only mon-compte/nir/places imports the names, and only entries that read places import the codes", () => {
  const [codes, names] = files.keys()
  expect(reached("src/domain/nir/places.ts")).toContain(names)
  for (const entry of ["describe", "suggest"]) {
    expect(reached(`src/domain/nir/${entry}.ts`)).not.toContain(names)
    expect(reached(`src/domain/nir/${entry}.ts`)).toContain(codes)
  }
  for (const entry of ["index", "redact", "field", "bulk/bytes", "schema"])
    expect(reached(`src/domain/nir/${entry}.ts`)).not.toContain(codes)
})
