import * as Result from "effect/Result"
import { match } from "ts-pattern"
import { describe, expect, it } from "vitest"
import { toMermaid } from "./diagram.ts"
import { arrows, type Cell, lookUp, type Table } from "./table.ts"

type State = { readonly _tag: "Shut" } | { readonly _tag: "Open" } | { readonly _tag: "Gone" }
type Command =
  | { readonly _tag: "Push" }
  | { readonly _tag: "Pull"; readonly hard: boolean }
  | { readonly _tag: "Break" }

const table = {
  Shut: { Push: ["Open"], Break: ["Gone"], Pull: [] },
  Open: { Pull: ["Shut", "Open"] },
  Gone: {},
} as const satisfies Table<State, Command>

const cellFor = lookUp<State, Command>()(table)

describe("a table", () => {
  it("finds the cells it has", () => {
    const cell = cellFor({ _tag: "Open" }, { _tag: "Pull", hard: true })
    expect(Result.getOrThrow(cell)).toEqual([{ _tag: "Open" }, { _tag: "Pull", hard: true }])
  })

  it("has a cell for a command that is always refused with a reason of its own", () => {
    expect(Result.isSuccess(cellFor({ _tag: "Shut" }, { _tag: "Pull", hard: false }))).toBe(true)
  })

  it("refuses where it has no cell, and names both without what they hold", () => {
    const answer = cellFor({ _tag: "Gone" }, { _tag: "Pull", hard: true })
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({
      _tag: "NotAllowed",
      state: "Gone",
      command: "Pull",
    })
    expect(JSON.stringify(answer)).not.toContain("hard")
  })

  it("refuses a state or a command that untyped code made up", () => {
    const madeUp = { _tag: "constructor" } as unknown as State
    expect(Result.isFailure(cellFor(madeUp, { _tag: "Push" }))).toBe(true)
    expect(Result.isFailure(cellFor({ _tag: "Open" }, { _tag: "toString" } as unknown as Command))).toBe(true)
  })

  it("draws an arrow for each place a cell may lead to", () => {
    expect(arrows(table).map(({ command, from, to }) => `${from} ${command} ${to}`)).toEqual([
      "Shut Push Open",
      "Shut Break Gone",
      "Open Pull Shut",
      "Open Pull Open",
    ])
  })

  it("is drawn with its ends", () => {
    expect(toMermaid(table, { _tag: "Shut" })).toBe(
      [
        "stateDiagram-v2",
        "  [*] --> Shut",
        "  Shut --> Open: Push",
        "  Shut --> Gone: Break",
        "  Open --> Shut: Pull",
        "  Open --> Open: Pull",
        "  Gone --> [*]",
      ].join("\n"),
    )
  })
})

describe("the compiler", () => {
  it("takes a match with a line for every cell", () => {
    const decide = (cell: Cell<typeof table, State, Command>) =>
      match(cell)
        .with([{ _tag: "Shut" }, { _tag: "Push" }], () => 1)
        .with([{ _tag: "Shut" }, { _tag: "Break" }], () => 2)
        .with([{ _tag: "Shut" }, { _tag: "Pull" }], () => 3)
        .with([{ _tag: "Open" }, { _tag: "Pull" }], () => 4)
        .exhaustive()
    expect(decide([{ _tag: "Open" }, { _tag: "Pull", hard: true }])).toBe(4)
  })

  it("refuses a match where a cell has no line", () => {
    const decide = (cell: Cell<typeof table, State, Command>) =>
      match(cell)
        .with([{ _tag: "Shut" }, { _tag: "Push" }], () => 1)
        .with([{ _tag: "Shut" }, { _tag: "Break" }], () => 2)
        .with([{ _tag: "Shut" }, { _tag: "Pull" }], () => 3)
        // @ts-expect-error The cell of Open and Pull has no line.
        .exhaustive()
    expect(() => decide([{ _tag: "Open" }, { _tag: "Pull", hard: true }])).toThrow()
  })

  it("refuses a line without a cell", () => {
    const decide = (cell: Cell<typeof table, State, Command>) =>
      match(cell)
        // @ts-expect-error There is no cell for Open and Push.
        .with([{ _tag: "Open" }, { _tag: "Push" }], () => 0)
        .otherwise(() => 1)
    expect(decide([{ _tag: "Shut" }, { _tag: "Push" }])).toBe(1)
  })

  it("refuses a table that leads to a state that is none", () => {
    const wrong = { Shut: { Push: ["Ajar"] }, Open: {}, Gone: {} } as const
    // @ts-expect-error "Ajar" is no state.
    const unchecked: Table<State, Command> = wrong
    expect(arrows(unchecked)).toHaveLength(1)
  })

  it("refuses a table that forgets a state", () => {
    // @ts-expect-error The row of Gone is missing.
    const forgetful: Table<State, Command> = { Shut: {}, Open: {} }
    expect(Object.keys(forgetful)).toHaveLength(2)
  })
})
