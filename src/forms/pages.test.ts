import type * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { agencyInputs } from "../application/contract/agency-inputs.ts"
import { type FieldName, fieldsOf, type VerbName, verbNames } from "../application/contract/field-names.ts"
import { agentInputs, type InputName, personInputs, programInputs } from "../application/contract/input-names.ts"
import { inputs } from "../application/contract/inputs.ts"
import { isNoField } from "../messages/describe-refusal.ts"
import { type Guide, guidance } from "../messages/guidance.ts"
import { agencyFields } from "./agency/index.ts"
import { type FieldKey, fields } from "./fields.ts"
import { type PageName, type PageVerb, pages } from "./pages.ts"
import { done } from "./results.ts"

const people: ReadonlySet<string> = new Set(personInputs)
const programs: ReadonlySet<string> = new Set(programInputs)
const peopleVerbs = Object.keys(inputs) as ReadonlyArray<keyof typeof inputs>
const verbOf = (page: PageName): PageVerb => (page === "signInProvisional" ? "signIn" : page)
const pageNames = Object.keys(pages) as ReadonlyArray<PageName>

const isOptional = (verb: keyof typeof inputs, name: string): boolean => {
  const schemas: Readonly<Record<string, Schema.Top>> = inputs[verb].fields
  return schemas[name]?.ast.context?.isOptional === true
}

/** What the page of a verb supplies without a field: the application names a browser, and a spouse is the default. */
const SUPPLIED: Readonly<Record<string, ReadonlyArray<string>>> = {
  signIn: ["label"],
  acceptNewTerms: ["label"],
}

describe("the closed list of inputs", () => {
  it("has exactly the inputs of the verbs", () => {
    const declared = new Set<FieldName>(verbNames.flatMap(fieldsOf))
    const listed = new Set<InputName>([...personInputs, ...agentInputs, ...programInputs])
    expect([...listed].sort()).toEqual([...declared].sort())
  })

  it("has a record for each input of people and of agents, which names it", () => {
    const named = (records: object) => [...new Set(Object.values(records).map(({ name }) => name))].sort()
    expect(named(fields)).toEqual([...personInputs, "rememberMe"].sort())
    expect(named(agencyFields)).toEqual([...agentInputs].sort())
    for (const name of personInputs) expect(fields[name].name).toBe(name)
    for (const name of agentInputs) expect(agencyFields[name].name).toBe(name)
  })

  it("has the inputs that people type in the verbs of people, and those of agents in the verbs of agents", () => {
    const used = (verbs: ReadonlyArray<VerbName>) => new Set<string>(verbs.flatMap(fieldsOf))
    const byPeople = used(peopleVerbs)
    const byAgents = used(verbNames.filter((verb) => verb.startsWith("Agency.")))
    expect(personInputs.filter((name) => !byPeople.has(name))).toEqual([])
    expect(agentInputs.filter((name) => !byAgents.has(name))).toEqual([])
    expect([...byAgents].filter((name) => !(name in agencyFields) && !programs.has(name))).toEqual([])
    // Members of a file choose it, a person in it and a procedure from lists.
    const chosen = [...byPeople].filter((name) => !people.has(name) && !programs.has(name))
    expect(chosen.sort()).toEqual(["file", "person", "reference", "to"])
    expect(Object.keys(agencyInputs).length).toBeGreaterThan(20)
  })
})

describe("every refusal", () => {
  const guides: ReadonlyArray<readonly [string, Guide]> = Object.entries(guidance)
  const named = new Set(guides.flatMap(([, { fields }]) => fields.filter((field) => !isNoField(field))))

  it.each(guides)("names fields that have a record, or that a program fills in: %s", (_, guide) => {
    const without = guide.fields.filter(
      (field) => !isNoField(field) && !(field in fields) && !(field in agencyFields) && !programs.has(field),
    )
    expect(without).toEqual([])
  })

  it("names each field with an error, and a field without an error is in no refusal", () => {
    for (const name of personInputs) {
      const { empty, malformed } = fields[name].errors
      const isNamed = named.has(name) || name === "confirmation"
      expect({ name, hasError: empty !== null || malformed !== null }).toEqual({ name, hasError: isNamed })
    }
  })
})

describe("the page", () => {
  it.each(pageNames)("%s has every input that its verb takes from a person, and no other", (name) => {
    const verb = verbOf(name)
    const { fields: keys, optional } = pages[name]
    const inputsOf = (list: ReadonlyArray<FieldKey>) =>
      list.map((key) => fields[key].name).filter((input) => input !== "rememberMe")
    const typed = fieldsOf(verb).filter((input) => people.has(input) && !SUPPLIED[verb]?.includes(input))
    expect([...inputsOf(keys), ...inputsOf(optional)].sort()).toEqual([...typed].sort())
    expect(inputsOf(optional).filter((input) => !isOptional(verb, input))).toEqual([])
    expect(inputsOf(keys).filter((input) => isOptional(verb, input))).toEqual([])
  })

  it("exists for every verb that takes something from a person", () => {
    const taking = peopleVerbs.filter((verb) => fieldsOf(verb).some((input) => people.has(input)))
    expect(taking.filter((verb) => !(verb in pages))).toEqual([])
  })

  it("marks a field as required where the verb requires it, and no other field", () => {
    for (const name of pageNames) {
      const { fields: keys, optional } = pages[name]
      for (const key of keys.filter((key) => key !== "rememberMe")) expect(fields[key].attributes.required).toBe(true)
      // `current` is required if a policy says so.
      for (const key of optional.filter((key) => key !== "current"))
        expect(fields[key].attributes).not.toHaveProperty("required")
    }
  })
})

it("every verb of people that changes something has a text for its success, or leads to another page", () => {
  const commands = peopleVerbs.filter((verb) => fieldsOf(verb).includes("commandId"))
  const leadsOn = ["startMigration", "goBack"]
  expect(commands.filter((verb) => !(verb in done) && !leadsOn.includes(verb))).toEqual([])
  expect(Object.keys(done).filter((verb) => !(verb in inputs))).toEqual([])
})
