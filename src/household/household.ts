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
import * as Result from "effect/Result"
import { match, P } from "ts-pattern"
import * as Delegation from "../delegation/delegation.ts"
import type { Decider } from "../machine/decider.ts"
import { lookUp, type Table } from "../machine/table.ts"
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

const cellFor = lookUp<State, Command>()(table)

export const decide = (command: Command, state: State): Answer =>
  Result.flatMap(cellFor(state, command), (cell) =>
    match(cell)
      .returnType<Answer>()
      .with([{ _tag: "NotOpened" }, { _tag: "Open" }], ([, order]) => open(order))
      .with([{ _tag: "Open" }, { _tag: "AddChild" }], ([file, order]) => addChild(file, order))
      .with([{ _tag: "Open" }, { _tag: "AddDependant" }], ([file, order]) => addDependant(file, order))
      .with([{ _tag: "Open" }, { _tag: "RemoveMember" }], ([file, order]) => removeMember(file, order))
      .with([{ _tag: "Open" }, { _tag: "FormCouple" }], ([file, order]) => formCouple(file, order))
      .with([{ _tag: "Open" }, { _tag: "DeclareSeparation" }], ([file, order]) => declareSeparation(file, order))
      .with([{ _tag: "Open" }, { _tag: "ChangeHolder" }], ([file, order]) => changeHolder(file, order))
      .with([{ _tag: "Open" }, { _tag: "RecordDeath" }], ([file, order]) => recordDeath(file, order))
      .with([{ _tag: "Open" }, { _tag: "GrantDelegation" }], ([file, order]) => grant(file, order))
      .with([{ _tag: "Open" }, { _tag: "RevokeDelegation" }], ([file, order]) => revoke(file, order))
      .with([{ _tag: "Open" }, { _tag: "RenounceDelegation" }], ([file, order]) => renounce(file, order))
      .with([{ _tag: "Open" }, { _tag: "ExpireDelegation" }], ([file, order]) => expire(file, order))
      .with([{ _tag: "Open" }, { _tag: "RecordAccountClosed" }], ([file, order]) => recordAccountClosed(file, order))
      .with([{ _tag: "Open" }, { _tag: "Close" }], ([file, order]) => close(file, order))
      .exhaustive(),
  )

const open = ({ at, by, holder, on }: Order<"Open">): Answer => {
  const refusal = misdated({ at, on })
  return refusal === null ? happens({ _tag: "FileOpened", holder, on, by, at }) : refuse(refusal)
}

const close = (file: Open, { at, by, cause, on }: Order<"Close">): Answer => {
  const refusal = misdated({ at, on }, lastDated(file))
  return refusal === null
    ? happens({ _tag: "FileClosed", cause, on, by, at }, ...endOfDelegation(file, "FileClosed", by, at))
    : refuse(refusal)
}

/** Events follow only the states that cause them; one of another state changes nothing. */
export const evolve = (state: State, event: Event): State =>
  match(state)
    .returnType<State>()
    .with({ _tag: "NotOpened" }, () => (event._tag === "FileOpened" ? opened(event) : state))
    .with({ _tag: "Open" }, (file) => changed(file, event))
    // The end of the delegation is told after the closing that caused it.
    .with({ _tag: "Closed" }, (file) =>
      event._tag === "DelegationEnded" ? { ...file, delegation: Delegation.evolve(file.delegation, event) } : file,
    )
    .exhaustive()

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

const changed = (file: Open, event: Event): State =>
  match(event)
    .returnType<State>()
    .with({ _tag: "ChildAdded" }, ({ birth, on, person }) => ({
      ...file,
      children: [...file.children, { person, birth, since: on }],
    }))
    .with({ _tag: "DependantAdded" }, ({ on, person }) => ({
      ...file,
      dependants: [...file.dependants, { person, since: on }],
    }))
    .with({ _tag: "MemberRemoved" }, ({ cause, on, person }) => without(file, person, on, cause))
    .with({ _tag: "CoupleFormed" }, ({ on, spouse }) => ({
      ...file,
      couple: { spouse: { person: spouse, since: on }, formed: on },
    }))
    .with({ _tag: "SeparationDeclared" }, ({ on, spouse }) => without(file, spouse, on, "Separation"))
    .with({ _tag: "HolderChanged" }, (event) => succeeded(file, event))
    .with({ _tag: "DeathRecorded" }, ({ on, person }) => without(file, person, on, "Death"))
    .with({ _tag: "FileClosed" }, (event) => closed(file, event))
    .with({ _tag: P.union("DelegationGranted", "DelegationGrantRepeated", "DelegationEnded") }, (event) =>
      withDelegation(file, event),
    )
    .with({ _tag: P.union("FileOpened", "SeparationDeclaredAgain") }, () => file)
    .exhaustive()

const closed = (file: Open, event: Happened<"FileClosed">): State => ({
  _tag: "Closed",
  opened: file.opened,
  closed: event.on,
  former: [...file.former, ...allOver(file, event)],
  formerCouples: [...file.formerCouples, ...coupleOver(file, event.on, "FileClosed")],
  delegation: file.delegation,
  delegations: file.delegations,
})

export const machine: Decider<State, Command, Event, Refusal> = {
  name: "household",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
