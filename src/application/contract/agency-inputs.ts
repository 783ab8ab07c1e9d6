import * as Schema from "effect/Schema"
import { ClosingCause, HolderChangeCause, LeavingCause } from "../../domain/household/file.ts"
import { languages } from "../../domain/language/language.ts"
import { UnlockCause } from "../../domain/lock-out/lock-out.ts"
import { commandFields } from "./command-fields.ts"

const byAgent = {
  /**
   * The agent, as the fund names its agents: 1 to 100 characters, never an e-mail address. The hosting application has
   * authenticated them.
   */
  agent: Schema.String,
  ...commandFields,
}

const onFile = {
  ...byAgent,
  /** The reference that the fund gave the file: 1 to 64 letters, digits, dots, dashes, underscores. */
  file: Schema.String,
}

/** A social security number, a provisional identifier, or the id of a person. */
const person = Schema.String

/** The day from which the change applies, `YYYY-MM-DD`: today by default, never a future day. */
const on = Schema.optional(Schema.String)

/** The inputs of the verbs for the agents of the fund. */
export const agencyInputs = {
  openFile: Schema.Struct({ ...onFile, holder: person, on }),
  addChild: Schema.Struct({
    ...onFile,
    /** Leave it out for a child without a number yet, and store the id in the answer. */
    person: Schema.optional(person),
    /** The day of birth, `YYYY-MM-DD`. */
    birth: Schema.String,
    on,
  }),
  addDependant: Schema.Struct({ ...onFile, person, on }),
  removeMember: Schema.Struct({ ...onFile, person, cause: LeavingCause, on }),
  formCouple: Schema.Struct({ ...onFile, spouse: person, on }),
  declareSeparation: Schema.Struct({
    ...onFile,
    /** The holder or the spouse, who declared the separation. */
    person,
    /** The day on which the couple parted, `YYYY-MM-DD`: today or earlier. */
    fact: Schema.String,
  }),
  changeHolder: Schema.Struct({
    ...onFile,
    /** The member who becomes the holder. */
    to: person,
    cause: HolderChangeCause,
    on,
  }),
  recordDeath: Schema.Struct({ ...onFile, person, on }),
  closeFile: Schema.Struct({ ...onFile, cause: ClosingCause, on }),
  issueProvisional: Schema.Struct({
    ...byAgent,
    /** The id of a known person; a new person by default. */
    person: Schema.optional(Schema.String),
  }),
  recordNir: Schema.Struct({
    ...byAgent,
    /** The id of a person, or their provisional identifier. */
    person,
    /** The social security number. */
    nir: Schema.String,
  }),
  declareCompromised: Schema.Struct({ ...byAgent, person }),
  barContact: Schema.Struct({
    ...byAgent,
    person,
    /** The e-mail address or mobile number to bar. */
    contact: Schema.String,
  }),
  restoreAccess: Schema.Struct({
    ...byAgent,
    person,
    /** The new e-mail address or mobile number. The person proves it in a recovery. */
    contact: Schema.String,
    /** The language of messages to this contact: French by default. */
    language: Schema.optional(Schema.Literals(languages)),
  }),
  unlockAccount: Schema.Struct({
    ...byAgent,
    person,
    /** `OwnErrors`: the person mistyped. `OthersTried`: others guessed. */
    cause: UnlockCause,
  }),
  closeAccount: Schema.Struct({ ...byAgent, person }),
  erasePerson: Schema.Struct({
    ...byAgent,
    /** The id of a person, never an identifier: after an erasure, another person can register with that identifier. */
    person: Schema.String,
  }),
  getFile: Schema.Struct({ file: Schema.String }),
} as const

/** The input of one verb. */
export type AgencyInput<Verb extends keyof typeof agencyInputs> = (typeof agencyInputs)[Verb]["Type"]
