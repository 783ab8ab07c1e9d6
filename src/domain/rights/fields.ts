import { type Action, type Decision, decide, type Facts, type Subject } from "./rights.ts"

/**
 * The data of a file, and who may see each field. `Own`: only the person it is about. `Person`: that person, and
 * persons who may view the file. `File`: persons who may view the file. A field that is not listed, such as a
 * password, is never visible.
 */
export const fields = {
  Identifier: "Own",
  Contact: "Own",
  Letters: "Own",
  IndividualBenefits: "Own",
  Sessions: "Own",
  AcceptedTerms: "Own",
  Identity: "Person",
  Income: "Person",
  Situation: "File",
  HouseholdBenefits: "File",
  Payments: "File",
  RequestsOfFund: "File",
} as const satisfies Record<string, "Own" | "Person" | "File">

export type Field = keyof typeof fields

export const fieldNames = Object.keys(fields) as ReadonlyArray<Field>

/** The action that shows a field of the file: the matrix decides who may perform it. */
const actionToView = (field: Field, subject: Subject): Action => {
  const scope = fields[field]
  return scope === "File" || (scope === "Person" && subject !== "Self") ? "ViewFile" : "ViewOwnData"
}

/** What belongs to the access of the protected person, which is never that of their mandatary. */
const ownAccess: Partial<Readonly<Record<Field, Action>>> = {
  Contact: "ChangeOwnContact",
  Sessions: "ManageOwnSessions",
  AcceptedTerms: "AcceptTerms",
}

/**
 * The action that shows a mandatary a field of the protected person (`Self`), or of another member of their file. What is
 * another member's own stays theirs.
 */
export const actionToViewOnBehalf = (field: Field, subject: Subject): Action => {
  if (subject === "Self") return ownAccess[field] ?? actionToView(field, subject)
  return fields[field] === "Own" ? "ViewOtherSpace" : "ViewFile"
}

/** Decides whether a person may see a field, their own or that of another member of the file. */
export const decideView = (facts: Facts, field: Field, subject: Subject): Decision => {
  if (!Object.hasOwn(fields, field)) return decide(facts, "ViewOtherSpace", subject)
  return decide(facts, actionToView(field, subject), subject)
}
