import { describe, expect, it } from "vitest"
import { actionsOfTheTable, everyFacts, mayByTheTable, SUBJECTS } from "../../../test/models/rights.ts"
import type { Standing } from "../household/standing.ts"
import { decideView, type Field, fields } from "./fields.ts"
import { type Action, actions, decide, type Facts, rightsBy, type Subject } from "./rights.ts"
import { changeTexts, permitTexts, refusalTexts } from "./texts.ts"

const active = { couple: "Current", delegation: "None", account: "Active" } as const
const who = {
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

describe("every action, for every role, couple, delegation, account and subject", () => {
  it("is permitted exactly where the table says so", () => {
    expect(actions).toEqual(actionsOfTheTable)
    expect(all).toHaveLength(19 * 6 * 3 * 4 * 4 * 2)
    const wrong = all.filter(
      ({ action, facts, subject }) =>
        decide(facts, action, subject).permitted !== mayByTheTable(facts, action, subject),
    )
    expect(wrong).toEqual([])
  })

  it("is answered with a rule and a reason, and a refusal with what would change it", () => {
    for (const { action, facts, subject } of all) {
      const decision = decide(facts, action, subject)
      expect(decision.rule).toMatch(/^[a-z]+\.[a-z0-9-]+$/)
      const texts = decision.permitted ? permitTexts[decision.reason] : changeTexts[decision.change]
      expect(texts.fr.length).toBeGreaterThan(5)
    }
  })

  it("needs an active account, whoever asks", () => {
    const permitted = all.filter(({ action, facts, subject }) => decide(facts, action, subject).permitted)
    expect(new Set(permitted.map(({ facts }) => facts.account))).toEqual(new Set(["Active"]))
  })

  // Leaflet: authorisation.same-services
  it("is done on behalf of the holder exactly where a live delegation of a current couple allows it", () => {
    for (const { action, facts, subject } of all) {
      const decision = decide(facts, action, subject)
      if (!decision.permitted || decision.onBehalfOf === "Self") continue
      expect(facts).toEqual(who.delegate)
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

describe("the reason", () => {
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
  ] as const)("for the %s to %s is %s", (name, action, expected) => {
    expect(because(who[name], action)).toBe(expected)
  })

  it.each([
    ["Pending", "file.view: DelegationPending, BothAccountsActive"],
    ["Over", "file.view: DelegationOver, HolderGrants"],
    ["None", "file.view: NoDelegation, HolderGrants"],
    ["Live", "file.view: Delegation for Holder"],
  ] as const)("for a spouse whose delegation is %s is %s", (delegation, expected) => {
    expect(because({ ...who.spouse, delegation }, "ViewFile")).toBe(expected)
  })

  it.each([
    ["Legacy", "account.active: AccountNotActive, ActivateAccount"],
    ["Migrating", "account.active: AccountNotActive, ActivateAccount"],
    ["Closed", "account.active: AccountClosed, Nothing"],
  ] as const)("for a holder whose account is %s is %s", (account, expected) => {
    expect(because({ ...who.holder, account }, "ViewFile")).toBe(expected)
  })

  it("for a delegation that is live without its couple is the couple", () => {
    expect(because({ ...who.delegate, couple: "Ended" }, "ViewFile")).toBe("file.view: Separated, OwnFile")
    expect(because({ ...who.delegate, couple: "None" }, "ViewFile")).toBe("file.view: NotInFile, JoinFile")
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
] as const)("the same services end at the holder's own space: a delegate does not %s there", (action) => {
  for (const facts of [who.delegate, who.holder]) {
    expect(because(facts, action, "Other")).toBe("own.only: NotOwnSpace, Nothing")
    expect(because(facts, action, "Self")).toContain("OwnSpace for Self")
  }
})

describe("a field", () => {
  const seen = (facts: Facts, subject: Subject) =>
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
  ] as const)("is shown to the %s as its scope says", (name, self, other) => {
    expect(seen(who[name], "Self")).toEqual(self)
    expect(seen(who[name], "Other")).toEqual(other)
  })

  it.each(["Password", "toString", "__proto__", ""])("that is not in the list is shown to nobody: %j", (field) => {
    for (const facts of everyFacts) {
      for (const subject of SUBJECTS) expect(decideView(facts, field as Field, subject).permitted).toBe(false)
    }
  })
})

describe("what the closed lists do not name is refused", () => {
  const denied = { permitted: false, rule: "default.deny", reason: "Unknown", change: "Nothing" }

  it.each([null, undefined, 1, {}, [], "viewFile", "toString", "__proto__", "x".repeat(10_000_000)])(
    "an action: case %#",
    (action) => {
      expect(decide(who.holder, action as Action, "Self")).toEqual(denied)
    },
  )

  it.each([null, undefined, 1, "Holder", {}, [], { role: "Holder" }, { ...who.holder, role: "Admin" }])(
    "facts: case %#",
    (facts) => {
      for (const action of actions) expect(decide(facts as Facts, action, "Self").permitted).toBe(false)
    },
  )

  it.each([
    { ...who.holder, account: "active" },
    { ...who.delegate, delegation: "live" },
    { ...who.delegate, couple: "current" },
    { ...who.outsider, role: "toString" },
  ])("a fact: case %#", (facts) => {
    expect(decide(facts as Facts, "ViewOwnData", "Self")).toEqual(denied)
  })

  it("a subject: it is somebody else's", () => {
    expect(decide(who.holder, "ViewOwnData", "Me" as Subject).permitted).toBe(false)
  })
})

it("the rights that follow from some facts are those decided one by one", () => {
  for (const facts of everyFacts) {
    const ask = rightsBy(facts)
    for (const action of [...actions, "toString", "__proto__", ""] as ReadonlyArray<Action>)
      for (const subject of ["Self", "Other"] as const)
        expect(ask(action, subject)).toBe(decide(facts, action, subject))
  }
  for (const none of [null, undefined, 7, "Holder"] as ReadonlyArray<unknown>)
    expect(rightsBy(none as Facts)("ViewFile", "Self").permitted).toBe(false)
})

it("an answer is made once, and nobody can change it", () => {
  const answer = decide(who.holder, "ViewFile", "Self")
  expect(decide({ ...who.holder }, "ViewFile", "Self")).toBe(answer)
  expect(Object.isFrozen(answer)).toBe(true)
})

it("a household's standing is all the facts there are", () => {
  const standing: Standing = who.delegate
  const facts: Facts = standing
  expect(decide(facts, "ViewFile", "Self").permitted).toBe(true)
})

describe("the texts", () => {
  const texts = Object.entries({ ...permitTexts, ...refusalTexts, ...changeTexts })

  it.each(texts)("of %s are sentences, in both languages and good typography", (_, { en, fr }) => {
    for (const text of [fr, en]) expect(text).toMatch(/^\p{Lu}[^'"]*\.$/u)
    expect(fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
    expect(fr).not.toBe(en)
  })
})
