import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

/** Every ```ts block of a page or a docstring, without the stars of the comment. */
const samplesOf = (file: string) =>
  [
    ...readFileSync(file, "utf8")
      .replace(/^ *\* ?/gm, "")
      .matchAll(/^```ts\n([\s\S]*?)^```/gm),
  ].map(([, code]) => code as string)

/** A sample as a test: `expression // => value` becomes an assertion. */
const toTest = (code: string) =>
  `import { expect } from "vitest"\n${code.replace(
    /^(?:const (\w+) = )?(.*\S) +\/\/ => (.*)$/gm,
    (_, name, expression, value) =>
      name === undefined
        ? `expect(${expression}).toEqual(${value})`
        : `const ${name} = ${expression}\nexpect(${name}).toEqual(${value})`,
  )}`

const files = globSync("{README.md,docs/**/*.md,src/**/*.ts,adapters/**/*.ts}", { exclude: ["**/*.test.ts"] })

describe.each(files.map((file) => ({ file, samples: samplesOf(file) })).filter(({ samples }) => samples.length > 0))(
  "$file",
  ({ file, samples }) => {
    it.each(samples.map((code, index) => ({ code, index })))(
      "the assertions of sample $index are true",
      async ({ code, index }) => {
        // A sample without an assertion proves nothing.
        expect(code).toContain("// =>")
        const path = `.samples/${file.replaceAll("/", "_")}_${index}.ts`
        mkdirSync(".samples", { recursive: true })
        writeFileSync(path, toTest(code))
        await import(/* @vite-ignore */ `../${path}`)
      },
    )
  },
)
