import * as Schema from "effect/Schema"
import { recordableActions } from "../../domain/audit/audit-log.ts"
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

const command = {
  ...onFile,
  ...commandFields,
}

/** The inputs of the verbs for the members of a file. Days are `YYYY-MM-DD`. */
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
  listMyFiles: Schema.Struct({ session: Schema.String }),
  explainRight: Schema.Struct({
    ...onFile,
    action: Schema.Literals(actions),
    /** Whether the action is about the caller's own personal space (the default) or that of another person. */
    subject: Schema.optional(Schema.Literals(["Self", "Other"])),
  }),
  recordAction: Schema.Struct({
    ...command,
    action: Schema.Literals(recordableActions),
    /** Names the procedure, letter or page of the portal. `PersonalDataRefused` if it contains personal data. */
    reference: Schema.optional(Schema.String),
  }),
  listActions: Schema.Struct({
    ...onFile,
    /** Only action records before this number: the `next` of the previous page. */
    before: Schema.optional(Schema.Int),
  }),
} as const
