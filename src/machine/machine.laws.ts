import * as Result from "effect/Result"
import type { Decider } from "./decider.ts"
import { type Arrow, arrows, type Tagged } from "./table.ts"

/** What an exploration saw: the states reached, the arrows taken, and what each state and step was found to break. */
export interface Exploration<State> {
  readonly states: ReadonlyArray<State>
  readonly transitions: number
  readonly taken: ReadonlyArray<Arrow>
  /** Whether the exploration ended because nothing new was left. */
  readonly complete: boolean
}

const write = ({ command, from, to }: Arrow) => `${from} -- ${command} --> ${to}`

/**
 * Tries every command of an alphabet in every state that can be reached, nearest states first. State spaces here
 * are small, so this is complete where a random walk would be lucky.
 */
export const explore = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  { decide, evolve, initial }: Decider<S, C, E, R>,
  alphabet: (state: S) => ReadonlyArray<C>,
  limit = 20_000,
): Exploration<S> => {
  const seen = new Set([JSON.stringify(initial)])
  const states = [initial]
  const taken = new Map<string, Arrow>()
  let transitions = 0
  for (const from of states) {
    for (const command of alphabet(from)) {
      const answer = decide(command, from)
      if (Result.isFailure(answer)) continue
      const to = answer.success.reduce(evolve, from)
      const arrow = { from: from._tag, command: command._tag, to: to._tag }
      taken.set(write(arrow), arrow)
      transitions += 1
      const key = JSON.stringify(to)
      if (!seen.has(key) && seen.size < limit) {
        states.push(to)
        seen.add(key)
      }
    }
  }
  return { states, transitions, taken: [...taken.values()], complete: seen.size < limit }
}

/** What every machine promises. Each law lists what breaks it, so an empty list is a promise kept. */
export const machineLaws = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  machine: Decider<S, C, E, R>,
  alphabet: (state: S) => ReadonlyArray<C>,
) => {
  const { complete, states, taken } = explore(machine, alphabet)
  const went = taken.map(write)
  const drawn = arrows(machine.table).map(write)
  const refusesSilently = states.flatMap((state) =>
    alphabet(state).filter((command) => {
      const answer = machine.decide(command, state)
      return Result.isSuccess(answer) && answer.success.length === 0
    }),
  )
  return [
    { name: "can be explored to its end", broken: complete ? [] : ["there are more states than the limit"] },
    { name: "takes only the arrows of its table", broken: went.filter((arrow) => !drawn.includes(arrow)) },
    { name: "can take every arrow of its table", broken: drawn.filter((arrow) => !went.includes(arrow)) },
    { name: "never refuses by an empty list of events", broken: refusesSilently.map(({ _tag }) => _tag) },
    {
      name: "reaches every state it names",
      broken: Object.keys(machine.table).filter((name) => states.every(({ _tag }) => _tag !== name)),
    },
  ]
}
