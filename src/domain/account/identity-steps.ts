import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import type { Event } from "./event.ts"
import { withoutMigration } from "./opening-steps.ts"
import { withCorrectedNumber, withKnown } from "./owner.ts"
import { isUnopened, type State } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/** What is recorded about the identity of the owner. The use cases check what belongs to other accounts. */
export const decisions = {
  RecordNir: (_: State, command: CommandOf<Command, "RecordNir">): Decision<Event> =>
    happened({ ...command, _tag: "NirRecorded" }),
  CorrectIdentifier: (_: State, command: CommandOf<Command, "CorrectIdentifier">): Decision<Event> =>
    happened({ ...command, _tag: "IdentifierCorrected" }),
  ReindexFormerNumbers: (_: State, command: CommandOf<Command, "ReindexFormerNumbers">): Decision<Event> =>
    happened({ ...command, _tag: "FormerNumbersReindexed" }),
  Merge: (_: State, command: CommandOf<Command, "Merge">): Decision<Event> =>
    happened({ ...command, _tag: "AccountMerged" }),
}

/** The number became known. What the provisional identifier opened ends, as it does when a number is corrected. */
export const withRecordedNir = (state: State, { nir }: EventOf<"NirRecorded">): State => {
  if (state._tag === "Closed") return state
  const owner = withKnown(state.owner, { nir })
  return isUnopened(state) ? { ...withoutMigration(state), owner, tickets: [] } : { ...state, owner }
}

/** The number is another one. What the former number opened ends: unused tickets, and a migration that one started. */
export const withCorrectedIdentifier = (state: State, event: EventOf<"IdentifierCorrected">): State => {
  if (state._tag === "Closed") return state
  const owner = withCorrectedNumber(state.owner, event)
  return isUnopened(state) ? { ...withoutMigration(state), owner, tickets: [] } : { ...state, owner }
}

const withOwner = (state: State, known: Parameters<typeof withKnown>[1]): State => {
  switch (state._tag) {
    case "Closed":
      return state
    case "Legacy":
      return { ...state, owner: withKnown(state.owner, known) }
    case "Migrating":
      return { ...state, owner: withKnown(state.owner, known) }
    case "Active":
      return { ...state, owner: withKnown(state.owner, known) }
  }
}

/** The former numbers with their blind indexes under the accepted keys. */
export const withReindexedNumbers = (state: State, { former }: EventOf<"FormerNumbersReindexed">): State =>
  withOwner(state, { former })

/** The account of a person who had another one. What was under way to open it ends: a stranger may have begun it. */
export const withPredecessor = (state: State, { merged }: EventOf<"AccountMerged">): State => {
  if (state._tag === "Closed") return state
  const known = withOwner(state, { predecessors: [...(state.owner?.predecessors ?? []), merged] })
  return isUnopened(known) ? { ...withoutMigration(known), tickets: [] } : known
}
