/** Why an action is permitted. */
export type PermitReason = "OwnSpace" | "Holder" | "OneOfTheCouple" | "Delegate" | "Delegation"

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
  | "Nothing"

/**
 * The answer to "may this person do this?". `rule` is the stable id of the rule that decided. Where an action is
 * permitted on behalf of the holder, record both the actor and the holder.
 */
export type Decision =
  | {
      readonly permitted: true
      readonly rule: string
      readonly reason: PermitReason
      readonly onBehalfOf: "Self" | "Holder"
    }
  | { readonly permitted: false; readonly rule: string; readonly reason: RefusalReason; readonly change: Change }
