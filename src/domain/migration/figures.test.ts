import { expect, it } from "vitest"
import { addFigures, countPerson, noFigures, placeOf } from "./figures.ts"

const AT = Date.parse("2026-11-23T22:59:59Z")
const completed = { _tag: "Completed", ticket: "t", at: AT } as const

it("counts who finished by the day in Paris", () => {
  const one = countPerson(noFigures, true, completed)
  const both = countPerson(one, true, { ...completed, at: AT + 1_000 })
  expect(both.doneByDay).toEqual({ "2026-11-23": 1, "2026-11-24": 1 })
  expect(both.places.done).toBe(2)
  expect(countPerson(both, true, { _tag: "NotStarted" }).doneByDay).toEqual(both.doneByDay)
})

it("adds the figures of pages up", () => {
  const one = countPerson(countPerson(noFigures, true, completed), false, { _tag: "NotStarted" })
  expect(addFigures(one, one)).toEqual({
    places: { ...noFigures.places, done: 2, notStarted: 2 },
    doneByDay: { "2026-11-23": 2 },
  })
  expect(addFigures(noFigures, one)).toEqual(one)
})

it("counts who left the steps apart from who never started", () => {
  expect(placeOf(false, { _tag: "Expired", ticket: "t", at: AT })).toBe("left")
  expect(placeOf(false, { _tag: "Abandoned", ticket: "t", at: AT })).toBe("left")
  expect(placeOf(false, { _tag: "NotStarted" })).toBe("notStarted")
})
