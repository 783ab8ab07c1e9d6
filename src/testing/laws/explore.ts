import * as Result from "effect/Result"
import type { Decider } from "../../domain/state-machine/decider.ts"
import type { Arrow, Tagged } from "../../domain/state-machine/table.ts"

/** The result of an exploration: the states it reached, the arrows it followed, and the faults it found. */
export interface Exploration<State> {
  readonly states: ReadonlyArray<State>
  /** The events that were caused, without duplicates. */
  readonly events: ReadonlyArray<Tagged>
  readonly transitions: number
  readonly followed: ReadonlyArray<Arrow>
  /** Whether the exploration reached every state: `false` if it stopped at its limit. */
  readonly complete: boolean
  /** Steps that threw, or returned no answer, such as `decide Press in On`. Such a step is not followed. */
  readonly unanswered: ReadonlyArray<string>
  /** Steps that changed their arguments: objects and arrays, at any depth. */
  readonly mutating: ReadonlyArray<string>
  /** Commands that were accepted without an event. */
  readonly silent: ReadonlyArray<string>
}

/** An arrow as text. */
export const writeArrow = ({ command, from, to }: Arrow): string => `${from} -- ${command} --> ${to}`

/** The tag of a value, also of a value that a faulty decider returned. */
export const tagOf = (value: Tagged): string => (typeof value?._tag === "string" ? value._tag : "Unknown")

/** A text that differs for different values, also for values that JSON drops or refuses. */
const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map || part instanceof Set) return [...part]
    const isJson = part !== undefined && typeof part !== "bigint" && (typeof part !== "number" || Number.isFinite(part))
    return isJson ? part : { [typeof part]: String(part) }
  })

/** A deep copy. `settle` receives each copied object and array. Instances of classes are not copied. */
const copied = <A>(value: A, settle: (part: object) => object): A => {
  if (Array.isArray(value)) return settle(value.map((part) => copied(part, settle))) as A
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return settle(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part, settle)]))) as A
}

const frozen = <A>(value: A): A => copied(value, Object.freeze)
const mutable = <A>(value: A): A => copied(value, (part) => part)

/**
 * Tries every command of an alphabet in every state that can be reached, nearest states first.
 *
 * The state spaces of this package are small, so an exploration is complete where a random walk depends on luck.
 */
export const explore = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  { decide, evolve, initial }: Pick<Decider<S, C, E, R>, "decide" | "evolve" | "initial">,
  alphabet: (state: S) => ReadonlyArray<C>,
  limit = 20_000,
): Exploration<S> => {
  const unanswered = new Set<string>()
  const mutating = new Set<string>()
  const silent = new Set<string>()
  const events = new Map<string, E>()
  const followed = new Map<string, Arrow>()
  const reached = new Set([keyOf(initial)])
  const states = [frozen(initial)]
  let transitions = 0

  /**
   * Calls a function with frozen arguments. If it throws, calls it again with mutable copies: a function that succeeds
   * only then changes its arguments. Errors are not reported, because they may quote content.
   */
  const call = <A, B, Answer>(step: string, first: A, second: B, run: (first: A, second: B) => Answer) => {
    try {
      return run(first, second)
    } catch {
      try {
        const answer = run(mutable(first), mutable(second))
        mutating.add(step)
        return answer
      } catch {
        unanswered.add(step)
        return undefined
      }
    }
  }

  const apply = (from: S, caused: ReadonlyArray<E>): S | undefined =>
    caused.reduce<S | undefined>((state, event) => {
      if (state === undefined) return undefined
      const before = state === from ? from : frozen(state)
      events.set(keyOf(event), event)
      return call(`evolve ${tagOf(event)} in ${tagOf(before)}`, before, event, (givenState, givenEvent) => {
        const after = evolve(givenState, givenEvent)
        if (typeof after._tag !== "string") throw new TypeError("Not a state.")
        return after
      })
    }, from)

  for (const from of states) {
    for (const command of alphabet(from).map(frozen)) {
      const step = `decide ${tagOf(command)} in ${tagOf(from)}`
      const caused = call(step, command, from, (givenCommand, givenState) => {
        const answer = decide(givenCommand, givenState)
        return Result.isFailure(answer) ? undefined : frozen([...answer.success])
      })
      if (caused === undefined) continue
      if (caused.length === 0) silent.add(step)
      const to = apply(from, caused)
      if (to === undefined) continue
      const arrow = { from: from._tag, command: command._tag, to: to._tag }
      followed.set(writeArrow(arrow), arrow)
      transitions += 1
      const key = keyOf(to)
      if (!reached.has(key) && reached.size < limit) {
        states.push(frozen(to))
        reached.add(key)
      }
    }
  }
  return {
    states,
    events: [...events.values()],
    transitions,
    followed: [...followed.values()],
    complete: reached.size < limit,
    unanswered: [...unanswered],
    mutating: [...mutating],
    silent: [...silent],
  }
}
