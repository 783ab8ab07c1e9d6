/** Why an action is permitted. */
export type PermitReason =
  | "OwnSpace"
  | "Holder"
  | "OneOfTheCouple"
  | "Delegate"
  | "Delegation"
  | "MandateToView"
  | "MandateToDeclare"

/** Why an action is refused. */
export type RefusalReason =
  | "AccountNotActive"
  | "AccountClosed"
  | "NotOwnSpace"
  | "NoDelegation"
  | "DelegationPending"
  | "DelegationUnconfirmed"
  | "DelegationOver"
  | "Separated"
  | "HolderOnly"
  | "NotTheDelegate"
  | "NotOfTheCouple"
  | "NotForThisRole"
  | "TooYoung"
  | "NotInFile"
  | "NoMandate"
  | "MandateUnconfirmed"
  | "MandateOver"
  | "PowerNotGiven"
  | "PersonalAct"
  | "NotPassedOn"
  | "LimitedByCourt"
  | "NoCouple"
  | "AlreadySeparated"
  | "SpaceOfSpouseClosed"
  | "AlreadyGiven"
  | "NothingGiven"
  | "AlreadyNumber"
  | "TermsAccepted"
  | "FileIsClosed"
  | "ForSelfOnly"
  | "ForFileOnly"
  | "Unknown"

/** What would have to change to permit a refused action. `Nothing`: it is never permitted. */
export type Change =
  | "ActivateAccount"
  | "HolderGrants"
  | "BothAccountsActive"
  | "HolderConfirms"
  | "OwnFile"
  | "AskHolder"
  | "Renounce"
  | "Revoke"
  | "TurnFifteen"
  | "JoinFile"
  | "CourtDecides"
  | "AgentConfirms"
  | "AskMandatary"
  | "FormCouple"
  | "SpouseReopens"
  | "Grant"
  | "AskFund"
  | "NewTerms"
  | "ChooseSelf"
  | "ChooseFile"
  | "Nothing"

/**
 * The answer to "may this person do this?". `rule` is the stable id of the rule that decided. Where an action is
 * permitted on behalf of the holder or of a protected person, record both the actor and that person.
 */
export type Decision =
  | {
      readonly permitted: true
      readonly rule: string
      readonly reason: PermitReason
      readonly onBehalfOf: "Self" | "Holder" | "Protected"
    }
  | { readonly permitted: false; readonly rule: string; readonly reason: RefusalReason; readonly change: Change }
