import { describe, expect, it } from "vitest"
import { everyFacts, isPermittedByTable, isPermittedOnBehalf, SUBJECTS } from "../../../test/models/rights.ts"
import { type Action, actions, decide, decideOnBehalf, type Facts, type MandateFacts } from "./rights.ts"

const holder: Facts = { role: "Holder", couple: "None", delegation: "None", account: "Active" }
const POWERS = [[], ["View"], ["Declare"], ["View", "Declare"]] as const
const live = (...powers: MandateFacts["powers"]): MandateFacts => ({ status: "Live", powers })

const because = (facts: Facts, mandate: MandateFacts, action: Action) => {
  const decision = decideOnBehalf(facts, mandate, action)
  return decision.permitted
    ? `${decision.rule}: ${decision.reason} for ${decision.onBehalfOf}`
    : `${decision.rule}: ${decision.reason}, ${decision.change}`
}

describe("a mandatary", () => {
  it("may do exactly what the reference table says, over every fact, power and action", () => {
    for (const facts of everyFacts) {
      for (const powers of POWERS) {
        for (const action of actions) {
          const expected = isPermittedOnBehalf(
            facts,
            powers.map((power) => power.toLowerCase()),
            action,
          )
          expect([facts, powers, action, decideOnBehalf(facts, live(...powers), action).permitted]).toEqual([
            facts,
            powers,
            action,
            expected,
          ])
        }
      }
    }
  })

  it("may do nothing without a mandate, or after its end, or before it is confirmed", () => {
    for (const status of ["None", "Unconfirmed", "Over"] as const) {
      for (const facts of everyFacts) {
        for (const action of actions) {
          expect(decideOnBehalf(facts, { status, powers: ["View", "Declare"] }, action).permitted).toBe(false)
        }
      }
    }
  })

  it("may do what the protected person's account state does not matter for", () => {
    for (const account of ["Legacy", "Migrating", "Active", "Closed"] as const) {
      expect(because({ ...holder, account }, live("View"), "ViewFile")).toBe("file.view: MandateToView for Protected")
    }
  })

  it.each([
    ["ViewFile", "file.view: MandateToView for Protected"],
    ["MakeHouseholdProcedure", "file.procedure: MandateToDeclare for Protected"],
    ["ChangeOwnPassword", "own.password: PersonalAct, Nothing"],
    ["ChangeOwnContact", "own.contact: PersonalAct, Nothing"],
    ["ManageOwnSessions", "own.sessions: PersonalAct, Nothing"],
    ["AcceptTerms", "own.terms: PersonalAct, Nothing"],
    ["CloseOwnAccount", "own.close: PersonalAct, Nothing"],
    ["DeclareSeparation", "couple.separate: PersonalAct, Nothing"],
    ["GrantDelegation", "delegation.grant: NotPassedOn, Nothing"],
    ["ViewOtherSpace", "other.view: NotOwnSpace, Nothing"],
  ] as const)("with every power, for a holder and the action %s, is answered %s", (action, expected) => {
    expect(because(holder, live("View", "Declare"), action)).toBe(expected)
  })

  it("who may only see is refused a declaration with the power that is missing", () => {
    expect(because(holder, live("View"), "AnswerFundRequest")).toBe("file.answer: PowerNotGiven, CourtDecides")
  })

  it("to whom a court leaves viewing only sees and declares nothing for others either", () => {
    const mandate = { ...live("View", "Declare"), leftToMandatary: "Viewing" } as const
    expect(because(holder, mandate, "ViewFile")).toBe("file.view: MandateToView for Protected")
    expect(because(holder, mandate, "WriteToFund")).toBe("own.write: LimitedByCourt, AskMandatary")
  })

  it("of a spouse with the management authorisation does not receive that authorisation", () => {
    const delegate: Facts = { role: "Spouse", couple: "Current", delegation: "Live", account: "Active" }
    expect(because(delegate, live("View", "Declare"), "ViewFile")).toBe("file.view: NoDelegation, HolderGrants")
    expect(because(delegate, live("View", "Declare"), "ChangeOwnIncome")).toBe(
      "own.income: MandateToDeclare for Protected",
    )
  })

  it.each(["__proto__", "toString", ""])("is refused everything for the unknown name %j", (name) => {
    expect(decideOnBehalf(holder, live("View", "Declare"), name as Action).permitted).toBe(false)
    const facts = { ...holder, role: name as "Holder" }
    expect(decideOnBehalf(facts, live("View", "Declare"), "ViewFile").permitted).toBe(false)
    const mandate = { status: name as "Live", powers: ["View", "Declare"] as const }
    expect(decideOnBehalf(holder, mandate, "ViewFile").permitted).toBe(false)
  })
})

describe("a person to whom a court leaves viewing only", () => {
  it("may do exactly what the reference table says, over every fact, action and subject", () => {
    for (const every of everyFacts) {
      const facts: Facts = { ...every, leaves: "Viewing" }
      for (const action of actions) {
        for (const subject of SUBJECTS) {
          expect(decide(facts, action, subject).permitted).toBe(isPermittedByTable(facts, action, subject))
        }
      }
    }
  })

  it("keeps the access of their own, sees everything, and declares nothing", () => {
    const permitted = actions.filter((action) => decide({ ...holder, leaves: "Viewing" }, action, "Self").permitted)
    expect(permitted).toEqual([
      "ViewOwnData",
      "ChangeOwnContact",
      "ChangeOwnPassword",
      "ChangeOwnIdentifier",
      "ManageOwnSessions",
      "AcceptTerms",
      "CloseOwnAccount",
      "ViewFile",
      "DeclareSeparation",
      "RevokeDelegation",
    ])
    expect(decide({ ...holder, leaves: "Viewing" }, "MakeHouseholdProcedure", "Self")).toMatchObject({
      reason: "LimitedByCourt",
      change: "AskMandatary",
    })
  })

  it("is refused everything where the limit is unknown", () => {
    const facts = { ...holder, leaves: "toString" as "Viewing" }
    expect(actions.filter((action) => decide(facts, action, "Self").permitted)).toEqual([])
  })
})
