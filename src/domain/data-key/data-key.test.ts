import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { type Command, decide, evolve, initial, machine, type State } from "./data-key.ts"

const alphabet = (): ReadonlyArray<Command> => [
  { _tag: "Create", at: 1 },
  { _tag: "Rewrap", at: 2 },
  { _tag: "Replace", at: 3 },
  { _tag: "Destroy", at: 3 },
]

it.each(deciderLaws(machine, alphabet))("the state machine of a data key $name", ({ broken }) => {
  expect(broken).toEqual([])
})

describe("the data key of a person", () => {
  const created: State = { _tag: "Created", since: 1 }
  const destroyed: State = { _tag: "Destroyed", at: 3 }

  it("is created once, and never again after it was destroyed", () => {
    expect(Result.isSuccess(decide({ _tag: "Create", at: 1 }, initial))).toBe(true)
    for (const state of [created, destroyed])
      expect(Result.isFailure(decide({ _tag: "Create", at: 4 }, state))).toBe(true)
  })

  it("can be destroyed before it was created, and is never created then", () => {
    expect(evolve(initial, { _tag: "Destroyed", at: 3 })).toEqual(destroyed)
  })

  it("keeps the time of its destruction when events arrive late", () => {
    for (const _tag of ["Created", "Rewrapped", "Replaced", "Destroyed"] as const) {
      expect(evolve(destroyed, { _tag, at: 4 })).toEqual(destroyed)
    }
    expect(evolve(created, { _tag: "Created", at: 4 })).toEqual(created)
    expect(evolve(initial, { _tag: "Replaced", at: 4 })).toEqual(initial)
  })

  it("is a new key after a replacement, and the same key after a new wrapping", () => {
    expect(evolve(created, { _tag: "Replaced", at: 4 })).toEqual({ _tag: "Created", since: 4 })
    expect(evolve(created, { _tag: "Rewrapped", at: 4 })).toEqual(created)
  })
})
