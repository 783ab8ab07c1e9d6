import * as Result from "effect/Result"
import * as fc from "fast-check"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import type { Command } from "../../domain/household/command.ts"
import type { Event } from "../../domain/household/event.ts"
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
  "AddDependant",
  "RemoveMember",
  "FormCouple",
  "FormCouple",
  "FormCouple",
  "DeclareSeparation",
  "DeclareSeparation",
  "ChangeHolder",
  "RecordDeath",
  "GrantDelegation",
  "GrantDelegation",
  "GrantDelegation",
  "GrantDelegation",
  "RevokeDelegation",
  "RenounceDelegation",
  "ExpireDelegation",
  "RecordAccountClosed",
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

const commandOf = (state: State, { anyPerson, ago, fits, cause, kind, lasts }: Move, at: number): Command => {
  const on = daysFrom(at, -ago)
  const file = state._tag === "Open" ? state : null
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
      return { _tag: kind, person: newcomer, birth: daysFrom(at, -365 * fits - ago), on, by, at }
    case "AddDependant":
      return { _tag: kind, person: newcomer, on, by, at }
    case "RemoveMember": {
      const causes = ["LeftHome", "OwnFile", "NoLongerDependant", "Mistake"] as const
      return { _tag: kind, person: member, cause: causes[cause] ?? "Mistake", on, by, at }
    }
    case "FormCouple":
      return { _tag: kind, spouse: newcomer, on, by, at }
    case "DeclareSeparation":
      return { _tag: kind, by: cause % 2 === 0 ? holder : spouse, fact: on, at }
    case "ChangeHolder": {
      const causes = ["Agreement", "FundDecision", "HolderLeft"] as const
      return { _tag: kind, to: file.couple === null ? member : spouse, cause: causes[cause] ?? "Agreement", on, by, at }
    }
    case "RecordDeath":
      return { _tag: kind, person: member, on, by, at }
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
  let at = START
  for (const move of moves) {
    at += move.hours * 60 * 60_000
    const command = commandOf(state, move, at)
    const decision = decide(command, state)
    const events = Result.getOrElse(decision, () => [])
    const refusal = Result.isFailure(decision) ? decision.failure : null
    const after = events.reduce(evolve, state)
    steps.push({ command, before: state, events, refusal, after })
    state = after
  }
  return steps
}

/** Histories of one file, command by command, from before it was opened. They shrink to fewer commands. */
export const history = ({ commands = 40 } = {}): fc.Arbitrary<ReadonlyArray<HistoryStep>> =>
  fc.array(move, { minLength: 1, maxLength: commands, size: "max" }).map(play)
