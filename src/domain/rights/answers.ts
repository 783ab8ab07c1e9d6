/**
 * Answers: a matrix of rights turned into look-ups by name, once.
 *
 * Three rules come before the matrix. A child who is too young has no personal space. Rights exist in an active account
 * only. An action on a person's own space is never permitted on another person's space.
 */
import type { AccountState } from "../account/state.ts"
import { behalfOf, cellOfMandatary, limitedByCourt, type MandateFacts } from "./mandatary.ts"
import type { Cell, Column, Refused, Row } from "./matrix.ts"
import type { Decision } from "./reason.ts"

/** What a person is to the file now. `personFactsOf` derives it from a household. */
export interface Facts {
  /** A `Spouse` whose couple has `Ended` is separated. */
  readonly role: "Holder" | "Spouse" | "ChildOver15" | "YoungerChild" | "Dependant" | "Outsider"
  readonly couple: "None" | "Current" | "Ended"
  readonly delegation: "None" | "Pending" | "Unconfirmed" | "Live" | "Over"
  /** The account of this person. */
  readonly account: AccountState
  /** What a court leaves to this person: everything by default. With `Viewing`, a mandatary declares for them. */
  readonly leaves?: "Everything" | "Viewing"
}

/** Whose personal space an action is about. It makes no difference to an action on the file. */
export type Subject = "Self" | "Other"

/** The decisions of one matrix. */
export interface Rights<Action> {
  readonly decide: (facts: Facts, action: Action, subject: Subject) => Decision
  readonly rightsBy: (facts: Facts) => (action: Action, subject: Subject) => Decision
  /** Decides for a mandatary who acts for a protected person. `facts` are those of the protected person. */
  readonly decideOnBehalf: (facts: Facts, mandate: MandateFacts, action: Action) => Decision
}

const refused = (rule: string, [reason, change]: Refused): Decision =>
  Object.freeze({ permitted: false, rule, reason, change })

const decided = (rule: string, cell: Cell): Decision =>
  typeof cell === "string"
    ? Object.freeze({ permitted: true, rule, reason: cell, onBehalfOf: behalfOf(cell) })
    : refused(rule, cell)

/** Answers for actions, facts and subjects outside the closed lists. */
const UNKNOWN = refused("default.deny", ["Unknown", "Nothing"])

/** All answers for one kind of person, by action. A `Map` finds no inherited name such as "constructor". */
interface Answers {
  readonly self: ReadonlyMap<string, Decision>
  readonly other: ReadonlyMap<string, Decision>
}

const NONE: Answers = { self: new Map(), other: new Map() }

/** The answers for a person, and for one to whom a court leaves viewing only. */
interface AnswersByLimit {
  readonly Everything: Answers
  readonly Viewing: Answers
}

/** Where only a live delegation is missing, the refusal says that one is pending, unconfirmed or over. */
const insteadOfNone = (other: Refused) => (cell: Cell) =>
  typeof cell !== "string" && cell[0] === "NoDelegation" ? other : cell

const same = (cell: Cell) => cell

/** Builds the decisions of a matrix. Every answer is made here, once, so that a decision is a single look-up. */
export const rightsOf = <Action extends string>(matrix: Readonly<Record<Action, Row>>): Rights<Action> => {
  const rows: ReadonlyArray<readonly [Action, Row]> = Object.entries<Row>(matrix) as Array<[Action, Row]>
  const each = (decision: (row: Row) => Decision) => new Map(rows.map(([action, row]) => [action, decision(row)]))
  const always = (rule: string, refusal: Refused): Answers => {
    const answers = each(() => refused(rule, refusal))
    return { self: answers, other: answers }
  }
  const answers = (cellOf: (row: Row) => Cell): Answers => {
    const self = (row: Row) => decided(row.rule, cellOf(row))
    const other = (row: Row) => (row.scope === "Own" ? refused("own.only", ["NotOwnSpace", "Nothing"]) : self(row))
    return { self: each(self), other: each(other) }
  }
  const ofColumn = (column: Column, change: (cell: Cell) => Cell = same): AnswersByLimit => ({
    Everything: answers((row) => change(row.cells[column])),
    Viewing: answers((row) => limitedByCourt(row, change(row.cells[column]))),
  })

  const holder = ofColumn("Holder")
  const spouse = ofColumn("Spouse")
  const spousePending = ofColumn("Spouse", insteadOfNone(["DelegationPending", "BothAccountsActive"]))
  const spouseUnconfirmed = ofColumn("Spouse", insteadOfNone(["DelegationUnconfirmed", "HolderConfirms"]))
  const spouseOver = ofColumn("Spouse", insteadOfNone(["DelegationOver", "HolderGrants"]))
  const delegate = ofColumn("Delegate")
  const childOver15 = ofColumn("ChildOver15")
  const dependant = ofColumn("Dependant")
  const formerSpouse = ofColumn("FormerSpouse")
  const outsider = ofColumn("Outsider")
  const tooYoung = always("age.over-15", ["TooYoung", "TurnFifteen"])
  const notActive = always("account.active", ["AccountNotActive", "ActivateAccount"])
  const closed = always("account.active", ["AccountClosed", "Nothing"])

  const ofSpouse = ({ couple, delegation }: Facts): AnswersByLimit | null => {
    if (couple !== "Current") return couple === "Ended" ? formerSpouse : couple === "None" ? outsider : null
    if (delegation === "Live") return delegate
    if (delegation === "None") return spouse
    if (delegation === "Unconfirmed") return spouseUnconfirmed
    return delegation === "Pending" ? spousePending : delegation === "Over" ? spouseOver : null
  }
  const ofRole = (facts: Facts): AnswersByLimit | null => {
    const { role } = facts
    if (role === "Holder") return holder
    if (role === "Spouse") return ofSpouse(facts)
    if (role === "ChildOver15") return childOver15
    if (role === "Dependant") return dependant
    return role === "Outsider" ? outsider : null
  }
  const answersFor = (facts: Facts): Answers => {
    if (typeof facts !== "object" || facts === null) return NONE
    const { account, role } = facts
    if (role === "YoungerChild") return tooYoung
    if (account !== "Active") {
      return account === "Closed" ? closed : account === "Legacy" || account === "Migrating" ? notActive : NONE
    }
    const { leaves = "Everything" } = facts
    return (leaves === "Everything" || leaves === "Viewing" ? ofRole(facts)?.[leaves] : undefined) ?? NONE
  }
  const find = ({ other, self }: Answers, action: Action, subject: Subject): Decision =>
    (subject === "Self" ? self : other).get(action) ?? UNKNOWN

  const columnOf = ({ couple, role }: Facts): Column =>
    role === "Spouse" && couple !== "Current" ? (couple === "Ended" ? "FormerSpouse" : "Outsider") : role

  return {
    decideOnBehalf: (facts, mandate, action) => {
      const row = Object.hasOwn(matrix, action) ? matrix[action] : undefined
      if (row === undefined || typeof facts !== "object" || facts === null) return UNKNOWN
      const column = columnOf(facts)
      if (!Object.hasOwn(row.cells, column)) return UNKNOWN
      return decided(row.rule, cellOfMandatary(row, row.cells[column], mandate))
    },
    decide: (facts, action, subject) => find(answersFor(facts), action, subject),
    rightsBy: (facts) => {
      const answers = answersFor(facts)
      return (action, subject) => find(answers, action, subject)
    },
  }
}
