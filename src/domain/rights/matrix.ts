/**
 * The matrix of rights: a closed list of actions, and who may perform each one. It exists once: the order of its rows
 * decides nothing, and the answers are derived from it by name.
 *
 * To add an action, add one row. The compiler then asks for its text, and the page docs/rights.md changes.
 */
import type { Change, PermitReason, RefusalReason } from "./reason.ts"

/**
 * The columns of the matrix. A delegate is a spouse with a live delegation.
 *
 * A mandatary acts for a protected person, by a decision of a court. The column says which power an action needs. What
 * the protected person may not do in the file, the mandatary may not do for them either.
 */
export type Column =
  | "Holder"
  | "Spouse"
  | "Delegate"
  | "ChildOver15"
  | "Dependant"
  | "YoungerChild"
  | "FormerSpouse"
  | "Outsider"
  | "Mandatary"

/** One cell of the matrix: a reason to permit, or a reason to refuse and what would change it. */
export type Cell = PermitReason | Refused
export type Refused = readonly [reason: RefusalReason, change: Change]

/**
 * `Own`: an action on the person's own personal space, never on another one. `File`: an action on the household file.
 */
export type Scope = "Own" | "File"

export interface Row {
  /** The stable id of the rule. */
  readonly rule: string
  readonly scope: Scope
  readonly cells: Readonly<Record<Column, Cell>>
}

const tooYoung: Cell = ["TooYoung", "TurnFifteen"]
const noDelegation: Cell = ["NoDelegation", "HolderGrants"]
const separated: Cell = ["Separated", "OwnFile"]
const notInFile: Cell = ["NotInFile", "JoinFile"]
const holderOnly: Cell = ["HolderOnly", "AskHolder"]
const notForThisRole: Cell = ["NotForThisRole", "AskHolder"]
const notOfTheCouple: Cell = ["NotOfTheCouple", "Nothing"]
const notTheDelegate: Cell = ["NotTheDelegate", "Nothing"]
const notOwnSpace: Cell = ["NotOwnSpace", "Nothing"]
/** Never done for another person: the protected person keeps it, whatever the court decides. */
const personalAct: Cell = ["PersonalAct", "Nothing"]

/** The person's own access, which is never that of their mandatary: password, contact, sessions, terms, closing. */
const ownAccess = { Mandatary: personalAct } as const
/** What a mandatary sees for the protected person. */
const seen = { Mandatary: "MandateToView" } as const
/** What a mandatary declares in the name of the protected person. */
const declared = { Mandatary: "MandateToDeclare" } as const

/** Every person with a personal space, also outside the file: the fund must still reach a person who left it. */
const everyOwner = {
  Holder: "OwnSpace",
  Spouse: "OwnSpace",
  Delegate: "OwnSpace",
  ChildOver15: "OwnSpace",
  Dependant: "OwnSpace",
  YoungerChild: tooYoung,
  FormerSpouse: "OwnSpace",
  Outsider: "OwnSpace",
} as const

/** The two adults of the file, each in their own name. */
const couple = {
  ...everyOwner,
  ChildOver15: notForThisRole,
  Dependant: notForThisRole,
  FormerSpouse: separated,
  Outsider: notInFile,
} as const

/** The holder, and the spouse on the holder's behalf while a delegation is live. */
const holderAndDelegate = {
  Holder: "Holder",
  Spouse: noDelegation,
  Delegate: "Delegation",
  ChildOver15: holderOnly,
  Dependant: holderOnly,
  YoungerChild: tooYoung,
  FormerSpouse: separated,
  Outsider: notInFile,
} as const

/** The holder alone: a delegate does not delegate. */
const holderAlone = { ...holderAndDelegate, Spouse: holderOnly, Delegate: holderOnly } as const

const neverPermitted = {
  Holder: notOwnSpace,
  Spouse: notOwnSpace,
  Delegate: notOwnSpace,
  ChildOver15: notOwnSpace,
  Dependant: notOwnSpace,
  YoungerChild: tooYoung,
  FormerSpouse: notOwnSpace,
  Outsider: notOwnSpace,
  Mandatary: notOwnSpace,
} as const

export const matrix = {
  ViewOwnData: { rule: "own.view", scope: "Own", cells: { ...everyOwner, ...seen } },
  ChangeOwnData: { rule: "own.change", scope: "Own", cells: { ...couple, ...declared } },
  ChangeOwnContact: { rule: "own.contact", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  ChangeOwnPassword: { rule: "own.password", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  ChangeOwnIncome: { rule: "own.income", scope: "Own", cells: { ...couple, ...declared } },
  ChangeOwnIdentifier: { rule: "own.identifier", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  ManageOwnSessions: { rule: "own.sessions", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  AcceptTerms: { rule: "own.terms", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  CloseOwnAccount: { rule: "own.close", scope: "Own", cells: { ...everyOwner, ...ownAccess } },
  ClaimIndividualBenefit: { rule: "own.claim", scope: "Own", cells: { ...couple, ...declared } },
  WriteToFund: { rule: "own.write", scope: "Own", cells: { ...couple, ...declared } },
  ViewFile: { rule: "file.view", scope: "File", cells: { ...holderAndDelegate, ...seen } },
  MakeHouseholdProcedure: { rule: "file.procedure", scope: "File", cells: { ...holderAndDelegate, ...declared } },
  AnswerFundRequest: { rule: "file.answer", scope: "File", cells: { ...holderAndDelegate, ...declared } },
  DeclareSeparation: {
    rule: "couple.separate",
    scope: "File",
    cells: {
      Holder: "OneOfTheCouple",
      Spouse: "OneOfTheCouple",
      Delegate: "OneOfTheCouple",
      ChildOver15: notOfTheCouple,
      Dependant: notOfTheCouple,
      YoungerChild: tooYoung,
      // Both may declare it. A second declaration is recorded and changes nothing.
      FormerSpouse: "OneOfTheCouple",
      Outsider: notOfTheCouple,
      Mandatary: personalAct,
    },
  },
  GrantDelegation: {
    rule: "delegation.grant",
    scope: "File",
    // Powers that a court gave are not passed on: neither by the mandatary, nor by a person left with viewing only.
    cells: { ...holderAlone, Mandatary: ["NotPassedOn", "Nothing"] },
  },
  RevokeDelegation: {
    rule: "delegation.revoke",
    scope: "File",
    cells: { ...holderAlone, Delegate: ["HolderOnly", "Renounce"], Mandatary: personalAct },
  },
  RenounceDelegation: {
    rule: "delegation.renounce",
    scope: "File",
    cells: {
      Holder: ["NotTheDelegate", "Revoke"],
      Spouse: noDelegation,
      Delegate: "Delegate",
      ChildOver15: notTheDelegate,
      Dependant: notTheDelegate,
      YoungerChild: tooYoung,
      FormerSpouse: separated,
      Outsider: notTheDelegate,
      Mandatary: personalAct,
    },
  },
  ViewOtherSpace: { rule: "other.view", scope: "File", cells: neverPermitted },
} as const satisfies Record<string, Row>

export type Action = keyof typeof matrix

export const actions = Object.keys(matrix) as ReadonlyArray<Action>
