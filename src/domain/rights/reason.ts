/** Why an action is permitted. */
export type PermitReason = "OwnSpace" | "Holder" | "OneOfTheCouple" | "Delegate" | "Delegation"

/** Why an action is refused. */
export type RefusalReason =
  | "AccountNotActive"
  | "AccountClosed"
  | "NotOwnSpace"
  | "NoDelegation"
  | "DelegationPending"
  | "DelegationOver"
  | "Separated"
  | "HolderOnly"
  | "NotTheDelegate"
  | "NotOfTheCouple"
  | "NotForThisRole"
  | "TooYoung"
  | "NotInFile"
  | "Unknown"

/** What would have to change for a refused action to be permitted. `Nothing`: it never is. */
export type Change =
  | "ActivateAccount"
  | "HolderGrants"
  | "BothAccountsActive"
  | "OwnFile"
  | "AskHolder"
  | "Renounce"
  | "Revoke"
  | "TurnFifteen"
  | "JoinFile"
  | "Nothing"

/**
 * An answer to "may this person do this?". `rule` is the stable id of what decided. Where it is permitted on behalf of
 * the holder, both are to be recorded.
 */
export type Decision =
  | {
      readonly permitted: true
      readonly rule: string
      readonly reason: PermitReason
      readonly onBehalfOf: "Self" | "Holder"
    }
  | { readonly permitted: false; readonly rule: string; readonly reason: RefusalReason; readonly change: Change }
