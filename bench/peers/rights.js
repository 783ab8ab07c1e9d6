/**
 * The table "Household and rights", implemented by hand for CASL here and for Cedar in rights.cedar. Neither imports
 * the product's rights. Both refuse what the table does not contain.
 */
import { readFileSync } from "node:fs"
import { AbilityBuilder, createMongoAbility } from "@casl/ability"
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs"

const BOTH = ["Self", "Other"]

const column = {
  holder: (can) => {
    can("ViewOwnData", "Self").because("own data")
    can("ChangeOwnData", "Self").because("own data")
    can("ChangeOwnContact", "Self").because("own contact")
    can("ChangeOwnPassword", "Self").because("own password")
    can("ChangeOwnIncome", "Self").because("own income")
    can("ClaimIndividualBenefit", "Self").because("an adult of the file")
    can("WriteToFund", "Self").because("an adult of the file")
    can("ViewFile", BOTH).because("the holder")
    can("MakeHouseholdProcedure", BOTH).because("the holder")
    can("AnswerFundRequest", BOTH).because("the holder")
    can("DeclareSeparation", BOTH).because("a member of the couple")
    can("GrantDelegation", BOTH).because("the holder")
    can("RevokeDelegation", BOTH).because("the holder")
  },
  spouse: (can) => {
    can("ViewOwnData", "Self").because("own data")
    can("ChangeOwnData", "Self").because("own data")
    can("ChangeOwnContact", "Self").because("own contact")
    can("ChangeOwnPassword", "Self").because("own password")
    can("ChangeOwnIncome", "Self").because("own income")
    can("ClaimIndividualBenefit", "Self").because("an adult of the file")
    can("WriteToFund", "Self").because("an adult of the file")
    can("DeclareSeparation", BOTH).because("a member of the couple")
  },
  delegate: (can) => {
    column.spouse(can)
    can("ViewFile", BOTH).because("the delegation")
    can("MakeHouseholdProcedure", BOTH).because("the delegation")
    can("AnswerFundRequest", BOTH).because("the delegation")
    can("RenounceDelegation", BOTH).because("the delegate may renounce")
  },
  // The columns of a child over fifteen and of a dependant are equal.
  member: (can) => {
    can("ViewOwnData", "Self").because("own data")
    can("ChangeOwnContact", "Self").because("own contact")
    can("ChangeOwnPassword", "Self").because("own password")
  },
  none: () => {},
}

const columnOf = ({ account, couple, delegation, role }) => {
  if (account !== "Active") return "none"
  if (role === "Holder") return "holder"
  if (role === "Spouse" && couple === "Current") return delegation === "Live" ? "delegate" : "spouse"
  return role === "ChildOver15" || role === "Dependant" ? "member" : "none"
}

/** Builds a person's ability once. The returned function decides whether it permits an action, and by which rule. */
export const casl = (facts) => {
  const { build, can } = new AbilityBuilder(createMongoAbility)
  column[columnOf(facts)](can)
  const ability = build()
  return (action, subject) => {
    const rule = ability.relevantRuleFor(action, subject)
    return rule !== null && rule !== undefined && !rule.inverted
  }
}

const parsed = preparsePolicySet("rights", {
  staticPolicies: readFileSync(new URL("rights.cedar", import.meta.url), "utf8"),
})
if (parsed.type !== "success") throw new Error(JSON.stringify(parsed.errors))

/**
 * Prepares each request of a person once. The returned function decides by the parsed policies whether one is
 * permitted.
 */
export const cedar = (facts) => {
  const principal = { type: "Person", id: "caller" }
  const requests = new Map()
  return (action, subject) => {
    const key = `${action} ${subject}`
    let request = requests.get(key)
    if (request === undefined) {
      request = {
        principal,
        action: { type: "Action", id: action },
        resource: { type: "Space", id: subject },
        context: facts,
        preparsedPolicySetId: "rights",
        entities: [],
      }
      requests.set(key, request)
    }
    const answer = statefulIsAuthorized(request)
    if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors))
    return answer.response.decision === "allow"
  }
}
