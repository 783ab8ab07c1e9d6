import { readFileSync } from "node:fs"
import { expect, it } from "vitest"

// The types of the facades are mapped types, and an editor shows the docstring of the member that a type is mapped from.
it.each(["mon-compte", "agency"])("each verb of the facade %s has a docstring that an editor shows", (facade) => {
  const source = readFileSync(new URL(`${facade}.ts`, import.meta.url), "utf8")
  const [, members = ""] = /^const verbs = \{\n(.*?)^\}/ms.exec(source) ?? []
  const lines = members.trim().split("\n")
  const verbs = lines.filter((line) => /^\s*\w+,$/.test(line))
  const documented = verbs.filter((verb) => /^\s*\/\*\* .+ \*\/$/.test(lines[lines.indexOf(verb) - 1] ?? ""))
  expect(verbs.length).toBeGreaterThan(10)
  expect(documented).toEqual(verbs)
})
