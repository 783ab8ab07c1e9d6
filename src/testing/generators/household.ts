import * as Result from "effect/Result"
import * as fc from "fast-check"
import { type BirthDate, IncompleteBirthDate } from "../../domain/civil-date/birth-date.ts"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import type { Command } from "../../domain/household/command.ts"
import type { Event } from "../../domain/household/event.ts"
import type { Open } from "../../domain/household/file.ts"
import { decide, evolve, initial, members, type Refusal, type State } from "../../domain/household/household.ts"

/**
 * Generates histories of household files, built forward: each command is made from the state of the file at that point.
 * Most commands are accepted, and the others are refused for realistic reasons.
 */

/** One command of a history, and its outcome. */
export interface HistoryStep {
  readonly command: Command
  readonly before: State
  /** The events that it caused; none where it was refused. */
  readonly events: ReadonlyArray<Event>
  readonly refusal: Refusal | null
  readonly after: State
}

const DAY = 24 * 60 * 60_000
const PEOPLE = ["ada", "bob", "cleo", "dora", "eve", "fil"]
const KINDS = [
  "AddChild",
  "AddChild",
  "DecideAge",
  "AddDependant",
  "RemoveMember",
  "FormCouple",
  "FormCouple",
  "FormCouple",
  "DeclareSeparation",
  "DeclareSeparation",
  "UndoSeparation",
  "MergeFiles",
  "MergeInto",
  "ChangeHolder",
  "RecordDeath",
  "UndoDeath",
  "UndoDeath",
  "ReplacePerson",
  "GrantDelegation",
  "GrantDelegation",
  "GrantDelegation",
  "GrantDelegation",
  "RevokeDelegation",
  "RenounceDelegation",
  "ExpireDelegation",
  "RecordAccountClosed",
  "RecordProtection",
  "Close",
] as const

const nat = (max: number) => fc.integer({ min: 0, max })
const move = fc.record({
  kind: fc.constantFrom(...KINDS),
  /** `0`, one time in five: take `anyPerson`. Otherwise take the person whom the command fits. */
  fits: nat(4),
  anyPerson: fc.constantFrom(...PEOPLE),
  /** Hours since the command before. */
  hours: fc.oneof(nat(30), nat(24 * 40)),
  /** How many days ago the change is dated; sometimes tomorrow. */
  ago: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, nat(200), fc.constant(-1)),
  /** The last day of a delegation, in days from now. */
  lasts: fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 60 })),
  cause: nat(3),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const agent = { _tag: "Agent", agent: "a1" } as const
const daysFrom = (at: number, days: number): CivilDate => civilDateAt(at + days * DAY)

/** A birth date; with `known` 2 or 3, without its day, or without its day and month. */
const birthOf = (day: CivilDate, known: number): BirthDate =>
  known === 2
    ? IncompleteBirthDate.make(`${day.slice(0, 7)}-00`)
    : known === 3
      ? IncompleteBirthDate.make(`${day.slice(0, 4)}-00-00`)
      : day

/** Opens the file again as it was before it was closed. */
const reopening = (before: Open, cause: number, at: number): Command => {
  const { children, couple, dependants, holder } = before
  const spouse = couple?.spouse.person ?? null
  const members = { holder: holder.person, spouse, children, dependants: dependants.map(({ person }) => person) }
  return { _tag: "Reopen", members, cause: cause % 2 === 0 ? "WrongFile" : "WrongDecision", by: agent, at }
}

/** `before` is the file when it was last open. */
const commandOf = (state: State, move: Move, at: number, before: Open | null): Command => {
  const { ago, anyPerson, cause, fits, kind, lasts } = move
  const on = daysFrom(at, -ago)
  const file = state._tag === "Open" ? state : null
  if (state._tag === "Closed" && before !== null && fits < 3) return reopening(before, cause, at)
  if (file === null) return { _tag: "Open", holder: anyPerson, on, by: agent, at }
  const usually = (person: string | undefined) => (fits === 0 ? anyPerson : (person ?? anyPerson))
  const holder = usually(file.holder.person)
  const spouse = usually(file.couple?.spouse.person)
  const present = members(file)
  const member = usually(present[cause % present.length]?.person)
  const newcomer = usually(PEOPLE.find((person) => present.every((member) => member.person !== person)))
  const by = agent
  switch (kind) {
    case "AddChild":
      return { _tag: kind, person: newcomer, birth: birthOf(daysFrom(at, -365 * fits * 4 - ago), cause), on, by, at }
    case "DecideAge": {
      const evidence = ["CivilRecord", "CourtDecision", "IdentityDocument"] as const
      const person = usually(file.children[0]?.person)
      return { _tag: kind, person, from: on, cause: evidence[cause] ?? "CivilRecord", by, at }
    }
    case "AddDependant":
      return { _tag: kind, person: newcomer, on, by, at }
    case "RemoveMember": {
      const causes = ["LeftHome", "OwnFile", "NoLongerDependant", "Mistake"] as const
      return { _tag: kind, person: member, cause: causes[cause] ?? "Mistake", on, by, at }
    }
    case "FormCouple":
      return { _tag: kind, spouse: newcomer, on, by, at }
    case "DeclareSeparation":
      return {
        _tag: kind,
        by: cause % 2 === 0 ? holder : spouse,
        ...(fits > 2 ? {} : { recordedBy: by }),
        fact: on,
        at,
      }
    case "UndoSeparation":
      return { _tag: kind, cause: cause % 2 === 0 ? "WrongFile" : "NotDeclared", by, at }
    case "MergeFiles":
      return { _tag: kind, from: "other", spouse: newcomer, children: [], dependants: [], on, by, at }
    case "MergeInto":
      return { _tag: kind, into: "other", on, by, at }
    case "ChangeHolder": {
      const causes = ["Agreement", "FundDecision", "HolderLeft"] as const
      return { _tag: kind, to: file.couple === null ? member : spouse, cause: causes[cause] ?? "Agreement", on, by, at }
    }
    case "RecordDeath":
      return { _tag: kind, person: member, on, by, at }
    case "UndoDeath": {
      const died = file.former.findLast((stay) => stay.cause === "Death")?.person
      const births = file.former.filter(({ role }) => role === "Child")
      const birth = birthOf(daysFrom(at, -365 * 8), cause)
      const children = births.map(({ person, since }) => ({ person, birth, since }))
      return { _tag: kind, person: usually(died), children, cause: "WrongPerson", by, at }
    }
    case "ReplacePerson":
      return { _tag: kind, from: member, to: newcomer, by, at }
    case "GrantDelegation":
      return { _tag: kind, by: holder, to: spouse, lastDay: lasts === null ? null : daysFrom(at, lasts), at }
    case "RevokeDelegation":
      return { _tag: kind, by: holder, at }
    case "RenounceDelegation":
      return { _tag: kind, by: spouse, at }
    case "ExpireDelegation":
      return { _tag: kind, at }
    case "RecordAccountClosed":
      return { _tag: kind, person: cause % 2 === 0 ? holder : spouse, by, at }
    case "RecordProtection":
      return { _tag: kind, person: holder, by, at }
    case "Close": {
      const causes = ["NoMoreRights", "HolderRequest", "MovedToOtherFund", "Duplicate"] as const
      return { _tag: kind, cause: causes[cause] ?? "Duplicate", on, by, at }
    }
  }
}

const START = Date.parse("2024-02-28T21:30:00Z")

const play = (moves: ReadonlyArray<Move>): ReadonlyArray<HistoryStep> => {
  const steps: Array<HistoryStep> = []
  let state: State = initial
  let lastOpen: Open | null = null
  let at = START
  for (const move of moves) {
    at += move.hours * 60 * 60_000
    const command = commandOf(state, move, at, lastOpen)
    const decision = decide(command, state)
    const events = Result.getOrElse(decision, () => [])
    const refusal = Result.isFailure(decision) ? decision.failure : null
    const after = events.reduce(evolve, state)
    steps.push({ command, before: state, events, refusal, after })
    state = after
    if (after._tag === "Open") lastOpen = after
  }
  return steps
}

/** Histories of one file, command by command, from before it was opened. They shrink to fewer commands. */
export const history = ({ commands = 40 } = {}): fc.Arbitrary<ReadonlyArray<HistoryStep>> =>
  fc.array(move, { minLength: 1, maxLength: commands, size: "max" }).map(play)
