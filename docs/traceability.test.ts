import { existsSync, globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { invariants, leaflet, outside, type Statement } from "./leaflet.ts"

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

const testsOf = (statement: string) => found.filter((annotated) => annotated.statement === statement)
const statements: ReadonlyArray<[string, Statement]> = Object.entries(leaflet)
const others: ReadonlyArray<[string, Statement]> = Object.entries(outside)
const names = [...Object.keys(leaflet), ...Object.keys(outside), ...Object.keys(invariants)]

it.each(names)("the statement %s is proved by a test", (statement) => {
  expect(testsOf(statement).map(({ title }) => title)).not.toEqual([])
})

it("every annotation names existing statements and is above a test", () => {
  expect(found.filter(({ statement, title }) => !names.includes(statement) || title === "")).toEqual([])
  const comments = globSync("{src,adapters,test}/**/*.test.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\/\/ Leaflet:/g)].map(() => file),
  )
  expect(new Set(found.map(({ file, title }) => `${file} ${title}`)).size).toBe(comments.length)
})

it.each([...statements, ...others])("the file that implements %s exists", (_, { rule }) => {
  expect(existsSync(rule)).toBe(true)
})

it("an annotation is read with the title on the next line or the line after", () => {
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

const page = `<!-- Generated from docs/leaflet.ts and the tests. Run \`npm run docs\` after a change of either. -->

# Du dépliant aux tests – from the leaflet to the tests

Chaque phrase du dépliant, la règle qui la met en œuvre, et les tests qui la prouvent. *Each statement of the leaflet,
the rule that implements it, and the tests that prove it. A statement without a test fails the build.*

| Le dépliant | Règle | Tests |
|---|---|---|
${statements.map(([name, { fr, rule }]) => `| ${fr} | ${link(rule)} | ${proofs(name)} |`).join("\n")}

## Hors du dépliant – outside the leaflet

Ce que le dépliant ne dit pas, et dont des personnes ont besoin. *What the leaflet leaves out, and people need.*

| Énoncé | Règle | Tests |
|---|---|---|
${others.map(([name, { fr, rule }]) => `| ${fr} | ${link(rule)} | ${proofs(name)} |`).join("\n")}

## Ce qui vaut toujours – invariants

| Invariant | Tests |
|---|---|
${Object.entries(invariants)
  .map(([name, fr]) => `| ${fr} | ${proofs(name)} |`)
  .join("\n")}
`

it("the traceability page agrees with the statements and the tests", async () => {
  await expect(page).toMatchFileSnapshot("traceability.md")
})
