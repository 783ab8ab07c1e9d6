/**
 * AuditLog: the action records of a household file. Each says who did what, for whom, and by which rule.
 *
 * It only grows. An action record is committed together with the check of the right that it names.
 */
import * as Schema from "effect/Schema"
import { type Action, matrix } from "../rights/matrix.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

/**
 * The actions that the portal itself performs once they are permitted. Every other action of the matrix has its own
 * verb, which performs and records it.
 */
export const recordableActions = [
  "ViewOwnData",
  "ChangeOwnData",
  "ChangeOwnIncome",
  "ClaimIndividualBenefit",
  "WriteToFund",
  "ViewFile",
  "MakeHouseholdProcedure",
  "AnswerFundRequest",
] as const satisfies ReadonlyArray<Action>
export type RecordableAction = (typeof recordableActions)[number]

const fields = {
  /** The id of the command that performed the action. */
  command: Schema.String,
  /** The person who performed it. */
  actor: Schema.String,
  /** The holder or the protected person on whose behalf the action was performed. */
  onBehalfOf: Schema.NullOr(Schema.String),
  action: Schema.String,
  /** Whether it was for the person themselves or for the file. Absent in older records, where the action says it. */
  for: Schema.optional(Schema.Literals(["Self", "File"])),
  /** The portal's own reference of the procedure, the letter or the page. */
  reference: Schema.NullOr(Schema.String),
  /** The rule that permitted it. */
  rule: Schema.String,
  at: Schema.Finite,
}

/** `number` counts the action records of a file, from 1. It is the version of the audit log that the record led to. */
export const ActionRecord = Schema.Struct({ ...fields, number: Schema.Int })
export type ActionRecord = typeof ActionRecord.Type

/** How many records there are. The journal has the records themselves. */
export const State = Schema.TaggedUnion({ Recording: { count: Schema.Int } })
export type State = typeof State.Type

export const initial: State = { _tag: "Recording", count: 0 }

export const Command = Schema.TaggedUnion({ Record: fields })
export type Command = typeof Command.Type

/** Stored: change only by adding. */
export const Event = Schema.TaggedUnion({ Recorded: ActionRecord.fields })
export type Event = typeof Event.Type

export const decide = decideByCommand<State, Command, Event>({
  Record: ({ count }, record) => happened({ ...record, _tag: "Recorded", number: count + 1 }),
})

export const evolve = evolveBy<State, Event>({ Recorded: (_, { number }) => ({ _tag: "Recording", count: number }) })

/** The ids under which audit logs are stored. */
export const stream = streamOf("audit-log")

export const register: Decider<State, Command, Event, never> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}

// The cast is safe: hasOwn has just checked the name.
const isOfFile = ({ action, for: meant }: Pick<ActionRecord, "action" | "for">) =>
  Object.hasOwn(matrix, action) && (meant ?? (matrix[action as Action].scope === "File" ? "File" : "Self")) === "File"

/**
 * Whether a person may see an action record. Everyone sees their own, and those that others performed on their behalf. A
 * person who may view the file also sees the actions on the file. An action in a member's own name, such as a letter to the fund, is visible to that member only.
 * The delegate and the holder do not see it.
 */
export const isVisibleTo = (
  record: Pick<ActionRecord, "action" | "actor" | "for" | "onBehalfOf">,
  {
    former = [],
    mayViewFile,
    person,
  }: {
    readonly mayViewFile: boolean
    readonly person: string
    /** Other accounts of the same person, which were merged into this one. */
    readonly former?: ReadonlyArray<string>
  },
): boolean => {
  const { actor, onBehalfOf } = record
  const own = [person, ...former]
  return own.includes(actor) || (onBehalfOf !== null && own.includes(onBehalfOf)) || (mayViewFile && isOfFile(record))
}
