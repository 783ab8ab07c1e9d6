import type { Action, Facts, Subject } from "../../src/domain/rights/rights.ts"

/** Every possible fact and subject. */
export const ROLES = ["Holder", "Spouse", "ChildOver15", "YoungerChild", "Dependant", "Outsider"] as const
export const COUPLES = ["None", "Current", "Ended"] as const
export const DELEGATIONS = ["None", "Pending", "Unconfirmed", "Live", "Over"] as const
export const ACCOUNTS = ["Legacy", "Migrating", "Active", "Closed"] as const
export const SUBJECTS = ["Self", "Other"] as const

export const everyFacts: ReadonlyArray<Facts> = ROLES.flatMap((role) =>
  COUPLES.flatMap((couple) =>
    DELEGATIONS.flatMap((delegation) => ACCOUNTS.map((account) => ({ role, couple, delegation, account }))),
  ),
)

/**
 * The reference table, written by hand from the specification. Its columns: holder, spouse, spouse with a live
 * delegation, child over 15, dependant, separated spouse, person outside the file; and the power that a mandatary needs.
 */
const TABLE = `
ViewOwnData            yes yes yes yes yes yes yes view
ChangeOwnData          yes yes yes -   -   -   -   declare
ChangeOwnContact       yes yes yes yes yes yes yes -
ChangeOwnPassword      yes yes yes yes yes yes yes -
ChangeOwnIncome        yes yes yes -   -   -   -   declare
ChangeOwnIdentifier    yes yes yes yes yes yes yes -
ManageOwnSessions      yes yes yes yes yes yes yes -
AcceptTerms            yes yes yes yes yes yes yes -
CloseOwnAccount        yes yes yes yes yes yes yes -
ClaimIndividualBenefit yes yes yes -   -   -   -   declare
WriteToFund            yes yes yes -   -   -   -   declare
ViewFile               yes -   yes -   -   -   -   view
MakeHouseholdProcedure yes -   yes -   -   -   -   declare
AnswerFundRequest      yes -   yes -   -   -   -   declare
DeclareSeparation      yes yes yes -   -   yes -   -
GrantDelegation        yes -   -   -   -   -   -   -
RevokeDelegation       yes -   -   -   -   -   -   -
RenounceDelegation     -   -   yes -   -   -   -   -
ViewOtherSpace         -   -   -   -   -   -   -   -
`
const COLUMNS = ["holder", "spouse", "delegate", "child", "dependant", "separated", "outsider"]
const ALWAYS_OWN = /^(.*Own.*|AcceptTerms|ClaimIndividualBenefit|WriteToFund)$/

const columnOf = ({ couple, delegation, role }: Facts): string => {
  switch (role) {
    case "Holder":
      return "holder"
    case "ChildOver15":
      return "child"
    case "Dependant":
      return "dependant"
    case "Spouse":
      if (couple === "Ended") return "separated"
      if (couple === "None") return "outsider"
      return delegation === "Live" ? "delegate" : "spouse"
    default:
      return "outsider"
  }
}

const cellsOf = (action: Action): ReadonlyArray<string> => {
  const line = TABLE.split("\n").find((line) => line.startsWith(`${action} `))
  return line?.trim().split(/\s+/).slice(1) ?? []
}

/** Whether a person to whom a court leaves viewing only may still do it alone. */
const isLeft = (action: Action) => cellsOf(action)[COLUMNS.length] !== "declare" && action !== "GrantDelegation"

/** Whether a mandatary with these powers may do it for a person with these facts, by the reference table. */
export const isPermittedOnBehalf = (facts: Facts, powers: ReadonlyArray<string>, action: Action): boolean => {
  if (facts.role === "YoungerChild") return false
  const cells = cellsOf(action)
  // What the protected person received as a spouse is not passed on.
  const column = columnOf({ ...facts, delegation: "None" })
  return powers.includes(cells[COLUMNS.length] ?? "") && cells[COLUMNS.indexOf(column)] === "yes"
}

/** Whether an action is permitted by the reference table. */
export const isPermittedByTable = (facts: Facts, action: Action, subject: Subject): boolean => {
  if (facts.account !== "Active" || facts.role === "YoungerChild") return false
  if (subject === "Other" && ALWAYS_OWN.test(action)) return false
  if (facts.leaves === "Viewing" && !isLeft(action)) return false
  return cellsOf(action)[COLUMNS.indexOf(columnOf(facts))] === "yes"
}

/** The actions of the reference table. */
export const actionsOfTable = TABLE.trim()
  .split("\n")
  .map((line) => line.split(" ")[0])
