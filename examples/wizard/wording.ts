import type {
  ActionRecorded,
  ContactChanged,
  ContactCodeSent,
  CurrentPerson,
  DelegationView,
  Language,
  MustChangePassword,
  MyFiles,
  SessionView,
  Step,
  StepName,
  Terms,
} from "mon-compte"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import type { ReceivedMessage } from "./inbox.ts"
import type { Panel } from "./panel.ts"

export type FieldName =
  | "identifier"
  | "password"
  | "current"
  | "newPassword"
  | "confirmation"
  | "contact"
  | "code"
  | "birthName"
  | "birthDate"
  | "separationDay"

export type ButtonName =
  | "SignIn"
  | "Forgotten"
  | "Create"
  | "Begin"
  | "Later"
  | "Accept"
  | "Refuse"
  | "Continue"
  | "SendCode"
  | "Confirm"
  | "Resend"
  | "GoBack"
  | "Cancel"
  | "WhoAmI"
  | "Rights"
  | "Procedure"
  | "Grant"
  | "Revoke"
  | "Renounce"
  | "DeclareSeparation"
  | "AccountSettings"
  | "ChangePassword"
  | "ChangeContact"
  | "Sessions"
  | "EndOthers"
  | "Remember"
  | "ForgetDevice"
  | "ClosePage"
  | "FundActions"
  | "PublishTerms"
  | "DeclareCompromised"
  | "RestoreAccess"
  | "SignOut"
  | "Quit"

/** A step of the wizard with this tag. */
export type StepOf<Tag extends Step["_tag"]> = Extract<Step, { readonly _tag: Tag }>

/** A code that was sent, in the wizard or for a new contact. */
export type CodeSent = StepOf<"CodePending"> | ContactCodeSent

/** The texts of all screens in one language. The texts of refusals come from the library. */
export interface Wording {
  readonly fields: { readonly [Name in FieldName]: string }
  readonly buttons: { readonly [Name in ButtonName]: string }
  readonly signIn: Panel
  /** The sign-in page if the browser remembers an identifier, which is masked. */
  readonly signInAgain: (identifier: string) => Panel
  readonly announcement: (steps: ReadonlyArray<StepName>) => Panel
  readonly terms: (step: StepOf<"TermsPending">, terms: Terms) => Panel
  readonly password: (step: StepOf<"PasswordPending">, help: string) => Panel
  readonly contact: (step: StepOf<"ContactPending">) => Panel
  readonly code: (step: StepOf<"CodePending">) => Panel
  readonly completed: Panel
  readonly left: Panel
  readonly creation: Panel
  readonly created: Panel
  readonly notCreated: Panel
  readonly codeSentIfKnown: Panel
  readonly newPassword: (help: string) => Panel
  readonly passwordChanged: Panel
  readonly welcome: (person: CurrentPerson, files: MyFiles["files"]) => Panel
  readonly rights: (file: string, lines: ReadonlyArray<string>) => Panel
  readonly actionRecorded: (recorded: ActionRecorded) => Panel
  readonly delegation: (view: DelegationView) => Panel
  readonly separation: Panel
  readonly separationDeclared: Panel
  readonly newContact: Panel
  readonly contactCode: (sent: ContactCodeSent) => Panel
  readonly contactChanged: (changed: ContactChanged) => Panel
  readonly sessions: (sessions: ReadonlyArray<SessionView>) => Panel
  readonly remembered: (identifier: string) => Panel
  readonly mustChangePassword: (reason: MustChangePassword["reason"], help: string) => Panel
  readonly passwordReplaced: Panel
  readonly newTerms: (terms: Terms) => Panel
  readonly dayRefused: string
  readonly receivedMessage: (message: ReceivedMessage) => Panel
  readonly nothingArrived: string
}

export const wordings: { readonly [L in Language]: Wording } = { fr, en }
