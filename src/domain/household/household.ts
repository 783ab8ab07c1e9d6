/**
 * Household: one file of the fund, and who is in it.
 *
 * > The other members of the file, a child over 15, a dependant, the spouse, can each have a personal space. The spouse
 * > can also declare a separation.
 *
 * An open file has exactly one holder, at most one current spouse, children and dependants. No person is in it twice.
 * The management authorisation is part of the file: when the couple or the holder that it depends on ends, the same
 * decision ends it. A person may be in several households over time. `Memberships` has the view across files.
 */
import * as Delegation from "../delegation/delegation.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { Table } from "../state-machine/table.ts"
import { decideAge, withAge } from "./age.ts"
import {
  endOfDelegation,
  expire,
  grant,
  recordAccountClosed,
  recordProtection,
  renounce,
  revoke,
  withDelegation,
} from "./authorisation.ts"
import type { Command } from "./command.ts"
import { endedCouple, formCouple } from "./couple.ts"
import { dateRefusal, type HouseholdDecision, refuse } from "./decision.ts"
import { endedStays, removeMember, withoutMember } from "./departure.ts"
import { Event, type Happened } from "./event.ts"
import { type Open, State } from "./file.ts"
import { changeHolder, recordDeath, withNewHolder } from "./holder-change.ts"
import { addChild, addDependant, latestDate } from "./members.ts"
import { closedByMerge, mergeFiles, mergeInto, withMergedFile } from "./merge.ts"
import type { Refusal } from "./refusal.ts"
import { reopen, reopened } from "./reopen.ts"
import { replacePerson, withPersonReplaced } from "./replace-person.ts"
import { declareSeparation, separated } from "./separation.ts"
import { undoDeath, withDeathUndone } from "./undo-death.ts"
import { undoSeparation, withSeparationUndone } from "./undo-separation.ts"

export { Command } from "./command.ts"
export { Event } from "./event.ts"
export { State } from "./file.ts"
export { members, membersOn, type Stay } from "./members.ts"
export * from "./refusal.ts"

/** Before the file is opened. */
export const initial: State = { _tag: "NotOpened" }

// The table: for each state, its commands and the states they may lead to. A missing cell is a refusal.

export const table = {
  NotOpened: { Open: ["Open"] },
  Open: {
    AddChild: ["Open"],
    DecideAge: ["Open"],
    AddDependant: ["Open"],
    RemoveMember: ["Open"],
    FormCouple: ["Open"],
    DeclareSeparation: ["Open"],
    ChangeHolder: ["Open"],
    RecordDeath: ["Open", "Closed"],
    UndoDeath: ["Open"],
    ReplacePerson: ["Open"],
    GrantDelegation: ["Open"],
    RevokeDelegation: ["Open"],
    RenounceDelegation: ["Open"],
    ExpireDelegation: ["Open"],
    RecordAccountClosed: ["Open"],
    RecordProtection: ["Open"],
    UndoSeparation: ["Open"],
    MergeFiles: ["Open"],
    MergeInto: ["Closed"],
    Close: ["Closed"],
  },
  Closed: { ReplacePerson: ["Closed"], UndoDeath: ["Open", "Closed"], Reopen: ["Open"] },
} as const satisfies Table<State, Command>

const open = (_: State, { at, by, holder, on }: CommandOf<Command, "Open">): HouseholdDecision => {
  const refusal = dateRefusal({ at, on })
  return refusal === null ? happened({ _tag: "FileOpened", holder, on, by, at }) : refuse(refusal)
}

const close = (file: Open, { at, by, cause, on }: CommandOf<Command, "Close">): HouseholdDecision => {
  const refusal = dateRefusal({ at, on }, latestDate(file))
  return refusal === null
    ? happened({ _tag: "FileClosed", cause, on, by, at }, ...endOfDelegation(file, "FileClosed", by, at))
    : refuse(refusal)
}

export const decide = decideBy<State, Command, Event, Refusal>()(table)({
  NotOpened: { Open: open },
  Open: {
    AddChild: addChild,
    DecideAge: decideAge,
    AddDependant: addDependant,
    RemoveMember: removeMember,
    FormCouple: formCouple,
    DeclareSeparation: declareSeparation,
    ChangeHolder: changeHolder,
    RecordDeath: recordDeath,
    UndoDeath: undoDeath,
    ReplacePerson: replacePerson,
    GrantDelegation: grant,
    RevokeDelegation: revoke,
    RenounceDelegation: renounce,
    ExpireDelegation: expire,
    RecordAccountClosed: recordAccountClosed,
    RecordProtection: recordProtection,
    UndoSeparation: undoSeparation,
    MergeFiles: mergeFiles,
    MergeInto: mergeInto,
    Close: close,
  },
  Closed: { ReplacePerson: replacePerson, UndoDeath: undoDeath, Reopen: reopen },
})

const opened = ({ holder, on }: Happened<"FileOpened">): Open => ({
  _tag: "Open",
  opened: on,
  holder: { person: holder, since: on },
  couple: null,
  children: [],
  dependants: [],
  former: [],
  formerCouples: [],
  delegation: Delegation.initial,
  delegations: 0,
})

const closed = (file: Open, event: Happened<"FileClosed">): State => ({
  _tag: "Closed",
  opened: file.opened,
  closed: event.on,
  former: [...file.former, ...endedStays(file, event)],
  formerCouples: [...file.formerCouples, ...endedCouple(file, event.on, "FileClosed")],
  delegation: file.delegation,
  delegations: file.delegations,
  ...(file.merged === undefined ? {} : { merged: file.merged }),
})

/** Applies an event to an open file. In any other state the event changes nothing. */
const inOpen =
  <E>(step: (file: Open, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Open" ? step(state, event) : state

const ofDelegation = inOpen(withDelegation)

/** An event in a state that does not cause it changes nothing. */
export const evolve = evolveBy<State, Event>({
  FileOpened: (state, event) => (state._tag === "NotOpened" ? opened(event) : state),
  ChildAdded: inOpen((file, { birth, on, person }) => ({
    ...file,
    children: [...file.children, { person, birth, since: on }],
  })),
  AgeDecided: inOpen(withAge),
  DependantAdded: inOpen((file, { on, person }) => ({
    ...file,
    dependants: [...file.dependants, { person, since: on }],
  })),
  MemberRemoved: inOpen((file, { cause, on, person }) => withoutMember(file, person, on, cause)),
  CoupleFormed: inOpen((file, { on, spouse }) => ({
    ...file,
    couple: { spouse: { person: spouse, since: on }, formed: on },
  })),
  SeparationDeclared: inOpen(separated),
  SeparationUndone: inOpen(withSeparationUndone),
  FilesMerged: inOpen(withMergedFile),
  MergedInto: inOpen(closedByMerge),
  FileReopened: (state, event) => (state._tag === "Closed" ? reopened(state, event) : state),
  SeparationDeclaredAgain: (state) => state,
  HolderChanged: inOpen(withNewHolder),
  DeathRecorded: inOpen((file, { on, person }) => withoutMember(file, person, on, "Death")),
  DeathUndone: withDeathUndone,
  PersonReplaced: withPersonReplaced,
  FileClosed: inOpen(closed),
  DelegationGranted: ofDelegation,
  DelegationGrantRepeated: ofDelegation,
  // A closing ends the delegation: the end comes after the closing.
  DelegationEnded: (state, event) =>
    state._tag === "Closed"
      ? { ...state, delegation: Delegation.evolve(state.delegation, event) }
      : ofDelegation(state, event),
})

/** The ids under which household files are stored. */
export const stream = streamOf("household")

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
