import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { birthDate as anyBirthDate } from "../../testing/generators/civil-date.ts"
import {
  ageReachedBetween,
  BirthDate,
  earliestBirth,
  isBirthDate,
  isIncomplete,
  latestBirth,
  unknownPart,
} from "./birth-date.ts"
import { CivilDate, yearsBefore } from "./civil-date.ts"
import { agePolicies, isOverFifteen, oldestChildBirth, overFifteenBetween, overFifteenFrom } from "./over-fifteen.ts"
import { birthDateInWords } from "./texts.ts"

const birth = Schema.decodeUnknownSync(BirthDate)
const day = (text: string) => CivilDate.make(text)

describe("a birth date", () => {
  it.each([
    ["1965-03-12", null],
    ["1981-11-00", "Day"],
    ["1965-00-00", "DayAndMonth"],
    ["0001-00-00", "DayAndMonth"],
  ])("%s is accepted, and %j of it is unknown", (text, unknown) => {
    expect(isBirthDate(text)).toBe(true)
    expect(unknownPart(birth(text))).toBe(unknown)
    expect(isIncomplete(birth(text))).toBe(unknown !== null)
  })

  it.each([
    "1965-00-12",
    "1965-13-00",
    "0000-00-00",
    "1981-11",
    "1981",
    "1981-11-0",
    "1981-11-00\n",
    "",
    null,
    1965,
    {},
  ])("%j is refused", (input) => {
    expect(isBirthDate(input)).toBe(false)
    expect(Result.isFailure(Schema.decodeUnknownResult(BirthDate)(input))).toBe(true)
  })

  it.each([
    ["1965-03-12", "1965-03-12", "1965-03-12"],
    ["1981-11-00", "1981-11-01", "1981-11-30"],
    ["1981-12-00", "1981-12-01", "1981-12-31"],
    ["1981-02-00", "1981-02-01", "1981-02-28"],
    ["1980-02-00", "1980-02-01", "1980-02-29"],
    ["1965-00-00", "1965-01-01", "1965-12-31"],
  ])("%s is from %s to %s", (text, earliest, latest) => {
    expect([earliestBirth(birth(text)), latestBirth(birth(text))]).toEqual([earliest, latest])
  })

  it("has its earliest day before its latest, and they are the same exactly for a complete date", () => {
    fc.assert(
      fc.property(anyBirthDate(), (date) => {
        const [earliest, latest] = [earliestBirth(date), latestBirth(date)]
        expect(earliest <= latest).toBe(true)
        expect(earliest === latest).toBe(!isIncomplete(date))
        expect([earliest, latest].every((text) => text.startsWith(date.replace(/-00/gu, "")))).toBe(true)
      }),
      { seed: 1965, numRuns: 1_000 },
    )
  })
})

describe("an age without a day of birth", () => {
  it.each([
    ["2011-00-00", "2026-01-01", "2026-12-31"],
    ["2011-11-00", "2026-11-01", "2026-11-30"],
    ["2012-02-00", "2027-02-01", "2027-03-01"],
  ])("of %s is reached from %s, and on %s at the latest", (text, earliest, latest) => {
    expect(ageReachedBetween(birth(text), 15)).toEqual([earliest, latest])
    expect(overFifteenBetween(birth(text))).toEqual([earliest, latest])
    expect(overFifteenFrom(birth(text))).toBe(latest)
  })

  it("is reached on the latest day in every reading, and never before it", () => {
    expect(overFifteenFrom(birth("2011-00-00"), agePolicies.fromDayAfter)).toBe("2027-01-01")
    expect(overFifteenFrom(birth("2011-00-00"), agePolicies.fromSixteen)).toBe("2027-12-31")
    expect(isOverFifteen(birth("2011-11-00"), day("2026-11-29"))).toBe(false)
    expect(isOverFifteen(birth("2011-11-00"), day("2026-11-30"))).toBe(true)
  })
})

describe("the oldest child", () => {
  it.each([
    ["2026-11-23", "1996-11-23"],
    ["2028-02-29", "1998-03-01"],
  ])("that is added on %s was born on %s", (on, oldest) => {
    expect(oldestChildBirth(day(on), agePolicies.fromBirthday)).toBe(oldest)
  })

  it("counts from the first year of the calendar at the earliest", () => {
    expect(yearsBefore(day("0100-05-05"), 130)).toBe("0001-01-01")
  })
})

it.each([
  ["1965-00-00", "en 1965", "in 1965"],
  ["1981-11-00", "en novembre\u00a01981", "in November 1981"],
  ["1969-05-01", "le 1er\u00a0mai\u00a01969", "on 1 May 1969"],
  ["2011-12-31", "le 31\u00a0décembre\u00a02011", "on 31 December 2011"],
])("a person born on %s is « né(e) %s », born %s", (text, fr, en) => {
  expect(birthDateInWords(birth(text), "fr")).toBe(fr)
  expect(birthDateInWords(birth(text), "en")).toBe(en)
})
