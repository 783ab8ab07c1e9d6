import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "../domain/state-machine/decider.ts"
import { type Arrow, arrows, type Tagged } from "../domain/state-machine/table.ts"

/** What an exploration saw: the states reached, the arrows taken, and what each state and step was found to break. */
export interface Exploration<State> {
  readonly states: ReadonlyArray<State>
  /** The events caused on the way, each once. */
  readonly events: ReadonlyArray<Tagged>
  readonly transitions: number
  readonly taken: ReadonlyArray<Arrow>
  /** Whether the exploration ended because nothing new was left. */
  readonly complete: boolean
  /** Where something was thrown, or no answer given: `decide Press in On`. Such a step is not taken. */
  readonly unanswered: ReadonlyArray<string>
  /** Where a state, a command or an event was to be changed by who was given it: objects and arrays, at any depth. */
  readonly changed: ReadonlyArray<string>
  /** Where a command was taken and caused no event. */
  readonly silent: ReadonlyArray<string>
}

const write = ({ command, from, to }: Arrow) => `${from} -- ${command} --> ${to}`

const tagOf = (given: Tagged): string => (typeof given?._tag === "string" ? given._tag : "Unknown")

/** A text that tells values apart, also by what JSON drops or refuses. */
const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map || part instanceof Set) return [...part]
    const isJson = part !== undefined && typeof part !== "bigint" && (typeof part !== "number" || Number.isFinite(part))
    return isJson ? part : { [typeof part]: String(part) }
  })

/** The same again, and each part of it given to `settle`. Instances of classes are taken as they are. */
const copied = <A>(value: A, settle: (part: object) => object): A => {
  if (Array.isArray(value)) return settle(value.map((part) => copied(part, settle))) as A
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return settle(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part, settle)]))) as A
}

/** A copy that nobody can change, so that what was reached stays what it was. */
const frozen = <A>(value: A): A => copied(value, Object.freeze)

/** A copy that may be changed. */
const loose = <A>(value: A): A => copied(value, (part) => part)

/**
 * Tries every command of an alphabet in every state that can be reached, nearest states first. State spaces here
 * are small, so this is complete where a random walk would be lucky.
 */
export const explore = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  { decide, evolve, initial }: Pick<Decider<S, C, E, R>, "decide" | "evolve" | "initial">,
  alphabet: (state: S) => ReadonlyArray<C>,
  limit = 20_000,
): Exploration<S> => {
  const unanswered = new Set<string>()
  const changed = new Set<string>()
  const silent = new Set<string>()
  const events = new Map<string, E>()
  const taken = new Map<string, Arrow>()
  const seen = new Set([keyOf(initial)])
  const states = [frozen(initial)]
  let transitions = 0

  /**
   * What is answered, or `undefined` where nothing is. Who can answer only when free to change what is given, changes it.
   * What was thrown is not told: it may hold content.
   */
  const ask = <A, B, Answer>(where: string, one: A, other: B, question: (one: A, other: B) => Answer) => {
    try {
      return question(one, other)
    } catch {
      try {
        const answer = question(loose(one), loose(other))
        changed.add(where)
        return answer
      } catch {
        unanswered.add(where)
        return undefined
      }
    }
  }

  const follow = (from: S, caused: ReadonlyArray<E>): S | undefined =>
    caused.reduce<S | undefined>((reached, event) => {
      if (reached === undefined) return undefined
      const state = reached === from ? from : frozen(reached)
      events.set(keyOf(event), event)
      return ask(`evolve ${tagOf(event)} in ${tagOf(state)}`, state, event, (before, told) => {
        const after = evolve(before, told)
        if (typeof after._tag !== "string") throw new TypeError("Not a state.")
        return after
      })
    }, from)

  for (const from of states) {
    for (const command of alphabet(from).map(frozen)) {
      const where = `decide ${tagOf(command)} in ${tagOf(from)}`
      const caused = ask(where, command, from, (given, before) => {
        const answer = decide(given, before)
        return Result.isFailure(answer) ? undefined : frozen([...answer.success])
      })
      if (caused === undefined) continue
      if (caused.length === 0) silent.add(where)
      const to = follow(from, caused)
      if (to === undefined) continue
      const arrow = { from: from._tag, command: command._tag, to: to._tag }
      taken.set(write(arrow), arrow)
      transitions += 1
      const key = keyOf(to)
      if (!seen.has(key) && seen.size < limit) {
        states.push(frozen(to))
        seen.add(key)
      }
    }
  }
  return {
    states,
    events: [...events.values()],
    transitions,
    taken: [...taken.values()],
    complete: seen.size < limit,
    unanswered: [...unanswered],
    changed: [...changed],
    silent: [...silent],
  }
}

/** The tags of the values that do not come back from storage as they were: encoded, as JSON, and decoded. */
const lost = (schema: Schema.Codec<Tagged, Tagged>, values: ReadonlyArray<Tagged>): ReadonlyArray<string> => {
  const encode = Schema.encodeSync(schema)
  const decode = Schema.decodeUnknownSync(schema)
  const comesBack = (value: Tagged) => {
    try {
      return Equal.equals(decode(JSON.parse(JSON.stringify(encode(value)))), value)
    } catch {
      return false
    }
  }
  return [...new Set(values.filter((value) => !comesBack(value)).map(tagOf))]
}

/** What every machine promises. Each law lists what breaks it, so an empty list is a promise kept. */
export const machineLaws = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  machine: Decider<S, C, E, R>,
  alphabet: (state: S) => ReadonlyArray<C>,
) => {
  const { changed, complete, events, silent, states, taken, unanswered } = explore(machine, alphabet)
  const went = taken.map(write)
  const drawn = arrows(machine.table).map(write)
  const codecs: Readonly<Record<"State" | "Event", Schema.Codec<Tagged, Tagged>>> = machine
  return [
    { name: "can be explored to its end", broken: complete ? [] : ["there are more states than the limit"] },
    { name: "answers every command, and follows every event", broken: unanswered },
    { name: "leaves what it is given as it was", broken: changed },
    {
      name: "reads back what was kept as it was",
      broken: [
        ...lost(codecs.State, states).map((tag) => `state ${tag}`),
        ...lost(codecs.Event, events).map((tag) => `event ${tag}`),
      ],
    },
    { name: "takes only the arrows of its table", broken: went.filter((arrow) => !drawn.includes(arrow)) },
    { name: "can take every arrow of its table", broken: drawn.filter((arrow) => !went.includes(arrow)) },
    { name: "never refuses by an empty list of events", broken: silent },
    {
      name: "reaches every state it names",
      broken: Object.keys(machine.table).filter((name) => states.every(({ _tag }) => _tag !== name)),
    },
  ]
}
