import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as Household from "../../../domain/household/household.ts"
import { type AggregateId, type Json, Storage } from "../../../ports/storage.ts"
import { readAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { NotReversible, WorkUnknown } from "../../contract/work-refusals.ts"
import { readItem } from "../../household-file/work-item.ts"

type Input<Verb extends keyof typeof import("../../contract/agency-inputs.ts").agencyInputs> = AgencyInput<Verb>

/** The command that reverses an item: a verb of `Agency`, and its input. */
export type ReversingCommand =
  | { readonly verb: "undoDeath"; readonly input: Input<"undoDeath"> }
  | { readonly verb: "undoSeparation"; readonly input: Input<"undoSeparation"> }
  | { readonly verb: "reopenFile"; readonly input: Input<"reopenFile"> }
  | { readonly verb: "reopenAccount"; readonly input: Input<"reopenAccount"> }
  | { readonly verb: "removeMember"; readonly input: Input<"removeMember"> }
  | { readonly verb: "formCouple"; readonly input: Input<"formCouple"> }
  | { readonly verb: "addChild"; readonly input: Input<"addChild"> }
  | { readonly verb: "addDependant"; readonly input: Input<"addDependant"> }

/** The file, the agent and the command id of a reversal. */
interface By {
  readonly agent: string
  readonly commandId: string
  readonly file: string
}

/** Adds a removed member again, in the role that they had before. The stay is a new one. */
const addAgain = Effect.fnUntraced(function* (file: AggregateId, person: string, by: By) {
  const storage = yield* Storage
  let state: Household.State = Household.initial
  let command: ReversingCommand | null = null
  for (const stored of yield* storage.journal(file)) {
    const event = yield* Effect.orDie(Schema.decodeUnknownEffect(Household.Event)(stored))
    if (event._tag === "MemberRemoved" && event.person === person && state._tag === "Open") {
      const child = state.children.find((one) => one.person === person)
      if (child !== undefined) command = { verb: "addChild", input: { ...by, person, birth: child.birth } }
      else if (state.couple?.spouse.person === person)
        command = { verb: "formCouple", input: { ...by, spouse: person } }
      else command = { verb: "addDependant", input: { ...by, person } }
    }
    state = Household.evolve(state, event)
  }
  return command
})

/** The command that reverses these events of a file; `null` where none does. */
const ofFile = Effect.fnUntraced(function* (file: AggregateId, events: ReadonlyArray<unknown>, by: By) {
  for (const stored of events) {
    const event = yield* Effect.orDie(Schema.decodeUnknownEffect(Household.Event)(stored))
    const isByAgent = "by" in event && typeof event.by === "object" && event.by?._tag === "Agent"
    const command: ReversingCommand | null =
      event._tag === "SeparationDeclared" && event.recordedBy?._tag === "Agent"
        ? { verb: "undoSeparation", input: { ...by, cause: "NotDeclared" } }
        : !isByAgent
          ? null
          : event._tag === "DeathRecorded"
            ? { verb: "undoDeath", input: { ...by, person: event.person, cause: "WrongReport" } }
            : event._tag === "FileClosed"
              ? { verb: "reopenFile", input: { ...by, cause: "WrongDecision" } }
              : event._tag === "ChildAdded" || event._tag === "DependantAdded"
                ? { verb: "removeMember", input: { ...by, person: event.person, cause: "Mistake" } }
                : event._tag === "CoupleFormed"
                  ? { verb: "removeMember", input: { ...by, person: event.spouse, cause: "Mistake" } }
                  : event._tag === "MemberRemoved"
                    ? yield* addAgain(file, event.person, by)
                    : null
    if (command !== null) return command
  }
  return null
})

/** The newest entries that are compared with an item. An older item needs a decision. */
const LATEST = 200

/** What was done, and to whom: two events that agree in it are reversed by the same command. */
const subjectOf = ({ _tag, person, spouse }: Json) => JSON.stringify([_tag, person, spouse])

/** A verb reverses the latest of its kind. Prevents that an old item reverses a later command that may be right. */
const isDoneAgain = (events: ReadonlyArray<Json>, later: ReadonlyArray<Json>): boolean => {
  const done = new Set(later.map(subjectOf))
  return events.some((event) => done.has(subjectOf(event)))
}

const isClosedByAgent = ({ _tag, cause }: { readonly _tag: string; readonly cause?: unknown }) =>
  _tag === "Closed" && (cause ?? null) === null

/**
 * Finds the command that reverses an item of `listWork`. Its id is made from the item, so that a repeat after a crash
 * changes nothing.
 */
export const findReversal = Effect.fnUntraced(function* (request: AgencyInput<"reverseWork">) {
  const { agent } = yield* readAgent(request.agent)
  const entry = readItem(request.item)
  if (entry === null) return yield* new WorkUnknown()
  const { aggregate, version } = entry
  const storage = yield* Storage
  const [written] = yield* storage.journalPage({ aggregate, before: version + 1, limit: 1 })
  if (written === undefined || written.version !== version) return yield* new WorkUnknown()
  const latest = yield* storage.journalPage({ aggregate, before: null, limit: LATEST })
  const later = latest.filter((entry) => entry.version > version)
  if (later.length === LATEST) return yield* new NotReversible({ because: "NeedsDecision" })
  if (
    isDoneAgain(
      written.events,
      later.flatMap(({ events }) => events),
    )
  ) {
    return yield* new NotReversible({ because: "DoneAgain" })
  }
  const by = { agent, commandId: `reverse ${aggregate}@${version}` }
  if (aggregate.startsWith(`${Household.stream.category}/`)) {
    const file = Household.stream.keyOf(aggregate)
    const command = yield* ofFile(aggregate, written.events, { ...by, file })
    return command ?? (yield* new NotReversible({ because: "NeedsDecision" }))
  }
  if (!written.events.some(isClosedByAgent)) return yield* new NotReversible({ because: "NeedsDecision" })
  const command: ReversingCommand = {
    verb: "reopenAccount",
    input: { ...by, person: Account.stream.keyOf(aggregate), cause: "AgentMistake" },
  }
  return command
})
