import * as Schema from "effect/Schema"
import { fileInputs } from "./file-inputs.ts"

const commandId = Schema.optional(Schema.String)

const wizard = {
  /** What `signIn` gave with `MigrationRequired`. */
  ticket: Schema.String,
  /** Names this command, 1 to 100 characters, so that asking twice does it once. A fresh one is made when none is given. */
  commandId,
}

const signedIn = {
  /** What `signIn` gave with `SignedIn`. */
  session: Schema.String,
  /** Names this command, 1 to 100 characters, so that asking twice does it once. A fresh one is made when none is given. */
  commandId,
}

/** The language of the message to send: French by default, and of a code sent again that of the one before. */
const language = Schema.optional(Schema.Literals(["fr", "en"]))

/**
 * What each verb takes. They say the form only: whether a text is a NIR, a password or a contact is for the verb to
 * say, with every reason.
 */
export const inputs = {
  signIn: Schema.Struct({
    /**
     * 13 characters, or 15 with the key, or a provisional identifier; spaces, dots and hyphens do not matter. Or, in the
     * place of either, what `rememberMe` gave this browser.
     */
    identifier: Schema.String,
    password: Schema.String,
  }),
  rememberMe: Schema.Struct({ session: signedIn.session }),
  rememberedIdentifier: Schema.Struct({ device: Schema.String }),
  forgetDevice: Schema.Struct({ device: Schema.String }),
  createAccount: Schema.Struct({
    /** The social security number or the provisional identifier. */
    identifier: Schema.String,
    /** The name given at birth, as the fund has it; capitals and accents do not matter. */
    birthName: Schema.String,
    /** `YYYY-MM-DD`. */
    birthDate: Schema.String,
  }),
  startMigration: Schema.Struct({
    ...wizard,
    /** The ticket this same browser had before, if it still has it: the wizard goes on where it was. */
    resumes: Schema.optional(Schema.String),
  }),
  acceptTerms: Schema.Struct({
    ...wizard,
    /** The version that was shown. */
    version: Schema.String,
  }),
  refuseTerms: Schema.Struct(wizard),
  choosePassword: Schema.Struct({ ...wizard, password: Schema.String, confirmation: Schema.String }),
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
    /** As `sessions` gave it. */
    number: Schema.Int,
  }),
  revokeOtherSessions: Schema.Struct(signedIn),
  signOut: Schema.Struct(signedIn),
  changePassword: Schema.Struct({
    ...signedIn,
    /** The present password. */
    current: Schema.String,
    password: Schema.String,
    confirmation: Schema.String,
  }),
  changeContact: Schema.Struct({
    ...signedIn,
    /** The present password. */
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
  startRecovery: Schema.Struct({
    /** As at sign-in. */
    identifier: Schema.String,
    language,
  }),
  confirmRecovery: Schema.Struct({
    /** What `recover` gave. */
    ticket: Schema.String,
    /** The code as typed. */
    code: Schema.String,
  }),
  chooseRecoveredPassword: Schema.Struct({
    /** The same. */
    ticket: Schema.String,
    /** Names this command, 1 to 100 characters, so that asking twice does it once. A fresh one is made when none is given. */
    commandId,
    password: Schema.String,
    confirmation: Schema.String,
  }),
  replacePassword: Schema.Struct({
    /** What `signIn` gave with `MustChangePassword`. */
    ticket: Schema.String,
    password: Schema.String,
    confirmation: Schema.String,
  }),
  acceptNewTerms: Schema.Struct({
    /** What `signIn` gave with `TermsRequired`. */
    ticket: Schema.String,
    /** The version that was shown. */
    version: Schema.String,
  }),
  ...fileInputs,
} as const

/** What a verb is asked with. */
export type Input<Verb extends keyof typeof inputs> = (typeof inputs)[Verb]["Type"]
