import { describe, expect, it } from "vitest"
import { agencyInputs } from "./agency-inputs.ts"
import { freeTextFields } from "./free-text.ts"
import { inputs } from "./inputs.ts"

/** Fields whose readers accept one form only. No other text gets past them. */
const readByForm: ReadonlySet<string> = new Set([
  ...["identifier", "person", "holder", "spouse", "to", "nir"],
  ...["ticket", "session", "device", "resumes"],
  ...["password", "confirmation", "current", "code", "contact", "version"],
  ...["birth", "birthDate", "birthName", "fact", "lastDay", "on"],
  ...["action", "cause", "language", "subject"],
  ...["before", "number"],
  // Names and a birth date, compared with a password and never stored.
  "about",
  // Read by the adapter of the identity records, and never stored.
  "evidence",
])

const fieldsOf = (all: Readonly<Record<string, { readonly fields: object }>>) =>
  Object.entries(all).flatMap(([verb, { fields }]) => Object.keys(fields).map((field) => [verb, field] as const))

describe.each([...fieldsOf(inputs), ...fieldsOf(agencyInputs)])("the input of %s", (_, field) => {
  it(`has the field ${field}, which is a free text or has a form of its own`, () => {
    const isFree = freeTextFields.some((free) => free === field)
    expect([isFree, readByForm.has(field)]).toEqual([isFree, !isFree])
  })
})
