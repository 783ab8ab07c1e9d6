import * as Schema from "effect/Schema"
import { languages } from "../../domain/language/language.ts"
import { commandFields, namedContacts } from "./command-fields.ts"
import { fileInputs } from "./file-inputs.ts"

/** Describes the browser for its owner, such as `Firefox, Lyon`: 1 to 80 characters, left out if it has personal data. */
const label = Schema.optional(Schema.String)

const wizard = {
  /** The ticket that `signIn` answered with `MigrationRequired`. */
  ticket: Schema.String,
  ...commandFields,
}

const signedIn = {
  /** The session that `signIn` answered with `SignedIn`. */
  session: Schema.String,
  ...commandFields,
}

/** The language of the message: French by default, and for a resend that of the message before. */
const language = Schema.optional(Schema.Literals(languages))

/**
 * What the application knows about the person, for policies that forbid personal data in passwords. The number and the
 * contact on record are known already. A part that cannot be read is ignored.
 */
const about = Schema.optional(
  Schema.Struct({
    /** First names and family names, in any order and case. */
    names: Schema.optional(Schema.Array(Schema.String)),
    /** As typed: `12/03/1965`, `1965-03-12`; `00/00/1965` where a part is unknown. */
    birthDate: Schema.optional(Schema.String),
    /** Other e-mail addresses and mobile numbers, as typed. */
    contacts: Schema.optional(Schema.Array(Schema.String)),
  }),
)

/**
 * The inputs of the verbs. They describe the form only. The verb checks whether a text is a NIR, a password or a
 * contact, and refuses it with every reason.
 */
export const inputs = {
  signIn: Schema.Struct({
    /**
     * A NIR of 13 characters (15 with its key) or a provisional identifier; spaces, dots and hyphens are ignored. Or
     * the device token that `rememberMe` gave this browser.
     */
    identifier: Schema.String,
    password: Schema.String,
    /** What `listSessions` shows the owner. */
    label,
  }),
  closeOwnAccount: Schema.Struct({
    ...signedIn,
    /** The current password: required whatever the policy `graveActs` says. */
    current: Schema.String,
  }),
  explainClosing: Schema.Struct({ session: signedIn.session }),
  rememberMe: Schema.Struct({
    session: signedIn.session,
    /** What `listDevices` shows the owner. */
    label,
  }),
  listDevices: Schema.Struct({
    session: signedIn.session,
    /** The device token of this browser, if it has one: it is then marked as `current`. */
    device: Schema.optional(Schema.String),
  }),
  revokeDevice: Schema.Struct({
    ...signedIn,
    /** The number that `listDevices` answered. */
    number: Schema.Int,
  }),
  rememberedIdentifier: Schema.Struct({ device: Schema.String }),
  forgetDevice: Schema.Struct({ device: Schema.String }),
  createAccount: Schema.Struct({
    /** The social security number or the provisional identifier. */
    identifier: Schema.String,
    /** The birth name, as the fund recorded it; case and accents are ignored. */
    birthName: Schema.String,
    /** As typed: `12/03/1965`, `1965-03-12`; `00/00/1965` or `1965-03-00` where a part is unknown. */
    birthDate: Schema.String,
    /** At most 5 pieces of evidence, which the identity records understand: `{ _tag: "LetterCode", … }`. */
    evidence: Schema.optional(Schema.Array(Schema.Unknown)),
  }),
  startMigration: Schema.Struct({
    ...wizard,
    /** The ticket that this browser had before, if it still has it: the wizard then resumes at its step. */
    resumes: Schema.optional(Schema.String),
  }),
  acceptTerms: Schema.Struct({
    ...wizard,
    /** The version that was shown. */
    version: Schema.String,
  }),
  refuseTerms: Schema.Struct(wizard),
  choosePassword: Schema.Struct({ ...wizard, password: Schema.String, confirmation: Schema.String, about }),
  sendCode: Schema.Struct({
    ...wizard,
    /** An e-mail address or a mobile number, as typed. */
    contact: Schema.String,
    language,
  }),
  resendCode: Schema.Struct({ ...wizard, language }),
  confirmCode: Schema.Struct({
    ...wizard,
    /** The code as typed. */
    code: Schema.String,
  }),
  goBack: Schema.Struct(wizard),
  abandonMigration: Schema.Struct(wizard),
  migrationProgress: Schema.Struct({ ticket: Schema.String }),
  whoAmI: Schema.Struct({ session: Schema.String }),
  listSessions: Schema.Struct({ session: Schema.String }),
  revokeSession: Schema.Struct({
    ...signedIn,
    /** The number that `listSessions` answered. */
    number: Schema.Int,
  }),
  revokeOtherSessions: Schema.Struct(signedIn),
  signOut: Schema.Struct(signedIn),
  changePassword: Schema.Struct({
    ...signedIn,
    /** The current password. */
    current: Schema.String,
    password: Schema.String,
    confirmation: Schema.String,
    about,
  }),
  changeContact: Schema.Struct({
    ...signedIn,
    /** The current password. */
    current: Schema.String,
    /** An e-mail address or a mobile number, as typed. */
    contact: Schema.String,
    language,
  }),
  resendContactCode: Schema.Struct({ ...signedIn, language }),
  confirmContact: Schema.Struct({
    ...signedIn,
    /** The code as typed. */
    code: Schema.String,
  }),
  contactChangeProgress: Schema.Struct({ session: Schema.String }),
  startConfidentialMode: Schema.Struct({
    ...signedIn,
    /** The current password. */
    current: Schema.String,
    contacts: namedContacts,
  }),
  endConfidentialMode: Schema.Struct({
    ...signedIn,
    /** The current password. */
    current: Schema.String,
  }),
  startRecovery: Schema.Struct({
    /** As for `signIn`. */
    identifier: Schema.String,
    language,
  }),
  confirmRecovery: Schema.Struct({
    /** The ticket that `startRecovery` answered. */
    ticket: Schema.String,
    /** The code as typed. */
    code: Schema.String,
  }),
  chooseRecoveredPassword: Schema.Struct({
    /** The same ticket as for `confirmRecovery`. */
    ticket: Schema.String,
    ...commandFields,
    password: Schema.String,
    confirmation: Schema.String,
    about,
  }),
  reportNotMine: Schema.Struct({
    /** The token at the end of the link in the notice. Blanks around it are ignored. */
    token: Schema.String,
    ...commandFields,
  }),
  replacePassword: Schema.Struct({
    /** The ticket that `signIn` answered with `MustChangePassword`. */
    ticket: Schema.String,
    password: Schema.String,
    confirmation: Schema.String,
    about,
  }),
  acceptNewTerms: Schema.Struct({
    /** The ticket that `signIn` answered with `TermsRequired`. */
    ticket: Schema.String,
    /** The version that was shown. */
    version: Schema.String,
    /** As for `signIn`. */
    label,
  }),
  ...fileInputs,
} as const

/** The input of one verb. */
export type Input<Verb extends keyof typeof inputs> = (typeof inputs)[Verb]["Type"]
