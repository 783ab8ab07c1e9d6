/**
 * Household: one file of the fund, and who is in it.
 *
 * > The other members of the file, a child over 15, a dependant, the spouse, can each have a personal space. The spouse
 * > can also declare a separation.
 *
 * An open file has exactly one holder, at most one current spouse, children and dependants, and nobody twice. The
 * authorisation to manage it lives inside: whatever it rests on, the couple or the holder, ends it in the same decision.
 * One person may be in several households over time; this file knows only its own.
 */

import * as Delegation from "../delegation/delegation.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { Table } from "../state-machine/table.ts"
import { type Answer, happens, misdated, refuse } from "./answer.ts"
import {
  endOfDelegation,
  expire,
  grant,
  recordAccountClosed,
  renounce,
  revoke,
  withDelegation,
} from "./authorisation.ts"
import type { Command, Order } from "./command.ts"
import { coupleOver, formCouple } from "./couple.ts"
import { Event, type Happened } from "./event.ts"
import { type Open, State } from "./file.ts"
import { allOver, removeMember, without } from "./leaving.ts"
import { addChild, addDependant, lastDated } from "./membership.ts"
import type { Refusal } from "./refusal.ts"
import { declareSeparation } from "./separation.ts"
import { changeHolder, recordDeath, succeeded } from "./succession.ts"

export { Command } from "./command.ts"
export { Event } from "./event.ts"
export { State } from "./file.ts"
export { members, membersOn, type Stay } from "./membership.ts"
export * from "./refusal.ts"

/** Before the file is opened. */
export const initial: State = { _tag: "NotOpened" }

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  NotOpened: { Open: ["Open"] },
  Open: {
    AddChild: ["Open"],
    AddDependant: ["Open"],
    RemoveMember: ["Open"],
    FormCouple: ["Open"],
    DeclareSeparation: ["Open"],
    ChangeHolder: ["Open"],
    RecordDeath: ["Open", "Closed"],
    GrantDelegation: ["Open"],
    RevokeDelegation: ["Open"],
    RenounceDelegation: ["Open"],
    ExpireDelegation: ["Open"],
    RecordAccountClosed: ["Open"],
    Close: ["Closed"],
  },
  Closed: {},
} as const satisfies Table<State, Command>

const open = (_: State, { at, by, holder, on }: Order<"Open">): Answer => {
  const refusal = misdated({ at, on })
  return refusal === null ? happens({ _tag: "FileOpened", holder, on, by, at }) : refuse(refusal)
}

const close = (file: Open, { at, by, cause, on }: Order<"Close">): Answer => {
  const refusal = misdated({ at, on }, lastDated(file))
  return refusal === null
    ? happens({ _tag: "FileClosed", cause, on, by, at }, ...endOfDelegation(file, "FileClosed", by, at))
    : refuse(refusal)
}

export const decide = decideBy<State, Command, Event, Refusal>()(table)({
  NotOpened: { Open: open },
  Open: {
    AddChild: addChild,
    AddDependant: addDependant,
    RemoveMember: removeMember,
    FormCouple: formCouple,
    DeclareSeparation: declareSeparation,
    ChangeHolder: changeHolder,
    RecordDeath: recordDeath,
    GrantDelegation: grant,
    RevokeDelegation: revoke,
    RenounceDelegation: renounce,
    ExpireDelegation: expire,
    RecordAccountClosed: recordAccountClosed,
    Close: close,
  },
  Closed: {},
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
  former: [...file.former, ...allOver(file, event)],
  formerCouples: [...file.formerCouples, ...coupleOver(file, event.on, "FileClosed")],
  delegation: file.delegation,
  delegations: file.delegations,
})

/** A step of an open file; elsewhere the event is out of place. */
const inOpen =
  <E>(step: (file: Open, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Open" ? step(state, event) : state

const ofDelegation = inOpen(withDelegation)

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  FileOpened: (state, event) => (state._tag === "NotOpened" ? opened(event) : state),
  ChildAdded: inOpen((file, { birth, on, person }) => ({
    ...file,
    children: [...file.children, { person, birth, since: on }],
  })),
  DependantAdded: inOpen((file, { on, person }) => ({
    ...file,
    dependants: [...file.dependants, { person, since: on }],
  })),
  MemberRemoved: inOpen((file, { cause, on, person }) => without(file, person, on, cause)),
  CoupleFormed: inOpen((file, { on, spouse }) => ({
    ...file,
    couple: { spouse: { person: spouse, since: on }, formed: on },
  })),
  SeparationDeclared: inOpen((file, { on, spouse }) => without(file, spouse, on, "Separation")),
  SeparationDeclaredAgain: (state) => state,
  HolderChanged: inOpen(succeeded),
  DeathRecorded: inOpen((file, { on, person }) => without(file, person, on, "Death")),
  FileClosed: inOpen(closed),
  DelegationGranted: ofDelegation,
  DelegationGrantRepeated: ofDelegation,
  // The end of the delegation is told after the closing that caused it.
  DelegationEnded: (state, event) =>
    state._tag === "Closed"
      ? { ...state, delegation: Delegation.evolve(state.delegation, event) }
      : ofDelegation(state, event),
})

/** Where its states and events are stored. */
export const stream = streamOf("household")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
