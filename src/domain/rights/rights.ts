/**
 * Rights: who may do what, decided anew each time, and refused unless a rule says otherwise.
 *
 * > The spouse who was given the authorisation reaches the same services and features as the holder. The other members
 * > see their own personal data, or change their own contact details.
 *
 * The rules are the matrix; in front of it stand three that hold for every action. Who is too young has no personal
 * space. Rights exist in an active account alone. What belongs to one's own space is never done in another's: not even
 * the delegate touches the holder's password, identifier, contact, sessions or terms, nor closes the holder's account.
 */
import { type Action, actions, type Cell, type Column, matrix } from "./matrix.ts"
import type * as reason from "./reason.ts"

export { type Action, actions } from "./matrix.ts"

// Types of its own: in the declarations of a namespace, the bundler takes those of another chunk for values.

/** An answer to "may this person do this?": the rule, the reason, and what would change it. */
export type Decision = reason.Decision

/** Why an action is permitted. */
export type PermitReason = reason.PermitReason

/** Why an action is refused. */
export type RefusalReason = reason.RefusalReason

/** What would have to change for a refused action to be permitted. `Nothing`: it never is. */
export type Change = reason.Change

/** What a person is to the file in question, as it holds now. `standingOf` of a household tells all of it. */
export interface Facts {
  /** A `Spouse` whose couple has `Ended` is one who separated. */
  readonly role: "Holder" | "Spouse" | "ChildOver15" | "YoungerChild" | "Dependant" | "Outsider"
  readonly couple: "None" | "Current" | "Ended"
  readonly delegation: "None" | "Pending" | "Live" | "Over"
  /** Of the person who asks. */
  readonly account: "Legacy" | "Migrating" | "Active" | "Closed"
}

/** Whose personal space it is about. For an action on the file it does not matter. */
export type Subject = "Self" | "Other"

/** The three rules in front of the matrix come out as places beside its columns, so that one look-up decides. */
const PLACES = [
  "Holder",
  "Spouse",
  "Delegate",
  "ChildOver15",
  "Dependant",
  "YoungerChild",
  "FormerSpouse",
  "Outsider",
  "SpouseBefore",
  "SpouseAfter",
  "NotYetActive",
  "Closed",
] as const
type Place = (typeof PLACES)[number]

const refused = (rule: string, [reason, change]: Exclude<Cell, string>): Decision =>
  Object.freeze({ permitted: false, rule, reason, change })

const decided = (rule: string, cell: Cell): Decision =>
  typeof cell === "string"
    ? Object.freeze({ permitted: true, rule, reason: cell, onBehalfOf: cell === "Delegation" ? "Holder" : "Self" })
    : refused(rule, cell)

/** Where only a delegation is missing, a spouse is told whether one is waiting or over. */
const spouse = (cell: Cell, other: Exclude<Cell, string>): Cell =>
  typeof cell !== "string" && cell[0] === "NoDelegation" ? other : cell

const at = (action: Action, place: Place, subject: Subject): Decision => {
  const { cells, rule, scope }: { cells: Readonly<Record<Column, Cell>>; rule: string; scope: string } = matrix[action]
  if (place === "YoungerChild") return refused("age.over-15", ["TooYoung", "TurnFifteen"])
  if (place === "NotYetActive") return refused("account.active", ["AccountNotActive", "ActivateAccount"])
  if (place === "Closed") return refused("account.active", ["AccountClosed", "Nothing"])
  if (scope === "Own" && subject === "Other") return refused("own.only", ["NotOwnSpace", "Nothing"])
  if (place === "SpouseBefore") return decided(rule, spouse(cells.Spouse, ["DelegationPending", "BothAccountsActive"]))
  if (place === "SpouseAfter") return decided(rule, spouse(cells.Spouse, ["DelegationOver", "HolderGrants"]))
  return decided(rule, cells[place])
}

/** All answers there are, made once: by action, then subject, then place. */
const answers: ReadonlyArray<Decision> = actions.flatMap((action) =>
  (["Self", "Other"] as const).flatMap((subject) => PLACES.map((place) => at(action, place, subject))),
)

/** Whoever asks for what no rule names is refused: an action or a fact that is not of the closed lists. */
const UNKNOWN = refused("default.deny", ["Unknown", "Nothing"])

const NOWHERE = -1

/** The number of the place, in the order of `PLACES`. Written out, for it is on every request's way. */
const placeOf = ({ account, couple, delegation, role }: Facts): number => {
  if (role === "YoungerChild") return 5
  if (account !== "Active")
    return account === "Closed" ? 11 : account === "Legacy" || account === "Migrating" ? 10 : NOWHERE
  if (role === "Holder") return 0
  if (role === "Spouse") {
    if (couple !== "Current") return couple === "Ended" ? 6 : couple === "None" ? 7 : NOWHERE
    if (delegation === "Live") return 2
    return delegation === "None" ? 1 : delegation === "Pending" ? 8 : delegation === "Over" ? 9 : NOWHERE
  }
  if (role === "ChildOver15") return 3
  if (role === "Dependant") return 4
  return role === "Outsider" ? 7 : NOWHERE
}

/** The number of the action, in the order of `actions`. Written out, as it is half of what a decision costs. */
const numberOf = (action: Action): number => {
  switch (action) {
    case "ViewOwnData":
      return 0
    case "ChangeOwnData":
      return 1
    case "ChangeOwnContact":
      return 2
    case "ChangeOwnPassword":
      return 3
    case "ChangeOwnIncome":
      return 4
    case "ChangeOwnIdentifier":
      return 5
    case "ManageOwnSessions":
      return 6
    case "AcceptTerms":
      return 7
    case "CloseOwnAccount":
      return 8
    case "ClaimIndividualBenefit":
      return 9
    case "WriteToFund":
      return 10
    case "ViewFile":
      return 11
    case "MakeHouseholdProcedure":
      return 12
    case "AnswerFundRequest":
      return 13
    case "DeclareSeparation":
      return 14
    case "GrantDelegation":
      return 15
    case "RevokeDelegation":
      return 16
    case "RenounceDelegation":
      return 17
    case "ViewOtherSpace":
      return 18
    default:
      return NOWHERE
  }
}

/** How many answers there are for each action: every place, about oneself and about another. */
const WIDTH = 2 * PLACES.length

const answer = (place: number, action: Action, subject: Subject): Decision => {
  const number = numberOf(action)
  if (number === NOWHERE || place === NOWHERE) return UNKNOWN
  return answers[number * WIDTH + (subject === "Self" ? place : place + PLACES.length)] ?? UNKNOWN
}

/**
 * Whether a person may do something, by which rule, and what would change it.
 *
 * The answer holds for the facts it was given: check it in the same commit as the action it allows. Nothing throws;
 * what the closed lists do not name is refused.
 */
export const decide = (facts: Facts, action: Action, subject: Subject): Decision =>
  typeof facts !== "object" || facts === null ? UNKNOWN : answer(placeOf(facts), action, subject)

/**
 * All the rights that follow from some facts, to ask several times: for the buttons of a page, say. They are those of
 * the facts as they were: ask anew for what is done later.
 */
export const rightsBy = (facts: Facts): ((action: Action, subject: Subject) => Decision) => {
  const place = typeof facts !== "object" || facts === null ? NOWHERE : placeOf(facts)
  return (action, subject) => answer(place, action, subject)
}
