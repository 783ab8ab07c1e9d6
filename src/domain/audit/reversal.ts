/**
 * Reversal: how a command that should not have been given is made good.
 *
 * Nothing is edited, and nothing that ended revives. A reversal is a command of its own, with its own cause, after the one
 * that it makes good. What cannot be reversed says why, and what to do instead.
 */

/** Why no command reverses what was done. `reversalTexts` says it, and what to do. */
export const irreversible = [
  /** An agent must decide on something that the history does not have, such as the right number. */
  "NeedsDecision",
  /** A person did it in their personal space: the person undoes it, or asks the fund to. */
  "OwnDecision",
  /** It was only read, so there is nothing to undo: the person may have to be informed. */
  "Read",
  /** The person was asked for a new password, or informed that others may know it: that harms nothing. */
  "Precaution",
  /** The data are gone. */
  "Erased",
  /** Two became one, and what was added since cannot be separated again. */
  "Merged",
  /** It is a reversal itself: give the first command again, if it was right. */
  "IsReversal",
  /** The same was done again since: reverse that instead. */
  "DoneAgain",
  /** It followed from other commands or from the calendar: reverse those. */
  "Automatic",
] as const
export type Irreversible = (typeof irreversible)[number]

/** The verbs that reverse. */
export type ReversingVerb =
  | "undoDeath"
  | "undoSeparation"
  | "reopenFile"
  | "reopenAccount"
  | "removeMember"
  | "formCouple"
  | "addChild"
  | "addDependant"

/** Whether and how something that was done is reversed. */
export type Reversal =
  /** `reverseWork` gives one of these verbs. */
  | { readonly _tag: "Reversible"; readonly by: ReadonlyArray<ReversingVerb> }
  | { readonly _tag: "NotReversible"; readonly because: Irreversible }

const reversible = (...by: ReadonlyArray<ReversingVerb>): Reversal => ({ _tag: "Reversible", by })
const not = (because: Irreversible): Reversal => ({ _tag: "NotReversible", because })

/** Of the commands of agents, by name. */
export const reversals: Readonly<Record<string, Reversal>> = {
  OpenFile: not("NeedsDecision"),
  AddChild: reversible("removeMember"),
  DecideAge: not("NeedsDecision"),
  AddDependant: reversible("removeMember"),
  RemoveMember: reversible("addChild", "addDependant", "formCouple"),
  FormCouple: reversible("removeMember"),
  DeclareSeparation: reversible("undoSeparation"),
  ChangeHolder: not("NeedsDecision"),
  RecordDeath: reversible("undoDeath"),
  UndoDeath: not("IsReversal"),
  UndoSeparation: not("IsReversal"),
  MergeFiles: not("Merged"),
  CloseFile: reversible("reopenFile"),
  ReopenFile: not("IsReversal"),
  IssueProvisional: not("NeedsDecision"),
  RecordNir: not("NeedsDecision"),
  DeclareCompromised: not("Precaution"),
  RequirePasswordChange: not("Precaution"),
  BarContact: not("Precaution"),
  StartConfidentialMode: not("NeedsDecision"),
  EndConfidentialMode: not("NeedsDecision"),
  RestoreAccess: not("NeedsDecision"),
  UnlockAccount: not("Precaution"),
  CorrectIdentifier: not("NeedsDecision"),
  MergeAccounts: not("Merged"),
  CloseAccount: reversible("reopenAccount"),
  ReopenAccount: not("IsReversal"),
  ErasePerson: not("Erased"),
  RecordMandate: not("NeedsDecision"),
  ChangeMandate: not("NeedsDecision"),
  EndMandate: not("NeedsDecision"),
  ListMandates: not("Read"),
  FindPersons: not("Read"),
}

/** How the command of an agent, of a person, or of the service itself is reversed. */
export const reversalOf = (by: "Agent" | "Person" | "Service", verb: string): Reversal => {
  if (by === "Service") return not("Automatic")
  if (by === "Person") return not(verb === "RecordAction" ? "Read" : "OwnDecision")
  return Object.hasOwn(reversals, verb) ? (reversals[verb] ?? not("NeedsDecision")) : not("NeedsDecision")
}
