import * as Schema from "effect/Schema"
import { ClosingCause, LeavingCause, SuccessionCause } from "../../domain/household/file.ts"

const byAgent = {
  /** Who acts, as the fund names its agents: 1 to 100 characters. The hosting application has made sure of them. */
  agent: Schema.String,
  /** Names this command, 1 to 100 characters, so that asking twice does it once. A fresh one is made when none is given. */
  commandId: Schema.optional(Schema.String),
}

const onFile = {
  ...byAgent,
  /** The fund's own reference: 1 to 64 letters, digits, dots, dashes, underscores. */
  file: Schema.String,
}

/** A social security number, a provisional identifier, or the id of a person. */
const person = Schema.String

/** From which day on, `YYYY-MM-DD`: today by default, and never a day to come. */
const on = Schema.optional(Schema.String)

/** What each verb of the fund's agents takes. */
export const agencyInputs = {
  openFile: Schema.Struct({ ...onFile, holder: person, on }),
  addChild: Schema.Struct({
    ...onFile,
    /** A child need not have a number yet: leave it out, and keep the id that is answered. */
    person: Schema.optional(person),
    /** The day of birth. */
    birth: Schema.String,
    on,
  }),
  addDependant: Schema.Struct({ ...onFile, person, on }),
  removeMember: Schema.Struct({ ...onFile, person, cause: LeavingCause, on }),
  formCouple: Schema.Struct({ ...onFile, spouse: person, on }),
  changeHolder: Schema.Struct({ ...onFile, to: person, cause: SuccessionCause, on }),
  recordDeath: Schema.Struct({ ...onFile, person, on }),
  closeFile: Schema.Struct({ ...onFile, cause: ClosingCause, on }),
  issueProvisional: Schema.Struct({
    ...byAgent,
    /** The id of a person there is; somebody new where none is given. */
    person: Schema.optional(Schema.String),
  }),
  recordNir: Schema.Struct({
    ...byAgent,
    /** The id of a person, or the provisional identifier they have. */
    person,
    /** The social security number. */
    nir: Schema.String,
  }),
  declareCompromised: Schema.Struct({ ...byAgent, person }),
  closeAccount: Schema.Struct({ ...byAgent, person }),
  erasePerson: Schema.Struct({
    ...byAgent,
    /** The id of a person, and no identifier: once somebody is forgotten, that is another person's. */
    person: Schema.String,
  }),
  getFile: Schema.Struct({ file: Schema.String }),
} as const

/** What a verb is asked with. */
export type AgencyInput<Verb extends keyof typeof agencyInputs> = (typeof agencyInputs)[Verb]["Type"]
