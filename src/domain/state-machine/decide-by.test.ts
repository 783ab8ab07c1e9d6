import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { decideBy, decideByCommand, evolveBy } from "./decide-by.ts"
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

/** Tags that untyped code may pass: names of members that every object inherits, and other unknown names. */
const unknownTags = ["toString", "constructor", "__proto__", "hasOwnProperty", "", "push"]

describe("the decide of a state machine", () => {
  it("answers with the line of the cell", () => {
    expect(decide({ _tag: "Pull", hard: true }, { _tag: "Open" })).toEqual(Result.succeed([{ _tag: "Shut" }]))
    expect(decide({ _tag: "Pull", hard: false }, { _tag: "Open" })).toEqual(Result.succeed([{ _tag: "Opened" }]))
    expect(decide({ _tag: "Push" }, { _tag: "Shut", locked: false })).toEqual(Result.succeed([{ _tag: "Opened" }]))
    expect(decide({ _tag: "Push" }, { _tag: "Shut", locked: true })).toEqual(Result.fail({ _tag: "Stuck" }))
  })

  it("refuses with the refusal of an empty cell", () => {
    expect(decide({ _tag: "Pull", hard: true }, { _tag: "Shut", locked: false })).toEqual(
      Result.fail({ _tag: "Stuck" }),
    )
  })

  it("refuses where the table has no cell, and names state and command without their content", () => {
    const answer = decide({ _tag: "Pull", hard: true }, { _tag: "Gone" })
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({
      _tag: "NotAllowed",
      state: "Gone",
      command: "Pull",
    })
    expect(JSON.stringify(answer)).not.toContain("hard")
  })

  it.each(unknownTags)("refuses the unknown state or command %j of an untyped caller", (_tag) => {
    const state = decide({ _tag: "Push" }, { _tag } as unknown as State)
    const command = decide({ _tag } as unknown as Command, { _tag: "Open" })
    expect([state, command].map((answer) => Result.isFailure(answer) && answer.failure._tag)).toEqual([
      "NotAllowed",
      "NotAllowed",
    ])
  })

  it.each([null, undefined, 5, "Push", {}, { _tag: 5 }, { _tag: null }, { _tag: ["Push"] }, { _tag: "12345678" }])(
    "refuses %j as a command or a state, and does not repeat it",
    (value) => {
      const command = decide(value as unknown as Command, { _tag: "Open" })
      const state = decide({ _tag: "Push" }, value as unknown as State)
      expect([command, state].map((answer) => Result.isFailure(answer) && { ...answer.failure })).toMatchObject([
        { _tag: "NotAllowed", state: "Open", command: "Unknown" },
        { _tag: "NotAllowed", state: "Unknown", command: "Push" },
      ])
    },
  )
})

describe("the decide of a register", () => {
  type Count = { readonly _tag: "Counting"; readonly count: number }
  type Add = { readonly _tag: "Add"; readonly by: number }
  type Full = { readonly _tag: "Full" }
  type Added = { readonly _tag: "Added"; readonly by: number }
  const add = decideByCommand<Count, Add, Added, Full>({
    Add: ({ count }, { by }) =>
      count + by > 9 ? Result.fail({ _tag: "Full" }) : Result.succeed([{ _tag: "Added", by }]),
  })

  it("answers with the line of the command", () => {
    expect(add({ _tag: "Add", by: 2 }, { _tag: "Counting", count: 7 })).toEqual(
      Result.succeed([{ _tag: "Added", by: 2 }]),
    )
    expect(add({ _tag: "Add", by: 3 }, { _tag: "Counting", count: 7 })).toEqual(Result.fail({ _tag: "Full" }))
  })

  it.each(unknownTags)("throws for the unknown command %j of an untyped caller", (_tag) => {
    expect(() => add({ _tag } as unknown as Add, { _tag: "Counting", count: 0 })).toThrow("no such command")
  })

  it("does not compile without a line for each command", () => {
    // @ts-expect-error The command Add has no line.
    const incomplete = decideByCommand<Count, Add, Added, Full>({})
    expect(() => incomplete({ _tag: "Add", by: 1 }, { _tag: "Counting", count: 0 })).toThrow("no such command")
  })
})

describe("the evolve of a decider", () => {
  it("applies the step of the event", () => {
    expect(evolve({ _tag: "Shut", locked: true }, { _tag: "Opened" })).toEqual({ _tag: "Open" })
    expect(evolve({ _tag: "Open" }, { _tag: "Shut" })).toEqual({ _tag: "Shut", locked: false })
  })

  it.each(unknownTags)("ignores the unknown event %j of an untyped caller", (_tag) => {
    const state: State = { _tag: "Open" }
    expect(evolve(state, { _tag } as unknown as Event)).toBe(state)
  })
})

describe("the compiler", () => {
  it("refuses a cell without a line", () => {
    // @ts-expect-error The cell of Shut and Pull has no line.
    const incomplete = machine({ Shut: { Push: push, Break: broken }, Open: { Pull: pull }, Gone: {} })
    expect(Result.isFailure(incomplete({ _tag: "Pull", hard: true }, { _tag: "Shut", locked: false }))).toBe(true)
  })

  it("refuses lines with a missing row", () => {
    // @ts-expect-error The row of Gone is missing.
    const rows = machine({ Shut: { Push: push, Break: broken, Pull: stuck }, Open: { Pull: pull } })
    expect(Result.isFailure(rows({ _tag: "Push" }, { _tag: "Gone" }))).toBe(true)
  })

  const Shut = { Push: push, Break: broken, Pull: stuck }

  it("refuses a line without a cell, also in an empty row, and the line is never used", () => {
    // @ts-expect-error There is no cell for Open and Break.
    const inRow = machine({ Shut, Open: { Pull: pull, Break: broken }, Gone: {} })
    // @ts-expect-error There is no cell for Gone and Break: its row is empty.
    const inEmptyRow = machine({ Shut, Open: { Pull: pull }, Gone: { Break: broken } })
    const answers = [inRow({ _tag: "Break" }, { _tag: "Open" }), inEmptyRow({ _tag: "Break" }, { _tag: "Gone" })]
    expect(answers.map((answer) => Result.isFailure(answer) && answer.failure._tag)).toEqual([
      "NotAllowed",
      "NotAllowed",
    ])
  })

  it("refuses a line without a cell in a spread object", () => {
    const many = { Pull: pull, Break: broken }
    // @ts-expect-error There is no cell for Open and Break.
    const spread = machine({ Shut, Open: { ...many }, Gone: {} })
    expect(Result.isFailure(spread({ _tag: "Break" }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line for an unknown command", () => {
    // @ts-expect-error "Kick" is not a command.
    const kicked = machine({ Shut, Open: { Pull: pull, Kick: broken }, Gone: {} })
    expect(Result.isFailure(kicked({ _tag: "Kick" } as unknown as Command, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line that causes an unknown event", () => {
    const smash = () => Result.succeed([{ _tag: "Smashed" } as const])
    // @ts-expect-error "Smashed" is not an event.
    const smashing = machine({ Shut, Open: { Pull: smash }, Gone: {} })
    expect(Result.isSuccess(smashing({ _tag: "Pull", hard: true }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses a line that reads another state", () => {
    // @ts-expect-error Push reads a field that only the state Shut has.
    const confused = machine({ Shut, Open: { Pull: push }, Gone: {} })
    expect(Result.isSuccess(confused({ _tag: "Pull", hard: true }, { _tag: "Open" }))).toBe(true)
  })

  it("refuses an event without a step", () => {
    // @ts-expect-error Broken has no step.
    const incomplete = evolveBy<State, Event>({ Opened: (state) => state, Shut: (state) => state })
    expect(incomplete({ _tag: "Open" }, { _tag: "Broken" })).toEqual({ _tag: "Open" })
  })

  it("refuses a step without an event", () => {
    const stay = (state: State): State => state
    // @ts-expect-error "Smashed" is not an event.
    const smashing = evolveBy<State, Event>({ Opened: stay, Shut: stay, Broken: stay, Smashed: stay })
    expect(smashing({ _tag: "Open" }, { _tag: "Broken" })).toEqual({ _tag: "Open" })
  })
})
