import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { inputWithDefect, mig, nia, nnp, spelled, spelledNir } from "../../testing/generators/nir.ts"
import { type Classified, classify } from "./classify.ts"
import { parse } from "./nir.ts"

const nextOf = (classified: Classified) => (classified.kind === "Nir" ? "none" : classified.next)

it.each([
  ["2 69 05 49 588 157 80", "Nir", "none"],
  ["1 85 05 78 006 084", "Nir", "none"],
  ["718610018826448", "WaitingNumber", "UseProvisionalIdentifier"],
  ["818610017357342", "WaitingNumber", "UseProvisionalIdentifier"],
  ["7 18610018826 4", "WaitingNumber", "UseProvisionalIdentifier"],
  ["3 85 05 78 006 084", "WaitingNumber", "UseProvisionalIdentifier"],
  ["4 85 05 2a 006 084", "WaitingNumber", "UseProvisionalIdentifier"],
  ["5 1 861 00188264", "MigrantNumber", "UseProvisionalIdentifier"],
  ["6 1 861 00188264", "MigrantNumber", "UseProvisionalIdentifier"],
  ["718610018826449", "NotANumber", "UseProvisionalIdentifier"],
  ["71861001", "NotANumber", "UseProvisionalIdentifier"],
  ["", "NotANumber", "EnterNumber"],
  [" ", "NotANumber", "EnterNumber"],
  [null, "NotANumber", "EnterNumber"],
  [2690549588157, "NotANumber", "EnterNumber"],
  ["1 85 05", "NotANumber", "CompleteNumber"],
  ["1 85 05 78 006 084 9", "NotANumber", "CompleteNumber"],
  ["1 85 13", "NotANumber", "CompareWithCard"],
  ["1 85 05 78 006 084 36", "NotANumber", "CompareWithCard"],
  ["1 85 05 78 006 084 911", "NotANumber", "CompareWithCard"],
  ["0 85 05 78 006 084", "NotANumber", "CompareWithCard"],
  ["9 85 05 78 006 084", "NotANumber", "CompareWithCard"],
  ["1 85 05 78 006 Q84", "NotANumber", "CompareWithCard"],
  ["jean@example.org", "NotANumber", "CompareWithCard"],
])("classify reads %j as %s with the next step %s", (input, kind, next) => {
  const classified = classify(input)
  expect([classified.kind, nextOf(classified)]).toEqual([kind, next])
})

it("classify includes the result of parse", () => {
  for (const input of ["2 69 05 49 588 157 80", "718610018826448", "x", null]) {
    const classified = classify(input)
    const parsed = parse(input)
    expect(classified).toMatchObject({ ...parsed })
    if (classified.ok && parsed.ok) expect(classified.nir.equals(parsed.nir)).toBe(true)
  }
})

describe("classify distinguishes every kind of number", () => {
  it.each([
    ["Nir", spelledNir],
    ["WaitingNumber", spelled(fc.oneof(nia, nnp))],
    ["WaitingNumber", inputWithDefect.WaitingNumber],
    ["MigrantNumber", spelled(mig)],
    ["MigrantNumber", inputWithDefect.MigrantNumber],
  ])("classifies every spelling of a %s", (kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (input) => classify(input).kind === kind),
      { seed: 68000, numRuns: 1000 },
    )
  })

  const { WaitingNumber: _, MigrantNumber: __, ...others } = inputWithDefect
  it.each(Object.entries(others))(
    "classifies input with the defect %s as NotANumber, with a next step",
    (code, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (input) => {
          const classified = classify(input)
          return classified.kind === "NotANumber" && classified.defects[0].code === code && classified.next.length > 0
        }),
        { seed: 68000, numRuns: 200 },
      )
    },
  )
})
