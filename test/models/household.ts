import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { BirthDate } from "../../src/domain/civil-date/birth-date.ts"
import { CivilDate } from "../../src/domain/civil-date/civil-date.ts"
import type { Actor } from "../../src/domain/delegation/actor.ts"
import type { Command } from "../../src/domain/household/command.ts"
import type { Event } from "../../src/domain/household/event.ts"
import type { Open } from "../../src/domain/household/file.ts"
import { decide, evolve, initial, type State } from "../../src/domain/household/household.ts"
import type { CommandOf } from "../../src/domain/state-machine/decision.ts"

export const day = (text: string) => CivilDate.make(text)

/** Noon in Paris, in winter. */
export const noon = (date: string) => Date.parse(`${date}T11:00:00Z`)

export const birthDate = Schema.decodeUnknownSync(BirthDate)

export const TODAY = day("2026-11-23")
export const TOMORROW = day("2026-11-24")
export const NOW = noon(TODAY)

export const agent: Actor = { _tag: "Agent", agent: "a1" }
export const person = (person: string): Actor => ({ _tag: "Person", person })

/** The fields of a command that a test sets. */
type Fields<Tag extends Command["_tag"]> = Partial<CommandOf<Command, Tag>>

const defaults = { by: agent, on: TODAY, at: NOW }

/** Commands with default fields: today, at noon, by an agent. */
export const command = {
  open: (fields: Fields<"Open"> = {}): Command => ({
    ...defaults,
    _tag: "Open",
    holder: "ada",
    on: day("2020-01-01"),
    ...fields,
  }),
  addChild: (fields: Fields<"AddChild"> = {}): Command => ({
    ...defaults,
    _tag: "AddChild",
    person: "cleo",
    birth: day("2011-05-06"),
    on: day("2020-01-01"),
    ...fields,
  }),
  decideAge: (fields: Fields<"DecideAge"> = {}): Command => ({
    _tag: "DecideAge",
    person: "cleo",
    from: TODAY,
    cause: "CivilRecord",
    by: agent,
    at: NOW,
    ...fields,
  }),
  addDependant: (fields: Fields<"AddDependant"> = {}): Command => ({
    ...defaults,
    _tag: "AddDependant",
    person: "dora",
    on: day("2020-01-01"),
    ...fields,
  }),
  removeMember: (fields: Fields<"RemoveMember"> = {}): Command => ({
    ...defaults,
    _tag: "RemoveMember",
    person: "dora",
    cause: "LeftHome",
    ...fields,
  }),
  formCouple: (fields: Fields<"FormCouple"> = {}): Command => ({
    ...defaults,
    _tag: "FormCouple",
    spouse: "bob",
    on: day("2021-01-01"),
    ...fields,
  }),
  separate: (fields: Fields<"DeclareSeparation"> = {}): Command => ({
    _tag: "DeclareSeparation",
    by: "bob",
    fact: day("2026-10-01"),
    at: NOW,
    ...fields,
  }),
  changeHolder: (fields: Fields<"ChangeHolder"> = {}): Command => ({
    ...defaults,
    _tag: "ChangeHolder",
    to: "bob",
    cause: "Agreement",
    ...fields,
  }),
  recordDeath: (fields: Fields<"RecordDeath"> = {}): Command => ({
    ...defaults,
    _tag: "RecordDeath",
    person: "bob",
    ...fields,
  }),
  undoDeath: (fields: Fields<"UndoDeath"> = {}): Command => ({
    _tag: "UndoDeath",
    person: "bob",
    children: [],
    cause: "WrongPerson",
    by: agent,
    at: NOW,
    ...fields,
  }),
  replacePerson: (fields: Fields<"ReplacePerson"> = {}): Command => ({
    _tag: "ReplacePerson",
    from: "ada",
    to: "zoe",
    by: agent,
    at: NOW,
    ...fields,
  }),
  grant: (fields: Fields<"GrantDelegation"> = {}): Command => ({
    _tag: "GrantDelegation",
    by: "ada",
    to: "bob",
    lastDay: null,
    at: NOW,
    ...fields,
  }),
  revoke: (fields: Fields<"RevokeDelegation"> = {}): Command => ({
    _tag: "RevokeDelegation",
    by: "ada",
    at: NOW,
    ...fields,
  }),
  renounce: (fields: Fields<"RenounceDelegation"> = {}): Command => ({
    _tag: "RenounceDelegation",
    by: "bob",
    at: NOW,
    ...fields,
  }),
  expire: (fields: Fields<"ExpireDelegation"> = {}): Command => ({ _tag: "ExpireDelegation", at: NOW, ...fields }),
  accountClosed: (fields: Fields<"RecordAccountClosed"> = {}): Command => ({
    _tag: "RecordAccountClosed",
    person: "bob",
    by: agent,
    at: NOW,
    ...fields,
  }),
  protect: (fields: Fields<"RecordProtection"> = {}): Command => ({
    _tag: "RecordProtection",
    person: "ada",
    by: agent,
    at: NOW,
    ...fields,
  }),
  undoSeparation: (fields: Fields<"UndoSeparation"> = {}): Command => ({
    _tag: "UndoSeparation",
    cause: "WrongFile",
    by: agent,
    at: NOW,
    ...fields,
  }),
  reopen: (fields: Fields<"Reopen"> = {}): Command => ({
    _tag: "Reopen",
    members: { holder: "ada", spouse: null, children: [], dependants: [] },
    cause: "WrongFile",
    by: agent,
    at: NOW,
    ...fields,
  }),
  mergeFiles: (fields: Fields<"MergeFiles"> = {}): Command => ({
    ...defaults,
    _tag: "MergeFiles",
    from: "file-2",
    spouse: "bob",
    children: [],
    dependants: [],
    ...fields,
  }),
  mergeInto: (fields: Fields<"MergeInto"> = {}): Command => ({
    ...defaults,
    _tag: "MergeInto",
    into: "file-2",
    ...fields,
  }),
  close: (fields: Fields<"Close"> = {}): Command => ({ ...defaults, _tag: "Close", cause: "NoMoreRights", ...fields }),
} as const

/** Applies commands in order. A refused command fails the test. */
export const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

export const fileAfter = (...commands: ReadonlyArray<Command>): Open => {
  const state = stateAfter(...commands)
  if (state._tag !== "Open") throw new Error("The commands leave the file closed.")
  return state
}

export const eventsOf = (state: State, command: Command): ReadonlyArray<Event> =>
  Result.getOrThrow(decide(command, state))

export const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

/** The holder Ada since 2020, the spouse Bob since 2021, the child Cleo, born in 2011, and the dependant Dora. */
export const family = [command.open(), command.addChild(), command.addDependant(), command.formCouple()] as const
