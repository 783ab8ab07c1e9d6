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
 * delegation, child over 15, dependant, separated spouse, person outside the file.
 */
const TABLE = `
ViewOwnData            yes yes yes yes yes yes yes
ChangeOwnData          yes yes yes -   -   -   -
ChangeOwnContact       yes yes yes yes yes yes yes
ChangeOwnPassword      yes yes yes yes yes yes yes
ChangeOwnIncome        yes yes yes -   -   -   -
ChangeOwnIdentifier    yes yes yes yes yes yes yes
ManageOwnSessions      yes yes yes yes yes yes yes
AcceptTerms            yes yes yes yes yes yes yes
CloseOwnAccount        yes yes yes yes yes yes yes
ClaimIndividualBenefit yes yes yes -   -   -   -
WriteToFund            yes yes yes -   -   -   -
ViewFile               yes -   yes -   -   -   -
MakeHouseholdProcedure yes -   yes -   -   -   -
AnswerFundRequest      yes -   yes -   -   -   -
DeclareSeparation      yes yes yes -   -   yes -
GrantDelegation        yes -   -   -   -   -   -
RevokeDelegation       yes -   -   -   -   -   -
RenounceDelegation     -   -   yes -   -   -   -
ViewOtherSpace         -   -   -   -   -   -   -
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

/** Whether an action is permitted by the reference table. */
export const isPermittedByTable = (facts: Facts, action: Action, subject: Subject): boolean => {
  if (facts.account !== "Active" || facts.role === "YoungerChild") return false
  if (subject === "Other" && ALWAYS_OWN.test(action)) return false
  const line = TABLE.split("\n").find((line) => line.startsWith(`${action} `))
  return line?.trim().split(/\s+/)[1 + COLUMNS.indexOf(columnOf(facts))] === "yes"
}

/** The actions of the reference table. */
export const actionsOfTable = TABLE.trim()
  .split("\n")
  .map((line) => line.split(" ")[0])
