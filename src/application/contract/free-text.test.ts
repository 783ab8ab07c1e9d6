import { describe, expect, it } from "vitest"
import { agencyInputs } from "./agency-inputs.ts"
import { freeTextFields } from "./free-text.ts"
import { inputs } from "./inputs.ts"

/** Fields whose readers accept one form only. No other text gets past them. */
const readByForm: ReadonlySet<string> = new Set([
  ...["identifier", "person", "holder", "spouse", "to", "nir"],
  ...["ticket", "session", "device", "resumes", "token"],
  ...["password", "confirmation", "current", "code", "contact", "contacts", "version"],
  ...["birth", "birthDate", "birthName", "fact", "lastDay", "on"],
  ...["action", "cause", "for", "language", "subject"],
  ...["before", "number"],
  // Of the list of work: two times, and the name of a stored entry, which is compared with the journal.
  ...["start", "end", "item"],
  // The reference of a file that exists, or a day.
  "from",
  // A mandate of a guardian. The name of an organisation and the reference are free texts.
  ...["reason", "people", "chosenBefore", "limit", "merged", "proof"],
  ...["mandatary", "kind", "powers", "leaves", "replaces", "onBehalfOf", "after"],
  // Persons, literals, days, instants and numbers of agents' verbs.
  ...["people", "merged", "reason", "proof", "chosenBefore", "limit", "start", "end", "item"],
  // Names and a birth date, compared with a password and never stored.
  "about",
  // Describes a browser. It is stored encrypted, and left out with personal data.
  "label",
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
