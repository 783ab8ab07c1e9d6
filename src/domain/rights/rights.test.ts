import { describe, expect, it } from "vitest"
import { actionsOfTable, everyFacts, isPermittedByTable, SUBJECTS } from "../../../test/models/rights.ts"
import type { PersonFacts } from "../household/person-facts.ts"
import { changeTexts } from "./change-texts.ts"
import { decideView, type Field, fields } from "./fields.ts"
import { type Action, actions, decide, type Facts, type Subject } from "./rights.ts"
import { permitTexts, refusalTexts } from "./texts.ts"

const active = { couple: "Current", delegation: "None", account: "Active" } as const
const persons = {
  holder: { ...active, role: "Holder" },
  spouse: { ...active, role: "Spouse" },
  delegate: { ...active, role: "Spouse", delegation: "Live" },
  child: { ...active, role: "ChildOver15" },
  youngerChild: { ...active, role: "YoungerChild" },
  dependant: { ...active, role: "Dependant" },
  separated: { ...active, role: "Spouse", couple: "Ended", delegation: "Over" },
  outsider: { ...active, role: "Outsider", couple: "None" },
} as const satisfies Record<string, Facts>

const all = actions.flatMap((action) =>
  everyFacts.flatMap((facts) => SUBJECTS.map((subject) => ({ action, facts, subject }))),
)

describe("over every action, role, couple, delegation, account and subject", () => {
  it("permits an action exactly where the reference table does", () => {
    expect(actions).toEqual(actionsOfTable)
    expect(all).toHaveLength(actionsOfTable.length * 6 * 3 * 5 * 4 * 2)
    const wrong = all.filter(
      ({ action, facts, subject }) =>
        decide(facts, action, subject).permitted !== isPermittedByTable(facts, action, subject),
    )
    expect(wrong).toEqual([])
  })

  it("answers with a rule and a reason, and a refusal with what would change it", () => {
    for (const { action, facts, subject } of all) {
      const decision = decide(facts, action, subject)
      expect(decision.rule).toMatch(/^[a-z]+\.[a-z0-9-]+$/)
      const texts = decision.permitted ? permitTexts[decision.reason] : changeTexts[decision.change]
      expect(texts.fr.length).toBeGreaterThan(5)
    }
  })

  it("permits nothing without an active account", () => {
    const permitted = all.filter(({ action, facts, subject }) => decide(facts, action, subject).permitted)
    expect(new Set(permitted.map(({ facts }) => facts.account))).toEqual(new Set(["Active"]))
  })

  // Leaflet: authorisation.same-services
  it("acts on behalf of the holder only under a live delegation of a current couple", () => {
    for (const { action, facts, subject } of all) {
      const decision = decide(facts, action, subject)
      if (!decision.permitted || decision.onBehalfOf === "Self") continue
      expect(facts).toEqual(persons.delegate)
      expect(["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"]).toContain(action)
    }
  })
})

const because = (facts: Facts, action: Action, subject: Subject = "Self") => {
  const decision = decide(facts, action, subject)
  return decision.permitted
    ? `${decision.rule}: ${decision.reason} for ${decision.onBehalfOf}`
    : `${decision.rule}: ${decision.reason}, ${decision.change}`
}

describe("the reason of a decision", () => {
  it.each([
    ["holder", "ViewFile", "file.view: Holder for Self"],
    ["delegate", "ViewFile", "file.view: Delegation for Holder"],
    ["spouse", "ViewFile", "file.view: NoDelegation, HolderGrants"],
    ["separated", "ViewFile", "file.view: Separated, OwnFile"],
    ["child", "ViewFile", "file.view: HolderOnly, AskHolder"],
    ["outsider", "ViewFile", "file.view: NotInFile, JoinFile"],
    ["child", "ViewOwnData", "own.view: OwnSpace for Self"],
    ["youngerChild", "ViewOwnData", "age.over-15: TooYoung, TurnFifteen"],
    ["dependant", "ChangeOwnIncome", "own.income: NotForThisRole, AskHolder"],
    ["separated", "ChangeOwnContact", "own.contact: OwnSpace for Self"],
    ["separated", "ClaimIndividualBenefit", "own.claim: Separated, OwnFile"],
    ["delegate", "GrantDelegation", "delegation.grant: HolderOnly, AskHolder"],
    ["delegate", "RevokeDelegation", "delegation.revoke: HolderOnly, Renounce"],
    ["delegate", "RenounceDelegation", "delegation.renounce: Delegate for Self"],
    ["spouse", "RenounceDelegation", "delegation.renounce: NoDelegation, HolderGrants"],
    ["holder", "RenounceDelegation", "delegation.renounce: NotTheDelegate, Revoke"],
    ["delegate", "DeclareSeparation", "couple.separate: OneOfTheCouple for Self"],
    ["separated", "DeclareSeparation", "couple.separate: OneOfTheCouple for Self"],
    ["child", "DeclareSeparation", "couple.separate: NotOfTheCouple, Nothing"],
    ["holder", "ViewOtherSpace", "other.view: NotOwnSpace, Nothing"],
  ] as const)("for the %s and the action %s is %s", (name, action, expected) => {
    expect(because(persons[name], action)).toBe(expected)
  })

  it.each([
    ["Pending", "file.view: DelegationPending, BothAccountsActive"],
    ["Unconfirmed", "file.view: DelegationUnconfirmed, HolderConfirms"],
    ["Over", "file.view: DelegationOver, HolderGrants"],
    ["None", "file.view: NoDelegation, HolderGrants"],
    ["Live", "file.view: Delegation for Holder"],
  ] as const)("for a spouse with the delegation %s is %s", (delegation, expected) => {
    expect(because({ ...persons.spouse, delegation }, "ViewFile")).toBe(expected)
  })

  it.each([
    ["Legacy", "account.active: AccountNotActive, ActivateAccount"],
    ["Migrating", "account.active: AccountNotActive, ActivateAccount"],
    ["Closed", "account.active: AccountClosed, Nothing"],
  ] as const)("for a holder with the account %s is %s", (account, expected) => {
    expect(because({ ...persons.holder, account }, "ViewFile")).toBe(expected)
  })

  it("names the couple where a delegation is live and its couple is not", () => {
    expect(because({ ...persons.delegate, couple: "Ended" }, "ViewFile")).toBe("file.view: Separated, OwnFile")
    expect(because({ ...persons.delegate, couple: "None" }, "ViewFile")).toBe("file.view: NotInFile, JoinFile")
  })
})

it.each([
  "ViewOwnData",
  "ChangeOwnPassword",
  "ChangeOwnIdentifier",
  "ChangeOwnContact",
  "ManageOwnSessions",
  "AcceptTerms",
  "CloseOwnAccount",
  "WriteToFund",
] as const)("refuses %s to a delegate in the holder's own space", (action) => {
  for (const facts of [persons.delegate, persons.holder]) {
    expect(because(facts, action, "Other")).toBe("own.only: NotOwnSpace, Nothing")
    expect(because(facts, action, "Self")).toContain("OwnSpace for Self")
  }
})

describe("the view of a field", () => {
  const visible = (facts: Facts, subject: Subject) =>
    (Object.keys(fields) as ReadonlyArray<Field>).filter((field) => decideView(facts, field, subject).permitted)
  const OWN = ["Identifier", "Contact", "Letters", "IndividualBenefits", "Sessions", "AcceptedTerms"]
  const PERSON = ["Identity", "Income"]
  const FILE = ["Situation", "HouseholdBenefits", "Payments", "RequestsOfFund"]

  it.each([
    ["holder", [...OWN, ...PERSON, ...FILE], [...PERSON, ...FILE]],
    ["delegate", [...OWN, ...PERSON, ...FILE], [...PERSON, ...FILE]],
    ["spouse", [...OWN, ...PERSON], []],
    ["child", [...OWN, ...PERSON], []],
    ["dependant", [...OWN, ...PERSON], []],
    ["separated", [...OWN, ...PERSON], []],
    ["outsider", [...OWN, ...PERSON], []],
    ["youngerChild", [], []],
  ] as const)("is permitted to the %s as the scope of the field says", (name, self, other) => {
    expect(visible(persons[name], "Self")).toEqual(self)
    expect(visible(persons[name], "Other")).toEqual(other)
  })

  it.each(["Password", "toString", "__proto__", ""])(
    "is refused to every person where the list lacks the field %j",
    (field) => {
      for (const facts of everyFacts) {
        for (const subject of SUBJECTS) expect(decideView(facts, field as Field, subject).permitted).toBe(false)
      }
    },
  )
})

it("takes the facts that a household derives about a person", () => {
  const personFacts: PersonFacts = persons.delegate
  const facts: Facts = personFacts
  expect(decide(facts, "ViewFile", "Self").permitted).toBe(true)
})

describe("the texts of decisions", () => {
  const texts = Object.entries({ ...permitTexts, ...refusalTexts, ...changeTexts })

  it.each(texts)("are sentences in French and English, with correct typography: %s", (_, { en, fr }) => {
    for (const text of [fr, en]) expect(text).toMatch(/^\p{Lu}[^'"]*\.$/u)
    expect(fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
    expect(fr).not.toBe(en)
  })
})
