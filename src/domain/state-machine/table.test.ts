import { describe, expect, it } from "vitest"
import { toMermaid } from "./diagram.ts"
import { arrows, type Table } from "./table.ts"

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

describe("a table", () => {
  it("has an arrow for each state that a cell leads to", () => {
    expect(arrows(table).map(({ command, from, to }) => `${from} ${command} ${to}`)).toEqual([
      "Shut Push Open",
      "Shut Break Gone",
      "Open Pull Shut",
      "Open Pull Open",
    ])
  })

  it("is drawn with its initial and final states", () => {
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
  it("refuses a table that leads to an unknown state", () => {
    const wrong = { Shut: { Push: ["Ajar"] }, Open: {}, Gone: {} } as const
    // @ts-expect-error "Ajar" is not a state.
    const unchecked: Table<State, Command> = wrong
    expect(arrows(unchecked)).toHaveLength(1)
  })

  it("refuses a table with a missing state", () => {
    // @ts-expect-error The row of Gone is missing.
    const incomplete: Table<State, Command> = { Shut: {}, Open: {} }
    expect(Object.keys(incomplete)).toHaveLength(2)
  })
})
