import { type Decision, decide, type Facts, type Subject } from "./rights.ts"

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

/** Decides whether a person may see a field, their own or that of another member of the file. */
export const decideView = (facts: Facts, field: Field, subject: Subject): Decision => {
  if (!Object.hasOwn(fields, field)) return decide(facts, "ViewOtherSpace", subject)
  const scope = fields[field]
  const isOfFile = scope === "File" || (scope === "Person" && subject !== "Self")
  return decide(facts, isOfFile ? "ViewFile" : "ViewOwnData", subject)
}
