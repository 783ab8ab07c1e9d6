import * as Schema from "effect/Schema"
import { recordableActions } from "../../domain/audit/audit-log.ts"
import { meantFor } from "../../domain/audit/meant-for.ts"
import { actions } from "../../domain/rights/rights.ts"
import { commandFields } from "./command-fields.ts"

const onFile = {
  /** The session that `signIn` answered with `SignedIn`. */
  session: Schema.String,
  /** The reference that the fund gave the household file. */
  file: Schema.String,
}

/** The current password. Required if the policy `graveActs` says so, and verified whenever it is given. */
const current = Schema.optional(Schema.String)

/** The id of the protected person for whom the caller acts under a mandate. By default the caller acts in their own name. */
const onBehalfOf = Schema.optional(Schema.String)

const command = {
  ...onFile,
  ...commandFields,
}

/** For the caller (`Self`) or for the file (`File`), where both are possible. By default for the caller, where it can be. */
const forWhom = Schema.optional(Schema.Literals(meantFor))

/** The inputs of the verbs for the members of a file. Days are as typed: `12/03/2026`, `2026-03-12`. */
export const fileInputs = {
  grantDelegation: Schema.Struct({
    ...command,
    /** The id of the current spouse, which is the default. Refused if this person is no longer the current spouse. */
    to: Schema.optional(Schema.String),
    /** The last day of the delegation, included (Europe/Paris). By default it has no end date. */
    lastDay: Schema.optional(Schema.String),
    current,
  }),
  revokeDelegation: Schema.Struct(command),
  renounceDelegation: Schema.Struct(command),
  declareSeparation: Schema.Struct({
    ...command,
    /** The day on which the couple parted: today or earlier. */
    fact: Schema.String,
    current,
  }),
  previewSeparation: Schema.Struct(onFile),
  listMyFiles: Schema.Struct({ session: Schema.String }),
  listMandates: Schema.Struct({
    session: Schema.String,
    /** Only protected persons after this one: the `next` of the previous page. */
    after: Schema.optional(Schema.String),
  }),
  explainRight: Schema.Struct({
    ...onFile,
    action: Schema.Literals(actions),
    /** Whether the action is about the caller's own personal space (the default) or that of another person. */
    subject: Schema.optional(Schema.Literals(["Self", "Other"])),
    for: forWhom,
    onBehalfOf,
  }),
  listVisibleFields: Schema.Struct({
    ...onFile,
    /** The id of a member of the file, as in `listMyFiles`: the caller by default, or the protected person. */
    person: Schema.optional(Schema.String),
    onBehalfOf,
  }),
  recordAction: Schema.Struct({
    ...command,
    action: Schema.Literals(recordableActions),
    for: forWhom,
    /** Names the procedure, letter or page of the portal. `PersonalDataRefused` if it contains personal data. */
    reference: Schema.optional(Schema.String),
    onBehalfOf,
  }),
  listActions: Schema.Struct({
    ...onFile,
    /** Only what is older than the previous page: its `next`. The number of an action record goes on with older records. */
    before: Schema.optional(Schema.Union([Schema.String, Schema.Int])),
    onBehalfOf,
  }),
} as const
