import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { machineLaws } from "../../testing/machine.laws.ts"
import { type Command, decide, evolve, initial, machine, type State } from "./data-key.ts"

const alphabet = (): ReadonlyArray<Command> => [
  { _tag: "Make", at: 1 },
  { _tag: "Rewrap", at: 2 },
  { _tag: "Replace", at: 3 },
  { _tag: "Destroy", at: 3 },
]

describe("the data key of a person", () => {
  it.each(machineLaws(machine, alphabet))("$name", ({ broken }) => {
    expect(broken).toEqual([])
  })

  const held: State = { _tag: "Held", since: 1 }
  const destroyed: State = { _tag: "Destroyed", at: 3 }

  it("is made once, and never again once destroyed", () => {
    expect(Result.isSuccess(decide({ _tag: "Make", at: 1 }, initial))).toBe(true)
    for (const state of [held, destroyed]) expect(Result.isFailure(decide({ _tag: "Make", at: 4 }, state))).toBe(true)
  })

  it("may be destroyed before it was made, so that it never is", () => {
    expect(evolve(initial, { _tag: "Destroyed", at: 3 })).toEqual(destroyed)
  })

  it("stays destroyed since when it was, whatever event comes late", () => {
    for (const _tag of ["Made", "Rewrapped", "Replaced", "Destroyed"] as const) {
      expect(evolve(destroyed, { _tag, at: 4 })).toEqual(destroyed)
    }
    expect(evolve(held, { _tag: "Made", at: 4 })).toEqual(held)
    expect(evolve(initial, { _tag: "Replaced", at: 4 })).toEqual(initial)
  })

  it("is another since it was replaced, and the same when it is only wrapped again", () => {
    expect(evolve(held, { _tag: "Replaced", at: 4 })).toEqual({ _tag: "Held", since: 4 })
    expect(evolve(held, { _tag: "Rewrapped", at: 4 })).toEqual(held)
  })
})
