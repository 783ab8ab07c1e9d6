/**
 * The matrix of rights: a closed list of actions, and who may do each. What is not in it is refused.
 */
import type { Change, PermitReason, RefusalReason } from "./reason.ts"

/** Whom the matrix has a column for. The delegate is the spouse while a delegation is live. */
export type Column =
  | "Holder"
  | "Spouse"
  | "Delegate"
  | "ChildOver15"
  | "Dependant"
  | "YoungerChild"
  | "FormerSpouse"
  | "Outsider"

/** What a column says: a reason to permit, or a reason to refuse with what would change it. */
export type Cell = PermitReason | readonly [reason: RefusalReason, change: Change]

/** `Own`: on one's own personal space, and never on another's. `File`: on the household file. */
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

/** Everybody with a personal space keeps it, in a file or not: who has left one must still be reachable. */
const everybody = {
  Holder: "OwnSpace",
  Spouse: "OwnSpace",
  Delegate: "OwnSpace",
  ChildOver15: "OwnSpace",
  Dependant: "OwnSpace",
  YoungerChild: tooYoung,
  FormerSpouse: "OwnSpace",
  Outsider: "OwnSpace",
} as const

/** In their own name, by the two adults of the file. */
const couple = {
  ...everybody,
  ChildOver15: notForThisRole,
  Dependant: notForThisRole,
  FormerSpouse: separated,
  Outsider: notInFile,
} as const

/** By the holder, and by the spouse on the holder's behalf while a delegation is live. */
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

/** By the holder alone: a delegation is not delegated on. */
const holderAlone = { ...holderAndDelegate, Spouse: holderOnly, Delegate: holderOnly } as const

const nobody = {
  Holder: notOwnSpace,
  Spouse: notOwnSpace,
  Delegate: notOwnSpace,
  ChildOver15: notOwnSpace,
  Dependant: notOwnSpace,
  YoungerChild: tooYoung,
  FormerSpouse: notOwnSpace,
  Outsider: notOwnSpace,
} as const

export const matrix = {
  ViewOwnData: { rule: "own.view", scope: "Own", cells: everybody },
  ChangeOwnData: { rule: "own.change", scope: "Own", cells: couple },
  ChangeOwnContact: { rule: "own.contact", scope: "Own", cells: everybody },
  ChangeOwnPassword: { rule: "own.password", scope: "Own", cells: everybody },
  ChangeOwnIncome: { rule: "own.income", scope: "Own", cells: couple },
  ChangeOwnIdentifier: { rule: "own.identifier", scope: "Own", cells: everybody },
  ManageOwnSessions: { rule: "own.sessions", scope: "Own", cells: everybody },
  AcceptTerms: { rule: "own.terms", scope: "Own", cells: everybody },
  CloseOwnAccount: { rule: "own.close", scope: "Own", cells: everybody },
  ClaimIndividualBenefit: { rule: "own.claim", scope: "Own", cells: couple },
  WriteToFund: { rule: "own.write", scope: "Own", cells: couple },
  ViewFile: { rule: "file.view", scope: "File", cells: holderAndDelegate },
  MakeHouseholdProcedure: { rule: "file.procedure", scope: "File", cells: holderAndDelegate },
  AnswerFundRequest: { rule: "file.answer", scope: "File", cells: holderAndDelegate },
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
      // Both may declare it; the second time is noted and changes nothing.
      FormerSpouse: "OneOfTheCouple",
      Outsider: notOfTheCouple,
    },
  },
  GrantDelegation: { rule: "delegation.grant", scope: "File", cells: holderAlone },
  RevokeDelegation: {
    rule: "delegation.revoke",
    scope: "File",
    cells: { ...holderAlone, Delegate: ["HolderOnly", "Renounce"] },
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
    },
  },
  ViewOtherSpace: { rule: "other.view", scope: "File", cells: nobody },
} as const satisfies Record<string, Row>

export type Action = keyof typeof matrix

export const actions = Object.keys(matrix) as ReadonlyArray<Action>
