import * as Schema from "effect/Schema"
import { ReopeningCause } from "../../domain/account/closing.ts"
import { CorrectionCause, MergeCause, MergeProof } from "../../domain/account/correction.ts"
import { ChangeReason } from "../../domain/account/forced-change.ts"
import { AgeEvidence, ClosingCause, HolderChangeCause, LeavingCause } from "../../domain/household/file.ts"
import { MistakenClosing } from "../../domain/household/reopen.ts"
import { MistakenDeath } from "../../domain/household/undo-death.ts"
import { MistakenSeparation } from "../../domain/household/undo-separation.ts"
import { languages } from "../../domain/language/language.ts"
import { UnlockCause } from "../../domain/lock-out/lock-out.ts"
import { AgentCause, Kind, Leaves, Power } from "../../domain/mandate/mandate.ts"
import { commandFields, namedContacts } from "./command-fields.ts"

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

/** The day from which the change applies, as typed: today by default, never a future day. */
const on = Schema.optional(Schema.String)

/** The inputs of the verbs for the agents of the fund. */
export const agencyInputs = {
  openFile: Schema.Struct({ ...onFile, holder: person, on }),
  addChild: Schema.Struct({
    ...onFile,
    /** Leave it out for a child without a number yet, and store the id in the answer. */
    person: Schema.optional(person),
    /** The birth date, as typed: `12/03/2015`, `2015-03-12`; `00/00/2015` or `2015-03-00` where a part is unknown. */
    birth: Schema.String,
    on,
  }),
  decideAge: Schema.Struct({
    ...onFile,
    /** A child of the file whose day of birth is unknown. */
    person,
    /** What the agent saw. */
    cause: AgeEvidence,
    /** The first day on which the child is over 15: today by default. A day to come is possible. */
    from: Schema.optional(Schema.String),
  }),
  addDependant: Schema.Struct({ ...onFile, person, on }),
  removeMember: Schema.Struct({ ...onFile, person, cause: LeavingCause, on }),
  formCouple: Schema.Struct({ ...onFile, spouse: person, on }),
  declareSeparation: Schema.Struct({
    ...onFile,
    /** The holder or the spouse, who declared the separation. */
    person,
    /** The day on which the couple parted, as typed: today or earlier. */
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
  undoSeparation: Schema.Struct({ ...onFile, cause: MistakenSeparation }),
  reopenFile: Schema.Struct({ ...onFile, cause: MistakenClosing }),
  mergeFiles: Schema.Struct({
    ...onFile,
    /** The reference of the file that ends. Its holder becomes the spouse in `file`. */
    from: Schema.String,
    on,
  }),
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
  requirePasswordChange: Schema.Struct({
    ...byAgent,
    /** Why. The person reads it at the next sign-in. */
    reason: ChangeReason,
    /** Give either `people` or `chosenBefore`. Ids of persons or their identifiers, 1 to 100. */
    people: Schema.optional(Schema.Array(person)),
    /** `YYYY-MM-DD`: every password chosen before this day, in Paris. */
    chosenBefore: Schema.optional(Schema.String),
    /** With `chosenBefore`: the `next` of the page before. The first page by default. */
    after: Schema.optional(Schema.String),
    /** With `chosenBefore`: spaces examined in one call, 1 to 100. 50 by default. */
    limit: Schema.optional(Schema.Int),
  }),
  barContact: Schema.Struct({
    ...byAgent,
    person,
    /** The e-mail address or mobile number to bar. */
    contact: Schema.String,
  }),
  startConfidentialMode: Schema.Struct({ ...byAgent, person, contacts: namedContacts }),
  endConfidentialMode: Schema.Struct({ ...byAgent, person }),
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
  findPersons: Schema.Struct({
    ...byAgent,
    /** A social security number, a provisional identifier, or the id of a person. */
    person: Schema.optional(person),
    /** The reference of a file, instead of a person: all its current members. */
    file: Schema.optional(Schema.String),
  }),
  correctIdentifier: Schema.Struct({
    ...byAgent,
    person,
    /** The right social security number. */
    nir: Schema.String,
    /** Why the number is another one. `RecordedInError`: the former number was never theirs, and is free again. */
    cause: CorrectionCause,
  }),
  mergeAccounts: Schema.Struct({
    ...byAgent,
    /** The person whose account stays, with its identifier. */
    person,
    /** The same person under the account that goes. */
    merged: Schema.String,
    cause: MergeCause,
    /** How the agent made sure that both are one person. */
    proof: MergeProof,
  }),
  reopenAccount: Schema.Struct({ ...byAgent, person, cause: ReopeningCause }),
  undoDeath: Schema.Struct({ ...onFile, person, cause: MistakenDeath }),
  erasePerson: Schema.Struct({
    ...byAgent,
    /** The id of a person, never an identifier: after an erasure, another person can register with that identifier. */
    person: Schema.String,
  }),
  recordMandate: Schema.Struct({
    ...byAgent,
    /** The protected person. */
    person,
    /** The person who acts for them: a relative, or the professional of an organisation. */
    mandatary: person,
    /** The name of the organisation, if the court named one. `PersonalDataRefused` if it contains personal data. */
    organisation: Schema.optional(Schema.String),
    kind: Kind,
    /** What the mandatary may do. */
    powers: Schema.Array(Power),
    /** What the protected person may still do alone: everything by default. */
    leaves: Schema.optional(Leaves),
    /** The first day, `YYYY-MM-DD`: today by default, never a future day. */
    from: Schema.optional(Schema.String),
    /** The last day, included. By default the mandate has none. */
    lastDay: Schema.optional(Schema.String),
    /** The reference of the court's decision. `PersonalDataRefused` if it contains personal data. */
    reference: Schema.String,
    /** The number of the mandate that ends because this mandatary replaces the former one. */
    replaces: Schema.optional(Schema.Int),
  }),
  changeMandate: Schema.Struct({
    ...byAgent,
    person,
    /** The number of the mandate over this person. */
    number: Schema.Int,
    /** Another professional of the same organisation. */
    mandatary: Schema.optional(person),
    powers: Schema.optional(Schema.Array(Power)),
    leaves: Schema.optional(Leaves),
    lastDay: Schema.optional(Schema.String),
    /** The reference of the later decision. */
    reference: Schema.optional(Schema.String),
  }),
  endMandate: Schema.Struct({
    ...byAgent,
    person,
    /** The number of the mandate over this person. */
    number: Schema.Int,
    cause: AgentCause,
  }),
  listMandates: Schema.Struct({ ...byAgent, person }),
  getFile: Schema.Struct({ file: Schema.String }),
  migrationFigures: Schema.Struct({
    /** The `next` of the page before. The first page by default. */
    after: Schema.optional(Schema.String),
    /** Spaces counted in one call, 1 to 100. 100 by default. */
    limit: Schema.optional(Schema.Int),
  }),
  listWork: Schema.Struct({
    /** The beginning of the window, in milliseconds since the epoch. */
    start: Schema.Finite,
    /** The end of the window, not included, in milliseconds since the epoch: now by default. */
    end: Schema.optional(Schema.Finite),
    /** Only what this agent did. */
    agent: Schema.optional(Schema.String),
    /** Only what this person did, or what was done to them: the id or the identifier of the person. */
    person: Schema.optional(Schema.String),
    /** Only what was done on this file. */
    file: Schema.optional(Schema.String),
    /** The `next` of the page before. The first page by default. */
    after: Schema.optional(Schema.Finite),
  }),
  reverseWork: Schema.Struct({
    agent: byAgent.agent,
    /** An item of `listWork`. */
    item: Schema.String,
  }),
} as const

/** The input of one verb. */
export type AgencyInput<Verb extends keyof typeof agencyInputs> = (typeof agencyInputs)[Verb]["Type"]
