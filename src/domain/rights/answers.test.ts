import { describe, expect, it } from "vitest"
import { everyFacts, SUBJECTS } from "../../../test/models/rights.ts"
import { rightsOf } from "./answers.ts"
import { matrix, type Row } from "./matrix.ts"
import { type Action, actions, decide, type Facts, rightsBy, type Subject } from "./rights.ts"

const active = { couple: "Current", delegation: "None", account: "Active" } as const
const persons = {
  holder: { ...active, role: "Holder" },
  spouse: { ...active, role: "Spouse" },
  delegate: { ...active, role: "Spouse", delegation: "Live" },
  outsider: { ...active, role: "Outsider", couple: "None" },
} as const satisfies Record<string, Facts>

const all = actions.flatMap((action) =>
  everyFacts.flatMap((facts) => SUBJECTS.map((subject) => ({ action, facts, subject }))),
)

describe("input outside the closed lists is refused", () => {
  const denied = { permitted: false, rule: "default.deny", reason: "Unknown", change: "Nothing" }

  it.each([
    null,
    undefined,
    1,
    {},
    [],
    ["ViewFile"],
    Object.create(null),
    "viewFile",
    "toString",
    "__proto__",
    "x".repeat(10_000_000),
  ])("as an action: case %#", (action) => {
    expect(decide(persons.holder, action as Action, "Self")).toEqual(denied)
  })

  it.each([null, undefined, 1, "Holder", {}, [], { role: "Holder" }, { ...persons.holder, role: "Admin" }])(
    "as facts: case %#",
    (facts) => {
      for (const action of actions) expect(decide(facts as Facts, action, "Self").permitted).toBe(false)
    },
  )

  it.each([
    { ...persons.holder, account: "active" },
    { ...persons.delegate, delegation: "live" },
    { ...persons.delegate, couple: "current" },
    { ...persons.outsider, role: "toString" },
  ])("as one of the facts: case %#", (facts) => {
    expect(decide(facts as Facts, "ViewOwnData", "Self")).toEqual(denied)
  })

  it("as a subject: any subject but Self counts as another person", () => {
    expect(decide(persons.holder, "ViewOwnData", "Me" as Subject).permitted).toBe(false)
  })
})

describe("the matrix exists once", () => {
  const entries: ReadonlyArray<readonly [string, Row]> = Object.entries<Row>(matrix)
  // Permitted where most rows refuse, so that an answer of a neighbouring row cannot pass for the right one.
  const cells = { ...matrix.ViewOtherSpace.cells, Spouse: "OwnSpace", Outsider: "OwnSpace" } as const
  const inserted: Row = { rule: "test.inserted", scope: "File", cells }

  it("decides every other action as before when an action is inserted at any place", () => {
    for (let place = 0; place <= entries.length; place += 1) {
      const extended = rightsOf(Object.fromEntries(entries.toSpliced(place, 0, ["Inserted", inserted])))
      const changed = all.filter(({ action, facts, subject }) => {
        const [before, after] = [decide(facts, action, subject), extended.decide(facts, action, subject)]
        return JSON.stringify(before) !== JSON.stringify(after)
      })
      expect(changed).toEqual([])
      expect(extended.decide(persons.spouse, "Inserted", "Self")).toMatchObject({ rule: "test.inserted" })
      expect(extended.decide(persons.holder, "Inserted", "Self").permitted).toBe(false)
    }
  })

  it("refuses an action that no row names, also under an inherited name", () => {
    const extended = rightsOf({ constructor: inserted })
    expect(extended.decide(persons.spouse, "constructor", "Self").permitted).toBe(true)
    for (const action of ["toString", "__proto__", "hasOwnProperty"]) {
      expect(extended.decide(persons.spouse, action as "constructor", "Self").rule).toBe("default.deny")
      expect(decide(persons.spouse, action as Action, "Self").rule).toBe("default.deny")
    }
  })
})

it("prepares the same decisions by facts as it makes one by one", () => {
  for (const facts of everyFacts) {
    const prepared = rightsBy(facts)
    for (const action of [...actions, "toString", "__proto__", ""] as ReadonlyArray<Action>)
      for (const subject of ["Self", "Other"] as const)
        expect(prepared(action, subject)).toBe(decide(facts, action, subject))
  }
  for (const noFacts of [null, undefined, 7, "Holder"] as ReadonlyArray<unknown>)
    expect(rightsBy(noFacts as Facts)("ViewFile", "Self").permitted).toBe(false)
})

it("makes each decision once and freezes it", () => {
  const answer = decide(persons.holder, "ViewFile", "Self")
  expect(decide({ ...persons.holder }, "ViewFile", "Self")).toBe(answer)
  expect(Object.isFrozen(answer)).toBe(true)
})
