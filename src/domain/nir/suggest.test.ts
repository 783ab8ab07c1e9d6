import { inspect } from "node:util"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { key } from "./key.ts"
import { Nir } from "./nir.ts"
import { isKnownCode } from "./place/is-known-code.ts"
import { type Declared, likelyPlaces, type Suggestions, suggest } from "./suggest.ts"

const today = new Date("2026-11-30")
const repairsOf = (suggestions: Suggestions) => (suggestions.kind === "Repairs" ? suggestions.repairs : [])
const repairsIn = (text: string, declared?: Declared) =>
  repairsOf(suggest(text, declared)).map(({ kind, nir, start, end }) => [kind, nir.reveal(), text.slice(start, end)])

describe("suggest without a repair", () => {
  it.each<[input: unknown, expected: Suggestions]>([
    ["2 69 05 49 588 157 80", { kind: "NothingWrong" }],
    ["2 69 05 49 588 157", { kind: "CannotKnow", reason: "NoKey" }],
    ["2 69 05 49 588 1O7", { kind: "CannotKnow", reason: "NoKey" }],
    ["2 69 05 49 588 157 8", { kind: "CannotKnow", reason: "WrongLength" }],
    ["2 69 05 49 588 157 801", { kind: "CannotKnow", reason: "WrongLength" }],
    ["2 69 05 49 588 157 / 80", { kind: "CannotKnow", reason: "ForeignSign" }],
    ["2 69 Q5 49 588 1S7 80", { kind: "CannotKnow", reason: "TooManyMistakes" }],
    ["", { kind: "CannotKnow", reason: "WrongLength" }],
    [null, { kind: "CannotKnow", reason: "WrongLength" }],
    [269054958815780, { kind: "CannotKnow", reason: "WrongLength" }],
    [["269054985815780"], { kind: "CannotKnow", reason: "WrongLength" }],
  ])("returns the reason for %j", (input, expected) => {
    expect(suggest(input)).toEqual(expected)
  })

  it.each(["1", " "])("returns the reason for 10 million characters %j", (character) => {
    expect(suggest(character.repeat(10_000_000))).toEqual({ kind: "CannotKnow", reason: "WrongLength" })
  })

  it("proposes only NIRs for a waiting number with a right key", () => {
    expect(repairsOf(suggest("718610018826448")).every(({ nir }) => /^[12]/.test(nir.reveal()))).toBe(true)
  })
})

describe("suggest proposes", () => {
  it("a swap before any other repair", () => {
    expect(repairsIn("2 69 05 49 858 157 80")[0]).toEqual(["Swap", "2690549588157", "85"])
    expect(repairsIn("2 69 05 49 588 157 08")[0]).toEqual(["Swap", "2690549588157", "08"])
    expect(repairsIn("2-69-05-49-588-15.8-70")[0]).toEqual(["Swap", "2690549588157", "8-7"])
    expect(repairsIn("1 85 05 A2 004 084 95")[0]).toEqual(["Swap", "185052A004084", "A2"])
  })

  it("the only possible digit for a character that is not one", () => {
    expect(repairsIn("2 69 Q5 49 588 157 80")).toEqual([["Digit", "2690549588157", "Q"]])
    expect(repairsIn("2 69 05 49 588 Z57 80")).toEqual([["Digit", "2690549588157", "Z"]])
    expect(repairsIn("2 69 05 49 588 157 8Q")).toEqual([["Digit", "2690549588157", "Q"]])
  })

  it.each([
    ["2A for 2B", "2B", "2A"],
    ["2B for 2A", "2A", "2B"],
    ["20 for 2A", "2A", "20"],
    ["28 for 2B", "2B", "28"],
    ["2A for 24", "24", "2A"],
  ])("a repair of a Corsican letter: %s", (_, right, typed) => {
    const value = new Nir(`18505${right}033084`)
    expect(repairsIn(`18505${typed}033084${key(value)}`)).toContainEqual([
      "CorsicanLetter",
      value.reveal(),
      typed.slice(1),
    ])
  })

  it("existing places before others, and known months before others", () => {
    const singles = (text: string) =>
      repairsOf(suggest(text, { today }))
        .filter(({ kind }) => kind !== "Swap")
        .map(({ nir }) => nir.reveal())
    // There is no commune 77646, and 75 is not a month.
    expect(singles("269057864610264")).toEqual(["2690578616102", "2690578646172", "2690577646102"])
    expect(isKnownCode("77646")).toBe(false)
    expect(singles("269057864610092")).toEqual(["2600578646100", "2690578641100", "2697578646100"])
  })
})

describe("suggest excludes repairs that contradict the declared", () => {
  const text = "2 69 05 78 646 157 12"
  const all = repairsOf(suggest(text))

  it("sex", () => {
    const women = repairsOf(suggest(text, { sex: "female" }))
    expect(women.length).toBeGreaterThan(0)
    expect(women.every(({ nir }) => nir.reveal().startsWith("2"))).toBe(true)
    expect(repairsOf(suggest("1 69 05 49 588 157 80", { sex: "female" })).map(({ nir }) => nir.reveal())).toContain(
      "2690549588157",
    )
    expect(repairsOf(suggest("1 69 05 49 588 157 80", { sex: "male" })).map(({ nir }) => nir.reveal())).not.toContain(
      "2690549588157",
    )
  })

  it("year and month", () => {
    const born = repairsOf(suggest(text, { birthDate: "1969-05-31" }))
    expect(born.length).toBeGreaterThan(0)
    expect(born.length).toBeLessThan(all.length)
    expect(born.every(({ nir }) => nir.reveal().slice(1, 5) === "6905")).toBe(true)
    expect(repairsOf(suggest("2 69 05 49 858 157 80", { birthDate: "1969-06-01" }))).toEqual([])
    const bornInYear = repairsOf(suggest(text, { birthDate: "1969-00-00" }))
    expect(bornInYear.every(({ nir }) => nir.reveal().slice(1, 3) === "69")).toBe(true)
    expect(bornInYear.length).toBeGreaterThanOrEqual(born.length)
    expect(repairsIn("2 69 05 49 858 157 80", { birthDate: "1968-05-01" })).toEqual([["Digit", "2680549858157", "9"]])
  })

  it("month, but not repairs with an unknown month, and reads the month of an incomplete record", () => {
    for (const [month, declared, found] of [
      ["50", "07", true],
      ["37", "07", true],
      ["37", "08", false],
    ]) {
      const value = new Nir(`2 69 ${month} 49 588 157`)
      const typed = `269${month}49858157${key(value)}`
      const repairs = repairsOf(suggest(typed, { birthDate: `1969-${declared}-01` }))
      expect(repairs.some(({ nir }) => nir.equals(value))).toBe(found)
    }
  })

  it.each(["", "1969", "1969-5-1", "17/05/1969", "x", null, 19690517, {}])(
    "date, and throws a TypeError for %o",
    (birthDate) => {
      expect(() => suggest(text, { birthDate: birthDate as string })).toThrow(new TypeError("Not a civil date."))
    },
  )
})

describe("suggest, measured on simulated mistakes", () => {
  /** Numbers as people have them: with existing places and months of the calendar. */
  const people = fc.sample(
    nir.filter((value) => isKnownCode(value.reveal().slice(5, 10)) && Number(value.reveal().slice(3, 5)) < 13),
    { seed: 2690549, numRuns: 1500 },
  )
  const mistakes = (mistake: (text: string, place: number) => string) =>
    people.flatMap((value, index) => {
      const text = value.reveal() + key(value)
      const typed = mistake(text, index % 15)
      return typed === text || suggest(typed).kind === "NothingWrong" ? [] : [{ value, typed }]
    })
  const shares = (
    list: ReadonlyArray<{ value: Nir; typed: string }>,
    declare: (value: Nir) => Declared = () => ({}),
  ) => {
    const repairs = list.map(({ value, typed }) => ({
      value,
      repairs: repairsOf(suggest(typed, { today, ...declare(value) })),
    }))
    const share = (selected: typeof repairs) => selected.length / list.length
    return {
      found: share(repairs.filter(({ value, repairs }) => repairs.some(({ nir }) => nir.equals(value)))),
      first: share(repairs.filter(({ value, repairs }) => repairs[0]?.nir.equals(value))),
    }
  }
  const swaps = mistakes((text, place) => {
    const [first, second] = [text[place % 14], text[(place % 14) + 1]]
    return text.slice(0, place % 14) + second + first + text.slice((place % 14) + 2)
  })
  const digits = mistakes((text, place) => {
    const digit = Number(text[place])
    return Number.isNaN(digit)
      ? text
      : `${text.slice(0, place)}${(digit + 1 + (place % 9)) % 10}${text.slice(place + 1)}`
  })

  it("finds every swap, and proposes it first in at least 95 % of cases", () => {
    expect(swaps.length).toBeGreaterThan(1000)
    const { found, first } = shares(swaps)
    expect(found).toBe(1)
    expect(first).toBeGreaterThanOrEqual(0.95)
  })

  it("finds every wrong digit, first in at least 60 %, and in 75 % with declared sex and birth date", () => {
    expect(digits.length).toBeGreaterThan(1000)
    const alone = shares(digits)
    const withDeclared = shares(digits, (value) => ({
      sex: value.reveal().startsWith("1") ? "male" : "female",
      birthDate: `19${value.reveal().slice(1, 3)}-${value.reveal().slice(3, 5)}-01`,
    }))
    expect(alone.found).toBe(1)
    expect(withDeclared.found).toBe(1)
    expect(alone.first).toBeGreaterThanOrEqual(0.6)
    expect(withDeclared.first).toBeGreaterThanOrEqual(0.75)
  })
})

it("suggest prints only masks, and returns no repair twice", () => {
  fc.assert(
    fc.property(nir, fc.nat({ max: 14 }), fc.integer({ min: 1, max: 9 }), (value, place, shift) => {
      const text = value.reveal() + key(value)
      const digit = Number(text[place])
      const typed = text.slice(0, place) + ((digit + shift) % 10) + text.slice(place + 1)
      const suggestions = suggest(typed)
      expect(inspect(suggestions, { depth: 9 }) + JSON.stringify(suggestions)).not.toContain(text.slice(0, 10))
      const repairs = repairsOf(suggestions)
      expect(new Set(repairs.map(({ nir }) => nir.reveal() + key(nir))).size).toBe(repairs.length)
    }),
    { seed: 7, numRuns: 300 },
  )
})

describe("likelyPlaces", () => {
  it("returns at most three places, each once, and no number", () => {
    const places = likelyPlaces("2 69 05 49 858 157 80")
    expect(places.length).toBeGreaterThan(0)
    expect(places.length).toBeLessThanOrEqual(3)
    expect(new Set(places.map(({ end, start }) => `${start}-${end}`)).size).toBe(places.length)
    for (const place of places) expect(Object.keys(place).sort()).toEqual(["end", "first", "last", "start"])
  })

  it("points at the swap first, in the text as it was typed", () => {
    const typed = "\u200e2 69 05 49 85\u200b8 157 80"
    const [first] = likelyPlaces(typed, { sex: "female", birthDate: "1969-05-17" })
    expect(typed.slice(first?.start, first?.end)).toBe("85")
    expect([first?.first, first?.last]).toEqual([8, 9])
  })

  it.each(["2 69 05 49 588 157 80", "2 69 05 49 858 157", "bonjour", "", null])("returns no place for %j", (typed) => {
    expect(likelyPlaces(typed)).toEqual([])
  })
})
