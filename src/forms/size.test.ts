import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { expect, it } from "vitest"

/** The bundle of an entry in a browser, minified. An import from outside of the package would fail to bundle. */
const bundleOf = async (entry: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [`src/forms/${entry}.ts`],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    packages: "external",
    write: false,
    logLevel: "silent",
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

it.each([
  ["index", 6_000],
  ["agency/index", 2_500],
])("%s has no dependency, and at most %i bytes after compression", async (entry, most) => {
  const bundle = await bundleOf(entry)
  expect(Buffer.from(bundle).toString()).not.toMatch(/\bimport\b|\brequire\(/u)
  expect(bundle.length).toBeGreaterThan(1_000)
  expect(gzipSync(bundle, { level: 9 }).length).toBeLessThanOrEqual(most)
})
