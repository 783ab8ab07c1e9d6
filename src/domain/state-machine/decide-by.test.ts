import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { decideBy, evolveBy } from "./decide-by.ts"
import type { Table } from "./table.ts"

type State = { readonly _tag: "Shut"; readonly locked: boolean } | { readonly _tag: "Open" } | { readonly _tag: "Gone" }
type Command =
  | { readonly _tag: "Push" }
  | { readonly _tag: "Pull"; readonly hard: boolean }
  | { readonly _tag: "Break" }
type Event = { readonly _tag: "Opened" } | { readonly _tag: "Shut" } | { readonly _tag: "Broken" }
type Stuck = { readonly _tag: "Stuck" }

const table = {
  Shut: { Push: ["Open"], Break: ["Gone"], Pull: [] },
  Open: { Pull: ["Shut", "Open"] },
  Gone: {},
} as const satisfies Table<State, Command>

const machine = decideBy<State, Command, Event, Stuck>()(table)

const push = ({ locked }: Extract<State, { readonly _tag: "Shut" }>) =>
  locked ? Result.fail({ _tag: "Stuck" } as const) : Result.succeed([{ _tag: "Opened" } as const])
const stuck = () => Result.fail({ _tag: "Stuck" } as const)
const broken = () => Result.succeed([{ _tag: "Broken" } as const])
const pull = (_: State, { hard }: Extract<Command, { readonly _tag: "Pull" }>) =>
  Result.succeed([{ _tag: hard ? "Shut" : "Opened" } as const])

const decide = machine({ Shut: { Push: push, Break: broken, Pull: stuck }, Open: { Pull: pull }, Gone: {} })

const evolve = evolveBy<State, Event>({
  Opened: (state) => (state._tag === "Shut" ? { _tag: "Open" } : state),
  Shut: () => ({ _tag: "Shut", locked: false }),
  Broken: () => ({ _tag: "Gone" }),
})

/** What code without types may pass for a tag: names that every object answers to, or none. */
const madeUp = ["toString", "constructor", "__proto__", "hasOwnProperty", "", "push"]

describe("lines", () => {
  it("answer with what the line of the cell says of this state and this command", () => {
    expect(decide({ _tag: "Pull", hard: true }, { _tag: "Open" })).toEqual(Result.succeed([{ _tag: "Shut" }]))
    expect(decide({ _tag: "Pull", hard: false }, { _tag: "Open" })).toEqual(Result.succeed([{ _tag: "Opened" }]))
    expect(decide({ _tag: "Push" }, { _tag: "Shut", locked: false })).toEqual(Result.succeed([{ _tag: "Opened" }]))
    expect(decide({ _tag: "Push" }, { _tag: "Shut", locked: true })).toEqual(Result.fail({ _tag: "Stuck" }))
  })

  it("refuse with a reason of their own where the cell leads nowhere", () => {
    expect(decide({ _tag: "Pull", hard: true }, { _tag: "Shut", locked: false })).toEqual(
      Result.fail({ _tag: "Stuck" }),
    )
  })

  it("are not found where the table has no cell, and the refusal names both without what they hold", () => {
    const answer = decide({ _tag: "Pull", hard: true }, { _tag: "Gone" })
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({
      _tag: "NotAllowed",
      state: "Gone",
      command: "Pull",
    })
    expect(JSON.stringify(answer)).not.toContain("hard")
  })

  it.each(madeUp)("are not found for a state or a command that untyped code made up: %j", (_tag) => {
    const state = decide({ _tag: "Push" }, { _tag } as unknown as State)
    const command = decide({ _tag } as unknown as Command, { _tag: "Open" })
    expect([state, command].map((answer) => Result.isFailure(answer) && answer.failure._tag)).toEqual([
      "NotAllowed",
      "NotAllowed",
    ])
  })

  it.each([null, undefined, 5, "Push", {}, { _tag: 5 }, { _tag: null }, { _tag: ["Push"] }, { _tag: "12345678" }])(
    "are refused to what is no command and no state, and none of it is repeated: %j",
    (given) => {
      const command = decide(given as unknown as Command, { _tag: "Open" })
      const state = decide({ _tag: "Push" }, given as unknown as State)
      expect([command, state].map((answer) => Result.isFailure(answer) && { ...answer.failure })).toMatchObject([
        { _tag: "NotAllowed", state: "Open", command: "Unknown" },
        { _tag: "NotAllowed", state: "Unknown", command: "Push" },
      ])
    },
  )
})

describe("steps", () => {
  it("make the next state of a state and an event", () => {
    expect(evolve({ _tag: "Shut", locked: true }, { _tag: "Opened" })).toEqual({ _tag: "Open" })
    expect(evolve({ _tag: "Open" }, { _tag: "Shut" })).toEqual({ _tag: "Shut", locked: false })
  })

  it.each(madeUp)("leave the state as it is after an event that untyped code made up: %j", (_tag) => {
    const state: State = { _tag: "Open" }
    expect(evolve(state, { _tag } as unknown as Event)).toBe(state)
  })
})

describe("the compiler", () => {
  it("refuses lines where a cell has none", () => {
    // @ts-expect-error The cell of Shut and Pull has no line.
    const forgetful = machine({ Shut: { Push: push, Break: broken }, Open: { Pull: pull }, Gone: {} })
    expect(Result.isFailure(forgetful({ _tag: "Pull", hard: true }, { _tag: "Shut", locked: false }))).toBe(true)
  })

  it("refuses lines where a row is missing", () => {
    // @ts-expect-error The row of Gone is missing.
    const rows = machine({ Shut: { Push: push, Break: broken, Pull: stuck }, Open: { Pull: pull } })
    expect(Result.isFailure(rows({ _tag: "Push" }, { _tag: "Gone" }))).toBe(true)
  })

  const Shut = { Push: push, Break: broken, Pull: stuck }

  it("refuses a line without a cell, also in an empty row, and it is never taken", () => {
    // @ts-expect-error There is no cell for Open and Break.
    const beside = machine({ Shut, Open: { Pull: pull, Break: broken }, Gone: {} })
    // @ts-expect-error There is no cell for Gone and Break: its row is empty.
    const after = machine({ Shut, Open: { Pull: pull }, Gone: { Break: broken } })
    const answers = [beside({ _tag: "Break" }, { _tag: "Open" }), after({ _tag: "Break" }, { _tag: "Gone" })]
    expect(answers.map((answer) => Result.isFailure(answer) && answer.failure._tag)).toEqual([
      "NotAllowed",
      "NotAllowed",
    ])
  })

  it("refuses a line without a cell that is spread among others", () => {
    const many = { Pull: pull, Break: broken }
    // @ts-expect-error There is no cell for Open and Break.
    const spread = machine({ Shut, Open: { ...many }, Gone: {} })
    expect(Result.isFailure(spread({ _tag: "Break" }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line for a command that is none", () => {
    // @ts-expect-error Nobody can command "Kick".
    const kicked = machine({ Shut, Open: { Pull: pull, Kick: broken }, Gone: {} })
    expect(Result.isFailure(kicked({ _tag: "Kick" } as unknown as Command, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line that tells what is no event", () => {
    const smash = () => Result.succeed([{ _tag: "Smashed" } as const])
    // @ts-expect-error "Smashed" is no event.
    const smashing = machine({ Shut, Open: { Pull: smash }, Gone: {} })
    expect(Result.isSuccess(smashing({ _tag: "Pull", hard: true }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line that reads another state than its own", () => {
    // @ts-expect-error What Push reads of a state that is shut, an open one has not.
    const confused = machine({ Shut, Open: { Pull: push }, Gone: {} })
    expect(Result.isSuccess(confused({ _tag: "Pull", hard: true }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses steps where an event has none", () => {
    // @ts-expect-error Broken has no step.
    const forgetful = evolveBy<State, Event>({ Opened: (state) => state, Shut: (state) => state })
    expect(forgetful({ _tag: "Open" }, { _tag: "Broken" })).toEqual({ _tag: "Open" })
  })

  it("refuses a step without an event", () => {
    const stay = (state: State): State => state
    // @ts-expect-error "Smashed" is no event.
    const smashing = evolveBy<State, Event>({ Opened: stay, Shut: stay, Broken: stay, Smashed: stay })
    expect(smashing({ _tag: "Open" }, { _tag: "Broken" })).toEqual({ _tag: "Open" })
  })
})
