import * as Result from "effect/Result"
import * as fc from "fast-check"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import { AgentCause, type EndCause } from "../../domain/mandate/mandate.ts"
import { mandatePolicies } from "../../domain/mandate/mandate-policy.ts"
import {
  type Command,
  decide,
  type Event,
  evolve,
  inForce,
  initial,
  type State,
} from "../../domain/mandate/mandates.ts"
import type { Refusal } from "../../domain/mandate/refusal.ts"

/**
 * Generates histories of the mandates over one person, built forward: each command is made from the state at that point.
 * Most commands are accepted, and the others are refused for realistic reasons.
 */

/** The protected person of every history. */
export const PROTECTED = "ada"

/** One command of a history, and its outcome. */
export interface MandateStep {
  readonly command: Command
  readonly before: State
  /** The events that it caused; none where it was refused. */
  readonly events: ReadonlyArray<Event>
  readonly refusal: Refusal | null
  readonly after: State
}

const DAY = 24 * 60 * 60_000
const PEOPLE = [PROTECTED, "bob", "cleo", "dora", "eve", "fil"]
const CAUSES: ReadonlyArray<EndCause> = [...AgentCause.literals, "AccountOfMandataryClosed", "PersonErased"]

const nat = (max: number) => fc.integer({ min: 0, max })
const move = fc.record({
  kind: fc.constantFrom("Record", "Record", "Record", "Replace", "Change", "Change", "End", "Expire"),
  mandatary: fc.constantFrom(...PEOPLE),
  /** Which of the mandates in force the command is about; sometimes one that is unknown or over. */
  which: nat(4),
  /** Hours since the command before. */
  hours: fc.oneof(nat(30), nat(24 * 40)),
  /** How many days ago the mandate starts; sometimes tomorrow. */
  ago: fc.oneof({ weight: 8, arbitrary: nat(200) }, fc.constant(-1)),
  /** The last day, in days from now. */
  lasts: fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 60 })),
  powers: fc.constantFrom<ReadonlyArray<"View" | "Declare">>(["View", "Declare"], ["View"], ["Declare"], []),
  leaves: fc.constantFrom("Everything", "Viewing"),
  organisation: fc.constantFrom(null, "Udaf 33"),
  toActive: fc.boolean(),
  cause: fc.constantFrom(...CAUSES),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const daysFrom = (at: number, days: number): CivilDate => civilDateAt(at + days * DAY)

const commandOf = (state: State, move: Move, at: number): Command => {
  const { ago, cause, kind, lasts, leaves, mandatary, organisation, powers, toActive, which } = move
  const current = inForce(state)
  const mandate = current[which]
  const number = mandate?.number ?? which
  const by = { _tag: "Agent", agent: "a1" } as const
  const lastDay = lasts === null ? null : daysFrom(at, lasts)
  const terms = { powers, leaves, lastDay, reference: `decision ${state.count + 1}` }
  const holder = { mandatary, organisation, toActive }
  switch (kind) {
    case "Record":
    case "Replace": {
      const replaces = kind === "Replace" ? number : null
      const about = { kind: leaves === "Viewing" ? "Guardianship" : "Curatorship", from: daysFrom(at, -ago) } as const
      const policy = mandatePolicies.standard
      return { _tag: "Record", person: PROTECTED, ...about, ...terms, ...holder, replaces, policy, by, at }
    }
    case "Change": {
      const same = mandate ?? { mandatary, organisation }
      const other = which % 2 === 0 ? { ...holder, organisation: same.organisation } : { ...same, toActive }
      const { mandatary: to, organisation: of } = other
      return { _tag: "Change", person: PROTECTED, number, ...terms, mandatary: to, organisation: of, toActive, by, at }
    }
    case "End":
      return { _tag: "End", number, cause, by, at }
    case "Expire":
      return { _tag: "Expire", number, at }
  }
}

const START = Date.parse("2024-02-28T21:30:00Z")

const play = (moves: ReadonlyArray<Move>): ReadonlyArray<MandateStep> => {
  const steps: Array<MandateStep> = []
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

/** Histories of the mandates over one person, command by command. They shrink to fewer commands. */
export const history = ({ commands = 40 } = {}): fc.Arbitrary<ReadonlyArray<MandateStep>> =>
  fc.array(move, { minLength: 1, maxLength: commands, size: "max" }).map(play)
