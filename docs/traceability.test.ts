import { existsSync, globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { invariants, leaflet, type Statement } from "./leaflet.ts"

interface Annotated {
  readonly statement: string
  readonly file: string
  readonly title: string
}

/** A comment that names statements, and the title of the test or group of tests below it. */
const ANNOTATION = /^[ \t]*\/\/ Leaflet: ([\w., -]+)\n(?:[^\n]*\n)??[^\n"'`]*?(["'`])(.*?)\2/gm

const annotations = (file: string, text: string): ReadonlyArray<Annotated> =>
  [...text.matchAll(ANNOTATION)].flatMap(([, names = "", , title = ""]) =>
    names.split(",").map((statement) => ({ statement: statement.trim(), file, title })),
  )

const found = globSync("{src,adapters,test}/**/*.test.ts")
  .sort()
  .flatMap((file) => annotations(file, readFileSync(file, "utf8")))

const testsOf = (statement: string) => found.filter((one) => one.statement === statement)
const statements: ReadonlyArray<[string, Statement]> = Object.entries(leaflet)
const names = [...Object.keys(leaflet), ...Object.keys(invariants)]

it.each(names)("%s is kept by a test", (statement) => {
  expect(testsOf(statement).map(({ title }) => title)).not.toEqual([])
})

it("every annotation names a statement there is, and stands above a test", () => {
  expect(found.filter(({ statement, title }) => !names.includes(statement) || title === "")).toEqual([])
  const written = globSync("{src,adapters,test}/**/*.test.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\/\/ Leaflet:/g)].map(() => file),
  )
  expect(new Set(found.map(({ file, title }) => `${file} ${title}`)).size).toBe(written.length)
})

it.each(statements)("the rule of %s is where it says", (_, { rule }) => {
  expect(existsSync(rule)).toBe(true)
})

it("an annotation is read with the title below it, over one line or two", () => {
  const text = `  // Leaflet: a.b, c\n  it("x y", () => {\n  // Leaflet: d\n  story(\n    "z", () =>\n`
  expect(annotations("f.test.ts", text)).toEqual([
    { statement: "a.b", file: "f.test.ts", title: "x y" },
    { statement: "c", file: "f.test.ts", title: "x y" },
    { statement: "d", file: "f.test.ts", title: "z" },
  ])
})

const link = (file: string) => `[${file}](../${file})`
const proofs = (statement: string) =>
  testsOf(statement)
    .map(({ file, title }) => `${title.replaceAll("|", "\\|")} – ${link(file)}`)
    .join("<br>")

const page = `<!-- Printed from docs/leaflet.ts and the tests. Run \`npm run docs\` after changing either. -->

# Du dépliant aux tests – from the leaflet to the tests

Chaque phrase du dépliant, la règle qui la tient, et les tests qui le prouvent. *Each statement of the leaflet, the rule that
keeps it, and the tests that prove it. A statement without a test fails the build.*

| Le dépliant | Règle | Tests |
|---|---|---|
${statements.map(([name, { fr, rule }]) => `| ${fr} | ${link(rule)} | ${proofs(name)} |`).join("\n")}

## Ce qui vaut toujours – what always holds

| Invariant | Tests |
|---|---|
${Object.entries(invariants)
  .map(([name, fr]) => `| ${fr} | ${proofs(name)} |`)
  .join("\n")}
`

it("the page is as the statements and the tests say", async () => {
  await expect(page).toMatchFileSnapshot("traceability.md")
})
