import * as Schema from "effect/Schema"
import { recordableActions } from "../../domain/audit/audit-log.ts"
import { actions } from "../../domain/rights/rights.ts"

const onFile = {
  /** What `signIn` gave with `SignedIn`. */
  session: Schema.String,
  /** The fund's own reference of the household file. */
  file: Schema.String,
}

const command = {
  ...onFile,
  /** Names this command, 1 to 100 characters, so that asking twice does it once. A fresh one is made when none is given. */
  commandId: Schema.optional(Schema.String),
}

/** What the verbs of the people of a file take. Days are `YYYY-MM-DD`. */
export const fileInputs = {
  grantDelegation: Schema.Struct({
    ...command,
    /** Who is meant, by their id: nobody else gets it, should the couple have changed. The current spouse by default. */
    to: Schema.optional(Schema.String),
    /** The last day it is to last, whole (Europe/Paris). Until it is ended by default. */
    lastDay: Schema.optional(Schema.String),
  }),
  revokeDelegation: Schema.Struct(command),
  renounceDelegation: Schema.Struct(command),
  declareSeparation: Schema.Struct({
    ...command,
    /** The day they parted: today at the latest. */
    fact: Schema.String,
  }),
  listMyFiles: Schema.Struct({ session: Schema.String }),
  explainRight: Schema.Struct({
    ...onFile,
    action: Schema.Literals(actions),
    /** Whose personal space it is about; one's own by default. */
    subject: Schema.optional(Schema.Literals(["Self", "Other"])),
  }),
  recordAction: Schema.Struct({
    ...command,
    action: Schema.Literals(recordableActions),
    /** Of the portal: the procedure, the letter, the page. Never data of a person. */
    reference: Schema.optional(Schema.String),
  }),
  listActions: Schema.Struct({
    ...onFile,
    /** Only those before this number: the `next` of the page before. */
    before: Schema.optional(Schema.Int),
  }),
} as const
