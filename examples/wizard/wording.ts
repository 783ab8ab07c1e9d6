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
import type { Arrival } from "./arrivals.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
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
  | "Leave"
  | "WhoAmI"
  | "Rights"
  | "Procedure"
  | "Grant"
  | "Revoke"
  | "Renounce"
  | "Separate"
  | "Own"
  | "ChangePassword"
  | "ChangeContact"
  | "Sessions"
  | "EndOthers"
  | "Remember"
  | "ForgetDevice"
  | "GoAway"
  | "Backstage"
  | "PublishTerms"
  | "FindOut"
  | "SignOut"
  | "Quit"

/** A step of the wizard as it stands. */
export type At<Tag extends Step["_tag"]> = Extract<Step, { readonly _tag: Tag }>

/** A code on its way, in the wizard or on a change of contact. */
export type CodeSent = At<"CodePending"> | ContactCodeSent

/** All that the screens say, in one language. Refusals have their texts from the library. */
export interface Wording {
  readonly fields: { readonly [Name in FieldName]: string }
  readonly buttons: { readonly [Name in ButtonName]: string }
  readonly signIn: Panel
  /** The same, where the browser remembers somebody: their identifier, masked. */
  readonly signInAgain: (identifier: string) => Panel
  readonly announcement: (steps: ReadonlyArray<StepName>) => Panel
  readonly terms: (step: At<"TermsPending">, terms: Terms) => Panel
  readonly password: (step: At<"PasswordPending">, help: string) => Panel
  readonly contact: (step: At<"ContactPending">) => Panel
  readonly code: (step: At<"CodePending">) => Panel
  readonly completed: Panel
  readonly left: Panel
  readonly creation: Panel
  readonly created: Panel
  readonly notCreated: Panel
  readonly codeSentIfKnown: Panel
  readonly passwordAnew: (help: string) => Panel
  readonly recovered: Panel
  readonly welcome: (person: CurrentPerson, files: MyFiles["files"]) => Panel
  readonly rights: (file: string, lines: ReadonlyArray<string>) => Panel
  readonly performed: (deed: ActionRecorded) => Panel
  readonly delegation: (now: DelegationView) => Panel
  readonly separation: Panel
  readonly separated: Panel
  readonly newContact: Panel
  readonly contactCode: (sent: ContactCodeSent) => Panel
  readonly contactChanged: (changed: ContactChanged) => Panel
  readonly sessions: (sessions: ReadonlyArray<SessionView>) => Panel
  readonly remembered: (identifier: string) => Panel
  readonly mustChangePassword: (reason: MustChangePassword["reason"], help: string) => Panel
  readonly passwordReplaced: Panel
  readonly newTerms: (terms: Terms) => Panel
  readonly backstage: Panel
  readonly published: (version: string) => Panel
  readonly foundOut: Panel
  readonly dayRefused: string
  readonly arrived: (arrival: Arrival) => Panel
  readonly nothingArrived: string
}

export const wordings: { readonly [L in Language]: Wording } = { fr, en }
