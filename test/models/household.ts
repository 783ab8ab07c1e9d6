import * as Result from "effect/Result"
import { CivilDate } from "../../src/domain/civil-date/civil-date.ts"
import type { Actor } from "../../src/domain/delegation/actor.ts"
import type { Command, Order } from "../../src/domain/household/command.ts"
import type { Event } from "../../src/domain/household/event.ts"
import type { Open } from "../../src/domain/household/file.ts"
import { decide, evolve, initial, type State } from "../../src/domain/household/household.ts"

export const day = (text: string) => CivilDate.make(text)

/** Noon in Paris, in winter. */
export const noon = (date: string) => Date.parse(`${date}T11:00:00Z`)

export const TODAY = day("2026-11-23")
export const TOMORROW = day("2026-11-24")
export const NOW = noon(TODAY)

export const agent: Actor = { _tag: "Agent", agent: "a1" }
export const person = (person: string): Actor => ({ _tag: "Person", person })

/** Orders of a story, with what does not matter filled in: today, at noon, by an agent. */
type Told<Tag extends Command["_tag"]> = Partial<Order<Tag>>

const filled = { by: agent, on: TODAY, at: NOW }
export const order = {
  open: (told: Told<"Open"> = {}): Command => ({
    ...filled,
    _tag: "Open",
    holder: "ada",
    on: day("2020-01-01"),
    ...told,
  }),
  addChild: (told: Told<"AddChild"> = {}): Command => ({
    ...filled,
    _tag: "AddChild",
    person: "cleo",
    birth: day("2011-05-06"),
    on: day("2020-01-01"),
    ...told,
  }),
  addDependant: (told: Told<"AddDependant"> = {}): Command => ({
    ...filled,
    _tag: "AddDependant",
    person: "dora",
    on: day("2020-01-01"),
    ...told,
  }),
  removeMember: (told: Told<"RemoveMember"> = {}): Command => ({
    ...filled,
    _tag: "RemoveMember",
    person: "dora",
    cause: "LeftHome",
    ...told,
  }),
  formCouple: (told: Told<"FormCouple"> = {}): Command => ({
    ...filled,
    _tag: "FormCouple",
    spouse: "bob",
    on: day("2021-01-01"),
    ...told,
  }),
  separate: (told: Told<"DeclareSeparation"> = {}): Command => ({
    _tag: "DeclareSeparation",
    by: "bob",
    fact: day("2026-10-01"),
    at: NOW,
    ...told,
  }),
  changeHolder: (told: Told<"ChangeHolder"> = {}): Command => ({
    ...filled,
    _tag: "ChangeHolder",
    to: "bob",
    cause: "Agreement",
    ...told,
  }),
  recordDeath: (told: Told<"RecordDeath"> = {}): Command => ({
    ...filled,
    _tag: "RecordDeath",
    person: "bob",
    ...told,
  }),
  grant: (told: Told<"GrantDelegation"> = {}): Command => ({
    _tag: "GrantDelegation",
    by: "ada",
    to: "bob",
    lastDay: null,
    at: NOW,
    ...told,
  }),
  revoke: (told: Told<"RevokeDelegation"> = {}): Command => ({ _tag: "RevokeDelegation", by: "ada", at: NOW, ...told }),
  renounce: (told: Told<"RenounceDelegation"> = {}): Command => ({
    _tag: "RenounceDelegation",
    by: "bob",
    at: NOW,
    ...told,
  }),
  expire: (told: Told<"ExpireDelegation"> = {}): Command => ({ _tag: "ExpireDelegation", at: NOW, ...told }),
  accountClosed: (told: Told<"RecordAccountClosed"> = {}): Command => ({
    _tag: "RecordAccountClosed",
    person: "bob",
    by: agent,
    at: NOW,
    ...told,
  }),
  close: (told: Told<"Close"> = {}): Command => ({ ...filled, _tag: "Close", cause: "NoMoreRights", ...told }),
} as const

/** Gives commands one after the other; a refused one fails the test. */
export const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

export const fileAfter = (...commands: ReadonlyArray<Command>): Open => {
  const state = stateAfter(...commands)
  if (state._tag !== "Open") throw new Error("The file of this story is open.")
  return state
}

export const eventsOf = (state: State, command: Command): ReadonlyArray<Event> =>
  Result.getOrThrow(decide(command, state))

export const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

/** Ada holds the file since 2020, with Bob since 2021, Cleo born in 2011, and Dora. */
export const family = [order.open(), order.addChild(), order.addDependant(), order.formCouple()] as const
