/**
 * Object: what an action is about must exist now. A holder may cancel an authorisation, and cannot cancel one that they
 * did not give.
 *
 * The matrix says who may do what. This module says, for an answer that shows or hides a button, whether there is anything
 * to do. The verbs check it themselves, in the commit, with refusals of their own.
 */
import type { AccountState } from "../account/state.ts"
import type { Facts } from "./answers.ts"
import type { Action, Refused } from "./matrix.ts"
import type { Decision } from "./reason.ts"

/** What there is to act on, besides what the person is to the file. */
export interface Situation {
  /** The couple of the person in this file. `Separated`: their separation is recorded. */
  readonly couple: "None" | "Current" | "Separated" | "Ended"
  /** The delegation that the person gave or received. */
  readonly delegation: Facts["delegation"]
  /** The space of the partner; `null` without one. */
  readonly partnerAccount: AccountState | null
  readonly identifier: "Number" | "Provisional"
  /** `Newer`: terms that the person has not accepted are in force. `Unknown`: the register cannot be asked. */
  readonly terms: "Accepted" | "Newer" | "Unknown"
  /** `Closed`: the file in which the person was is closed. */
  readonly file: "Open" | "Closed"
}

const noCouple: Refused = ["NoCouple", "FormCouple"]

const always = () => null

/** What is missing for each action; `null` if nothing is. The compiler asks for a new action. */
const missing: Readonly<Record<Action, (situation: Situation) => Refused | null>> = {
  ViewOwnData: always,
  ChangeOwnData: always,
  ChangeOwnContact: always,
  ChangeOwnPassword: always,
  ChangeOwnIncome: always,
  ChangeOwnIdentifier: ({ identifier }) => (identifier === "Number" ? ["AlreadyNumber", "AskFund"] : null),
  ManageOwnSessions: always,
  AcceptTerms: ({ terms }) => (terms === "Accepted" ? ["TermsAccepted", "NewTerms"] : null),
  CloseOwnAccount: always,
  ClaimIndividualBenefit: always,
  WriteToFund: always,
  ViewFile: always,
  MakeHouseholdProcedure: always,
  AnswerFundRequest: always,
  DeclareSeparation: ({ couple }) =>
    couple === "Current" ? null : couple === "Separated" ? ["AlreadySeparated", "Nothing"] : noCouple,
  GrantDelegation: ({ couple, delegation, partnerAccount }) => {
    if (couple !== "Current") return noCouple
    if (partnerAccount === "Closed") return ["SpaceOfSpouseClosed", "SpouseReopens"]
    // An unconfirmed one is given again: this confirms it.
    return delegation === "Live" || delegation === "Pending" ? ["AlreadyGiven", "Revoke"] : null
  },
  RevokeDelegation: ({ couple, delegation }) => {
    const change = couple === "Current" ? "Grant" : "FormCouple"
    if (delegation === "Over") return ["DelegationOver", change]
    return delegation === "None" ? ["NothingGiven", change] : null
  },
  RenounceDelegation: ({ delegation }) => (delegation === "Live" ? null : ["NotTheDelegate", "HolderGrants"]),
  ViewOtherSpace: always,
}

/** The decision, refused if there is nothing to act on. A refusal on a closed file says that the file is closed. */
export const withObject = (decision: Decision, action: Action, situation: Situation): Decision => {
  const { rule } = decision
  if (!decision.permitted) {
    const isOfFile = decision.reason === "NotInFile" || decision.reason === "NotOfTheCouple"
    if (!isOfFile && decision.reason !== "NotTheDelegate") return decision
    return situation.file === "Closed"
      ? { permitted: false, rule, reason: "FileIsClosed", change: "AskFund" }
      : decision
  }
  // The decision permits, so the action is one of the matrix.
  const refused = missing[action](situation)
  return refused === null ? decision : { permitted: false, rule, reason: refused[0], change: refused[1] }
}
