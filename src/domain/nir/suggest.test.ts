import { inspect } from "node:util"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nir } from "../../testing/nir.arbitrary.ts"
import { key } from "./key.ts"
import { Nir } from "./nir.ts"
import { isKnownCode } from "./place/is-known-code.ts"
import { type Declared, type Suggestions, suggest } from "./suggest.ts"

const today = new Date("2026-11-30")
const repairsOf = (suggestions: Suggestions) => (suggestions.kind === "Repairs" ? suggestions.repairs : [])
const told = (text: string, declared?: Declared) =>
  repairsOf(suggest(text, declared)).map(({ kind, nir, start, end }) => [kind, nir.reveal(), text.slice(start, end)])

describe("says when it cannot know", () => {
  it.each<[input: unknown, answer: Suggestions]>([
    ["2 69 05 49 588 157 80", { kind: "NothingWrong" }],
    ["2 69 05 49 588 157", { kind: "CannotKnow", why: "NoKey" }],
    ["2 69 05 49 588 1O7", { kind: "CannotKnow", why: "NoKey" }],
    ["2 69 05 49 588 157 8", { kind: "CannotKnow", why: "WrongLength" }],
    ["2 69 05 49 588 157 801", { kind: "CannotKnow", why: "WrongLength" }],
    ["2 69 O5 49 588 1S7 80", { kind: "CannotKnow", why: "TooManyMistakes" }],
    ["", { kind: "CannotKnow", why: "WrongLength" }],
    [null, { kind: "CannotKnow", why: "WrongLength" }],
    [269054958815780, { kind: "CannotKnow", why: "WrongLength" }],
    [["269054985815780"], { kind: "CannotKnow", why: "WrongLength" }],
    ["1".repeat(10_000_000), { kind: "CannotKnow", why: "WrongLength" }],
    [" ".repeat(10_000_000), { kind: "CannotKnow", why: "WrongLength" }],
  ])("of %.30j", (input, answer) => {
    expect(suggest(input)).toEqual(answer)
  })

  it("a number of another kind whose key is right has no repair that makes it a NIR for nothing", () => {
    expect(repairsOf(suggest("718610018826448")).every(({ nir }) => /^[12]/.test(nir.reveal()))).toBe(true)
  })
})

describe("proposes", () => {
  it("a swap before any other repair", () => {
    expect(told("2 69 05 49 858 157 80")[0]).toEqual(["Swap", "2690549588157", "85"])
    expect(told("2 69 05 49 588 157 08")[0]).toEqual(["Swap", "2690549588157", "08"])
    expect(told("2-69-05-49-588-15.8-70")[0]).toEqual(["Swap", "2690549588157", "8-7"])
    expect(told("1 85 05 A2 004 084 95")[0]).toEqual(["Swap", "185052A004084", "A2"])
  })

  it("the one character that can stand where no digit does", () => {
    expect(told("2 69 O5 49 588 157 80")).toEqual([["Digit", "2690549588157", "O"]])
    expect(told("2 69 05 49 588 I57 80")).toEqual([["Digit", "2690549588157", "I"]])
    expect(told("2 69 05 49 588 157 8O")).toEqual([["Digit", "2690549588157", "O"]])
  })

  it.each([
    ["2A for 2B", "2B", "2A"],
    ["2B for 2A", "2A", "2B"],
    ["20 for 2A", "2A", "20"],
    ["28 for 2B", "2B", "28"],
    ["2A for 24", "24", "2A"],
  ])("a Corsican letter: %s", (_, right, typed) => {
    const value = new Nir(`18505${right}033084`)
    expect(told(`18505${typed}033084${key(value)}`)).toContainEqual(["CorsicanLetter", value.reveal(), typed.slice(1)])
  })

  it("places that exist before places that don't, months that are known before others", () => {
    const singles = (text: string) =>
      repairsOf(suggest(text, { today }))
        .filter(({ kind }) => kind !== "Swap")
        .map(({ nir }) => nir.reveal())
    // No commune is 77646; 75 is no month.
    expect(singles("269057864610264")).toEqual(["2690578616102", "2690578646172", "2690577646102"])
    expect(isKnownCode("77646")).toBe(false)
    expect(singles("269057864610092")).toEqual(["2600578646100", "2690578641100", "2697578646100"])
  })
})

describe("leaves out what a declaration contradicts", () => {
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
    expect(told("2 69 05 49 858 157 80", { birthDate: "1968-05-01" })).toEqual([["Digit", "2680549858157", "9"]])
  })

  it("but a month that isn't known contradicts none, and one of an incomplete record is a month", () => {
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
    "%o is no date: a TypeError",
    (birthDate) => {
      expect(() => suggest(text, { birthDate: birthDate as string })).toThrow(new TypeError("Not a civil date."))
    },
  )
})

describe("measured on simulated mistakes", () => {
  /** Numbers of people: places that exist, months of the calendar. */
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
  const shares = (list: ReadonlyArray<{ value: Nir; typed: string }>, know: (value: Nir) => Declared = () => ({})) => {
    const repairs = list.map(({ value, typed }) => ({
      value,
      repairs: repairsOf(suggest(typed, { today, ...know(value) })),
    }))
    const share = (of: typeof repairs) => of.length / list.length
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

  it("a swap is always found, and first 95 times in a hundred", () => {
    expect(swaps.length).toBeGreaterThan(1000)
    const { found, first } = shares(swaps)
    expect(found).toBe(1)
    expect(first).toBeGreaterThanOrEqual(0.95)
  })

  it("a wrong digit is always found; first 60 times in a hundred, 75 with sex and birth date declared", () => {
    expect(digits.length).toBeGreaterThan(1000)
    const alone = shares(digits)
    const known = shares(digits, (value) => ({
      sex: value.reveal().startsWith("1") ? "male" : "female",
      birthDate: `19${value.reveal().slice(1, 3)}-${value.reveal().slice(3, 5)}-01`,
    }))
    expect(alone.found).toBe(1)
    expect(known.found).toBe(1)
    expect(alone.first).toBeGreaterThanOrEqual(0.6)
    expect(known.first).toBeGreaterThanOrEqual(0.75)
  })
})

it("prints nothing but masks, and keeps every repair right", () => {
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
