/**
 * The names of all inputs of the verbs: the closed list of the fields that a refusal can be about. They are plain texts, so
 * that `mon-compte/forms` can use them in a browser, without the schemas.
 */

/** The inputs that a person types or ticks. Each has a record in `mon-compte/forms`. */
export const personInputs = [
  "identifier",
  "password",
  "current",
  "confirmation",
  "contact",
  "contacts",
  "code",
  "birthName",
  "birthDate",
  "evidence",
  "version",
  "fact",
  "lastDay",
  "label",
] as const
export type PersonInputName = (typeof personInputs)[number]

/** The inputs that an agent types or chooses. Each has a record in `mon-compte/forms/agency`. */
export const agentInputs = [
  "agent",
  "file",
  "person",
  "holder",
  "spouse",
  "to",
  "mandatary",
  "merged",
  "people",
  "nir",
  "contact",
  "contacts",
  "birth",
  "on",
  "from",
  "fact",
  "lastDay",
  "chosenBefore",
  "cause",
  "reason",
  "proof",
  "kind",
  "powers",
  "leaves",
  "organisation",
  "reference",
  "start",
  "end",
] as const
export type AgentInputName = (typeof agentInputs)[number]

/** The inputs that only a program fills in, such as a ticket or a number from a list. They have no label. */
export const programInputs = [
  "session",
  "ticket",
  "device",
  "resumes",
  "token",
  "commandId",
  "language",
  "about",
  "number",
  "replaces",
  "before",
  "after",
  "limit",
  "item",
  "action",
  "subject",
  "for",
  "onBehalfOf",
  "start",
  "end",
  "item",
] as const

/** The name of any input. */
export type InputName = PersonInputName | AgentInputName | (typeof programInputs)[number]
