import * as Result from "effect/Result"
import { type Command, decide, evolve, initial, type State } from "../src/domain/migration/migration.ts"
import { actor, pure } from "./peers/migration.js"
import type { Race } from "./race.ts"

const ticket = "f3b1"
const inForce = { version: "2026-1", sha256: "9f86d081" }
const contact = { kind: "Email", index: "6b2c", sealed: "c0ff", language: "fr" } as const

/** A complete migration that goes back once and loses a code once: nine transitions, all accepted. */
const commands: ReadonlyArray<Command> = [
  { _tag: "Start", ticket, resumes: null, until: 1800, at: 0 },
  { _tag: "AcceptTerms", ticket, version: inForce.version, inForce, at: 1 },
  { _tag: "ChoosePassword", ticket, at: 2 },
  { _tag: "GiveContact", ticket, contact, at: 3 },
  { _tag: "GoBack", ticket, at: 4 },
  { _tag: "GiveContact", ticket, contact, at: 5 },
  { _tag: "ExhaustCode", ticket, at: 6 },
  { _tag: "GiveContact", ticket, contact, at: 7 },
  { _tag: "Confirm", ticket, inForce, at: 8 },
]

const ours = (): ReadonlyArray<string> => {
  const states: Array<string> = []
  let state: State = initial
  for (const command of commands) {
    const decided = decide(command, state)
    if (Result.isSuccess(decided)) state = decided.success.reduce(evolve, state)
    states.push(state._tag)
  }
  return states
}

const peers = { "XState transition()": pure(commands), "XState actor.send()": actor(commands) }

const MIGRATIONS = 1_000
const repeated = (run: () => unknown) => () => {
  for (let migration = 0; migration < MIGRATIONS; migration++) run()
}

export const races: ReadonlyArray<Race> = [
  {
    title: "P5: one transition of the migration, decide and evolve",
    items: MIGRATIONS * commands.length,
    contestants: [
      { name: "decide, evolve", run: repeated(ours) },
      ...Object.entries(peers).map(([name, run]) => ({ name, run: repeated(run) })),
    ],
    bars: { "XState transition()": 150, "XState actor.send()": 50 },
    disagreements: (name) => (peers[name as keyof typeof peers]().join() === ours().join() ? [] : ["the migration"]),
    reasons: {},
  },
]
