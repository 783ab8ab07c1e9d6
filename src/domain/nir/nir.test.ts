import { inspect } from "node:util"
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  corsicanNir,
  fictitiousMonthNir,
  foreignNir,
  mainlandNir,
  nir,
  overseasNir,
  spelled,
  spelledNir,
} from "../../testing/generators/nir.ts"
import { charactersOf, Nir, parse } from "./nir.ts"

const TEXT = "2 69 05 49 588 157 80"
const CHARACTERS = "2690549588157"

describe("parse", () => {
  it.each([
    TEXT,
    "2 69 05 49 588 157",
    CHARACTERS,
    "269054958815780",
    "2.69.05.49.588.157.80",
    "2-69-05-49-588-157-80",
    "2\u00A069\u00A005\u00A049\u00A0588\u00A0157\u00A080",
    "2\u202F69\u202F05\u202F49\u202F588\u202F157\u202F80",
    " 2\t69 05 49 588 157\u200980\r\n",
  ])("reads %j without the key", (text) => {
    const parsed = parse(text)
    expect(parsed.ok && parsed.nir.reveal()).toBe(CHARACTERS)
    expect(parsed.ok && parsed.warnings).toEqual([])
  })

  it("changes Corsica's letters to upper case", () => {
    for (const text of ["1 85 05 2a 006 084", "1 85 05 2B 006 084"]) {
      const parsed = parse(text)
      expect(parsed.ok && parsed.nir.reveal()).toBe(text.replaceAll(" ", "").toUpperCase())
    }
  })

  it("reads every accepted spelling of a number", () => {
    fc.assert(
      fc.property(
        nir.chain((value) => fc.tuple(fc.constant(value), spelled(fc.constant(value.reveal())))),
        ([value, text]) => {
          const parsed = parse(text)
          return parsed.ok && parsed.nir.equals(value)
        },
      ),
      { seed: 13, numRuns: 2000 },
    )
  })
})

it.each([
  ["mainland", mainlandNir, /^[12]\d{4}(?!20|9[6-9])\d{8}$/],
  ["Corsica", corsicanNir, /^[12]\d{4}2[AB]\d{6}$/],
  ["overseas", overseasNir, /^[12]\d{4}9(7[1-6]|8[4-9])\d{5}$/],
  ["abroad", foreignNir, /^[12]\d{4}99([1-6]\d\d|990)\d{3}$/],
  ["fictitious months", fictitiousMonthNir, /^[12]\d\d[2-9]/],
])("the generator of %s returns only such numbers", (_, arbitrary, form) => {
  fc.assert(
    fc.property(arbitrary, (value) => form.test(value.reveal())),
    { seed: 19, numRuns: 500 },
  )
})

describe("a Nir never prints", () => {
  const value = new Nir(TEXT)
  const mask = "• •• •• •• ••• 157"

  it.each([
    ["String", String(value)],
    ["a template", `${value}`],
    ["concatenation", `${value}`.concat()],
    ["toString", value.toString()],
    ["toLocaleString", value.toLocaleString()],
    ["a default conversion", ([value] as ReadonlyArray<unknown>).join()],
    ["inspect", inspect(value)],
    ["JSON", JSON.parse(JSON.stringify(value))],
  ])("shows only the mask in %s", (_, printed) => {
    expect(printed).toBe(mask)
  })

  it.each([
    ["nested inspection", inspect({ a: [{ value }] }, { depth: 9, showHidden: true, getters: true })],
    ["nested JSON", JSON.stringify({ a: [{ value }] })],
    ["its keys", JSON.stringify(Object.entries(value))],
    ["its own names", Reflect.ownKeys(value).join()],
    ["a spread", JSON.stringify({ ...value })],
    ["a clone", inspect(structuredClone({ ...value }), { showHidden: true })],
    ["an error that quotes it", String(new Error(`refused: ${value}`))],
    ["the result of parse", inspect(parse(TEXT), { depth: 9, showHidden: true }) + JSON.stringify(parse(TEXT))],
  ])("shows only the order number in %s", (_, printed) => {
    expect(printed).not.toMatch(/2 ?69|69 ?05|05 ?49|49 ?588|588 ?157/)
  })

  it("has the same mask for every number, except for the order number", () => {
    fc.assert(
      fc.property(nir, (other) => String(other) === `• •• •• •• ••• ${other.reveal().slice(10)}`),
      { seed: 3, numRuns: 500 },
    )
  })
})

describe("two NIRs are equal", () => {
  it("if their numbers are equal, whatever the object and the spelling", () => {
    expect(new Nir(TEXT).equals(new Nir(CHARACTERS))).toBe(true)
    expect(new Nir(TEXT).equals(new Nir("2690549588158"))).toBe(false)
    expect(new Nir("185052A006084").equals(new Nir("185052a006084"))).toBe(true)
    expect(new Nir("185052A006084").equals(new Nir("1850519006084"))).toBe(false)
  })

  it.each([null, undefined, CHARACTERS, {}, { reveal: () => CHARACTERS, equals: () => true }])(
    "but never to %o",
    (other) => {
      expect(new Nir(TEXT).equals(other)).toBe(false)
    },
  )

  it("for Effect too, alone and inside data", () => {
    expect(Equal.equals(new Nir(TEXT), new Nir(CHARACTERS))).toBe(true)
    expect(Equal.equals(new Nir(TEXT), new Nir("1850578006084"))).toBe(false)
    expect(Equal.equals(new Nir("2690549588157"), new Nir("1690549588157"))).toBe(false)
    expect(Equal.equals({ nir: new Nir(TEXT) }, { nir: new Nir(CHARACTERS) })).toBe(true)
    expect(Equal.equals({ nir: new Nir(TEXT) }, { nir: new Nir("1690549588157") })).toBe(false)
  })

  it("as keys of Effect's maps", () => {
    const map = HashMap.make([new Nir(TEXT), "a"], [new Nir("1690549588157"), "b"])
    expect(HashMap.size(map)).toBe(2)
    expect(HashMap.get(map, new Nir(CHARACTERS))).toMatchObject({ value: "a" })
  })
})

describe("the constructor of Nir", () => {
  it("accepts what isNir accepts", () => {
    fc.assert(
      fc.property(spelledNir, (text) => {
        const parsed = parse(text)
        return parsed.ok && new Nir(text).equals(parsed.nir)
      }),
      { seed: 8, numRuns: 500 },
    )
  })

  it.each(["", "x", "1 85 05 78 006 084 36", "7185105784084", null, 2690549588157, {}])(
    "throws an error with a fixed text for %o",
    (input) => {
      const make = () => Reflect.construct(Nir, [input])
      expect(make).toThrow(new TypeError("Not a NIR."))
    },
  )
})

it.each([null, undefined, CHARACTERS, 1, {}, { reveal: () => "x" }, Object.create(Nir.prototype)])(
  "charactersOf throws a TypeError without the value for %o, which is not a Nir",
  (other) => {
    expect(() => charactersOf(other as Nir)).toThrow(TypeError)
    expect(() => charactersOf(other as Nir)).not.toThrow(CHARACTERS)
  },
)
