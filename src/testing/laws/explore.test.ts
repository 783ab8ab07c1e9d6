import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { brokenLaws, type Lamp, lamp } from "../../../test/models/lamp.ts"
import { explore } from "./explore.ts"

const STORAGE = "reads its states and events back from storage unchanged"
const ARGUMENTS = "does not change its arguments"
const ANSWERS = "answers every command and applies every event"
const CAN_FOLLOW = "can follow every arrow of its table"

describe("a state machine that changes its arguments breaks a law:", () => {
  const withSideEffect = <A>(answer: A, change: () => void): A => {
    change()
    return answer
  }

  it.each<[string, Partial<Lamp>, string]>([
    [
      "evolve changes the state",
      { evolve: (state, event) => withSideEffect(lamp.evolve(state, event), () => Object.assign(state, { times: 2 })) },
      "evolve TurnedOff in On",
    ],
    [
      "evolve changes the event",
      {
        evolve: (state, event) => withSideEffect(lamp.evolve(state, event), () => Object.assign(event, { seen: true })),
      },
      "evolve TurnedOff in On",
    ],
    [
      "decide changes the state",
      {
        decide: (command, state) =>
          withSideEffect(lamp.decide(command, state), () => Object.assign(state, { times: 2 })),
      },
      "decide Press in On",
    ],
    [
      "decide changes the command, even a refused one",
      {
        decide: (command, state) =>
          withSideEffect(lamp.decide(command, state), () => Object.assign(command, { by: 1 })),
      },
      "decide Wait in On",
    ],
  ])("%s", (_, changing, where) => {
    const [[name, ...broken] = [], ...others] = brokenLaws({ ...lamp, ...changing })
    expect([name, others]).toEqual([ARGUMENTS, []])
    expect(broken).toContain(where)
  })

  it.each([true, false])("decide changes a nested array: %s", (changes) => {
    const { mutating } = explore(
      {
        initial: { _tag: "Deep", within: [{ list: [[1]] }] },
        decide: (_: { _tag: "Change" }, { within: [first] }) => {
          if (changes) first?.list[0]?.push(2)
          return Result.fail("no")
        },
        evolve: (state) => state,
      },
      () => [{ _tag: "Change" as const }],
    )
    expect(mutating).toEqual(changes ? ["decide Change in Deep"] : [])
  })
})

describe("a state machine that does not answer breaks a law:", () => {
  const fail = (): never => {
    throw new Error("A text from the content")
  }
  const answeringWaitInOn = (answer: () => unknown): Partial<Lamp> => ({
    decide: (command, state) =>
      command._tag === "Wait" && state._tag === "On" ? (answer() as never) : lamp.decide(command, state),
  })

  it.each<[string, Partial<Lamp>, ReadonlyArray<ReadonlyArray<string>>]>([
    ["decide throws", answeringWaitInOn(fail), [[ANSWERS, "decide Wait in On"]]],
    ["decide returns nothing", answeringWaitInOn(() => undefined), [[ANSWERS, "decide Wait in On"]]],
    ["decide returns no list", answeringWaitInOn(() => ({ _tag: "Success" })), [[ANSWERS, "decide Wait in On"]]],
    [
      "decide returns something that is not an event",
      answeringWaitInOn(() => Result.succeed([null])),
      [
        [ANSWERS, "evolve Unknown in On"],
        [STORAGE, "event Unknown"],
      ],
    ],
    [
      "evolve throws",
      { evolve: (state, event) => (event._tag === "TurnedOff" ? fail() : lamp.evolve(state, event)) },
      [
        [ANSWERS, "evolve TurnedOff in On"],
        [CAN_FOLLOW, "On -- Press --> Off"],
      ],
    ],
    [
      "evolve returns nothing",
      { evolve: (state, event) => (event._tag === "TurnedOff" ? (undefined as never) : lamp.evolve(state, event)) },
      [
        [ANSWERS, "evolve TurnedOff in On"],
        [CAN_FOLLOW, "On -- Press --> Off"],
      ],
    ],
  ])("%s", (_, silent, expected) => {
    expect(brokenLaws({ ...lamp, ...silent })).toEqual(expected)
  })
})
