import { type Decision, decide, type Facts, type Subject } from "./rights.ts"

/**
 * What is known, and whose it is to see. `Own`: of a person, and that person's alone. `Person`: of a person, who sees it,
 * and so does whoever may view the file. `File`: of the file as a whole. What is not listed is nobody's to see, passwords
 * first of all.
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

/** Whether a person may see this, of themselves or of another member of the file. */
export const decideView = (facts: Facts, field: Field, subject: Subject): Decision => {
  if (!Object.hasOwn(fields, field)) return decide(facts, "ViewOtherSpace", subject)
  const scope = fields[field]
  const isOfFile = scope === "File" || (scope === "Person" && subject !== "Self")
  return decide(facts, isOfFile ? "ViewFile" : "ViewOwnData", subject)
}
