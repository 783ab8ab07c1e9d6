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
