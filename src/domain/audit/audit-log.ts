/**
 * AuditLog: who did what on a household file, and for whom.
 *
 * It only grows. A deed is written in the same commit in which its right was checked, with the rule that permitted it.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Action, matrix } from "../rights/matrix.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

/**
 * What is done by somebody else's hand, the portal's, once it is permitted. What is not in here has a verb of its own,
 * which does it and records it.
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

const deed = {
  /** Names the command that did it. */
  command: Schema.String,
  /** Who did it. */
  actor: Schema.String,
  /** The holder for whom it was done, where it was not in the actor's own name. */
  onBehalfOf: Schema.NullOr(Schema.String),
  action: Schema.String,
  /** Of the portal: the procedure, the letter, the page. */
  reference: Schema.NullOr(Schema.String),
  /** The rule that permitted it. */
  rule: Schema.String,
  at: Schema.Finite,
}

/** `number` counts the deeds on a file, from 1. */
export const ActionRecord = Schema.Struct({ ...deed, number: Schema.Int })
export type ActionRecord = typeof ActionRecord.Type

/** How many there are, and the latest few; the journal has them all. */
export const State = Schema.TaggedUnion({ Kept: { count: Schema.Int, latest: Schema.Array(ActionRecord) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Kept", count: 0, latest: [] }

export const Command = Schema.TaggedUnion({ Record: deed })
export type Command = typeof Command.Type

/** Stored: change only by adding. */
export const Event = Schema.TaggedUnion({ Recorded: ActionRecord.fields })
export type Event = typeof Event.Type

export const table = { Kept: { Record: ["Kept"] } } as const satisfies Table<State, Command>

export const decide = decideBy<State, Command, Event>()(table)({
  Kept: { Record: ({ count }, deed) => Result.succeed([{ ...deed, _tag: "Recorded", number: count + 1 }]) },
})

const AT_HAND = 10

export const evolve = evolveBy<State, Event>({
  Recorded: ({ latest }, { _tag, ...deed }) => ({
    _tag: "Kept",
    count: deed.number,
    latest: [...latest, deed].slice(-AT_HAND),
  }),
})

/** Where its states and events are stored. */
export const stream = streamOf("audit-log")

export const machine: Decider<State, Command, Event, NotAllowed> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}

const isOfFile = (action: string) => Object.hasOwn(matrix, action) && matrix[action as Action].scope === "File" // hasOwn has just checked the name.

/**
 * Whether a deed is shown to somebody: one's own always; those done on the file to whoever may view it. What a member
 * does in their own name, such as a letter to the fund, is theirs alone, for the delegate and the holder too.
 */
export const isVisibleTo = (
  { action, actor }: Pick<ActionRecord, "action" | "actor">,
  { mayViewFile, person }: { readonly mayViewFile: boolean; readonly person: string },
): boolean => actor === person || (mayViewFile && isOfFile(action))
