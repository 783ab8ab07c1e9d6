import { expect, it } from "vitest"
import { CivilDate, civilDateAt } from "./civil-date.ts"
import { endOfDay } from "./end-of-day.ts"

it.each([
  ["2026-12-31", "2026-12-31T23:00:00Z"],
  ["2026-07-14", "2026-07-14T22:00:00Z"],
  // The clocks change on 29 March and 25 October 2026.
  ["2026-03-28", "2026-03-28T23:00:00Z"],
  ["2026-03-29", "2026-03-29T22:00:00Z"],
  ["2026-10-24", "2026-10-24T22:00:00Z"],
  ["2026-10-25", "2026-10-25T23:00:00Z"],
  ["9999-12-31", "9999-12-31T23:00:00Z"],
])("%s ends in Paris at %s, and not a millisecond earlier", (day, instant) => {
  const end = endOfDay(CivilDate.make(day))
  expect(new Date(end).toISOString()).toBe(instant.replace("Z", ".000Z"))
  expect(civilDateAt(end - 1)).toBe(day)
  if (day < "9999") expect(civilDateAt(end) > day).toBe(true)
})
