import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { civilDate } from "../../testing/generators/civil-date.ts"
import { birthday, CivilDate, civilDateAt, dayAfter, isCivilDate, parse } from "./civil-date.ts"
import { agePolicies, isOverFifteen, overFifteenFrom } from "./over-fifteen.ts"

const day = (text: string) => CivilDate.make(text)

describe("a civil date", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2026-04-30", true],
    ["2026-04-31", false],
    ["2026-12-31", true],
    ["2026-12-32", false],
    ["2026-01-01", true],
    ["2026-01-00", false],
    ["2026-00-10", false],
    ["2026-13-10", false],
    ["0001-01-01", true],
    ["0000-12-31", false],
    ["9999-12-31", true],
    ["10000-01-01", false],
    ["2026-1-01", false],
    ["26-01-01", false],
    ["2026/01/01", false],
    ["2026-01-01 ", false],
    ["2026-01-01\n", false],
    ["２０２６-01-01", false],
    ["", false],
  ])("is parsed from %j: %s", (text, expected) => {
    expect(isCivilDate(text)).toBe(expected)
    expect(Result.isSuccess(parse(text))).toBe(expected)
    expect(Schema.decodeUnknownResult(CivilDate)(text)._tag).toBe(expected ? "Success" : "Failure")
  })

  it.each([null, undefined, 20260101, {}, [], new Date(0), "2".repeat(10_000_000)])(
    "is refused in case %# of a value that is no text",
    (input) => {
      const refused = parse(input)
      expect(Result.isFailure(refused) && refused.failure).toMatchObject({ _tag: "CivilDateRefused" })
      expect(Result.isFailure(refused) && refused.failure.message).not.toContain("22")
    },
  )

  it("exists if and only if the calendar of the platform has that day", () => {
    const number = (max: number) => fc.integer({ min: 0, max })
    fc.assert(
      fc.property(number(9999), number(14), number(33), (year, month, date) => {
        const two = (value: number) => String(value).padStart(2, "0")
        const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`
        const time = Date.parse(`${text}T00:00:00Z`)
        const exists = year > 0 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
        expect(isCivilDate(text)).toBe(exists)
      }),
      { seed: 20261123, numRuns: 2_000 },
    )
  })
})

describe("the day in Paris", () => {
  it.each([
    ["2026-01-31T22:59:59.999Z", "2026-01-31"],
    ["2026-01-31T23:00:00.000Z", "2026-02-01"],
    ["2026-07-14T21:59:59.999Z", "2026-07-14"],
    ["2026-07-14T22:00:00.000Z", "2026-07-15"],
    // The clocks change on 29 March and 25 October 2026, at 01:00 UTC.
    ["2026-03-28T23:00:00.000Z", "2026-03-29"],
    ["2026-03-29T22:00:00.000Z", "2026-03-30"],
    ["2026-10-24T22:00:00.000Z", "2026-10-25"],
    ["2026-10-25T22:59:59.999Z", "2026-10-25"],
    ["2026-10-25T23:00:00.000Z", "2026-10-26"],
  ])("at %s is %s", (instant, expected) => {
    expect(civilDateAt(Date.parse(instant))).toBe(expected)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15])("throws at %d, outside the calendar", (at) => {
    expect(() => civilDateAt(at)).toThrow(RangeError)
  })
})

describe("a birthday", () => {
  it.each([
    ["2011-05-06", 15, "2026-05-06"],
    ["2012-02-29", 15, "2027-03-01"],
    ["2012-02-29", 16, "2028-02-29"],
    ["2084-02-29", 16, "2100-03-01"],
    ["2011-02-28", 15, "2026-02-28"],
  ])("after a birth on %s, for %i years, is on %s", (birth, years, expected) => {
    expect(birthday(day(birth), years)).toBe(expected)
  })
})

it.each([
  ["2026-02-28", "2026-03-01"],
  ["2028-02-28", "2028-02-29"],
  ["2026-03-28", "2026-03-29"],
  ["2026-12-31", "2027-01-01"],
])("the day after %s is %s", (before, after) => {
  expect(dayAfter(day(before))).toBe(after)
})

describe("a child", () => {
  it.each([
    ["2012-02-29", "fromBirthday", "2027-03-01"],
    ["2012-02-29", "fromDayAfter", "2027-03-02"],
    ["2012-02-29", "fromSixteen", "2028-02-29"],
  ] as const)("born on %s is over 15 by %s from %s", (birth, policy, from) => {
    expect(overFifteenFrom(day(birth), agePolicies[policy])).toBe(from)
  })

  it.each([
    ["2011-05-06", "fromBirthday", "2026-05-05", false],
    ["2011-05-06", "fromBirthday", "2026-05-06", true],
    ["2011-05-06", "fromDayAfter", "2026-05-06", false],
    ["2011-05-06", "fromDayAfter", "2026-05-07", true],
    ["2011-05-06", "fromSixteen", "2027-05-05", false],
    ["2011-05-06", "fromSixteen", "2027-05-06", true],
    ["2012-02-29", "fromBirthday", "2027-02-28", false],
    ["2012-02-29", "fromBirthday", "2027-03-01", true],
    ["2012-02-29", "fromDayAfter", "2027-03-01", false],
    ["2012-02-29", "fromDayAfter", "2027-03-02", true],
    ["2012-02-29", "fromSixteen", "2028-02-28", false],
    ["2012-02-29", "fromSixteen", "2028-02-29", true],
  ] as const)("born on %s is over 15 by %s on %s: %s", (birth, policy, on, expected) => {
    expect(isOverFifteen(day(birth), day(on), agePolicies[policy])).toBe(expected)
  })

  it("is over 15 from the fifteenth birthday by default", () => {
    expect(isOverFifteen(day("2011-05-06"), day("2026-05-06"))).toBe(true)
  })

  it("is over 15 at least as early by a more generous reading, and from then on", () => {
    fc.assert(
      fc.property(civilDate({ to: "2050-12-31" }), civilDate(), civilDate(), (birth, first, second) => {
        const [earlier, later] = first < second ? [first, second] : [second, first]
        const { fromBirthday, fromDayAfter, fromSixteen } = agePolicies
        const mostGenerousFirst = [fromBirthday, fromDayAfter, fromSixteen].map((policy) =>
          isOverFifteen(birth, earlier, policy),
        )
        expect(mostGenerousFirst).toEqual([...mostGenerousFirst].sort().reverse())
        for (const policy of Object.values(agePolicies)) {
          expect(isOverFifteen(birth, later, policy) || !isOverFifteen(birth, earlier, policy)).toBe(true)
        }
      }),
      { seed: 20261123, numRuns: 500 },
    )
  })
})
