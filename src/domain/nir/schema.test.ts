import { inspect } from "node:util"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { inputWithDefect, nir, spelledNir } from "../../testing/generators/nir.ts"
import { Nir as NirValue } from "./nir.ts"
import { defectsOf, Nir, NirFromText } from "./schema.ts"

const failureOf = (input: unknown, options?: { readonly reportInput: boolean }) => {
  const result = Schema.decodeUnknownResult(NirFromText)(input, options)
  if (Result.isSuccess(result)) throw new Error("decoded")
  return result.failure
}

describe("NirFromText", () => {
  it("decodes what parse accepts, and encodes thirteen characters", () => {
    fc.assert(
      fc.property(spelledNir, (text) => {
        const decoded = Schema.decodeUnknownSync(NirFromText)(text)
        expect(decoded.equals(new NirValue(text))).toBe(true)
        expect(Schema.encodeSync(NirFromText)(decoded)).toBe(decoded.reveal())
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  it.each(Object.entries(inputWithDefect))("fails with %s at the start of its message", (code, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (input) => {
        const failure = failureOf(input)
        expect(failure.message.split(":")[0]).toBe(code)
        expect(defectsOf(failure).map((defect) => defect.code)).toEqual([code])
      }),
      { seed: 4, numRuns: 100 },
    )
  })

  it("reports every defect as its own issue", () => {
    const failure = failureOf("0 85 13 78 006 000")
    expect(failure.message).toBe(
      "ImpossibleFirstDigit: a NIR starts with 1 or 2\n" +
        "ImpossibleMonth: the month is 01 to 12 or 20 to 99\n" +
        "ImpossibleOrder: the order is 001 to 999",
    )
    expect(defectsOf(failure.issue)).toEqual([
      { path: [], code: "ImpossibleFirstDigit", start: 0, end: 1, expected: "1 or 2" },
      { path: [], code: "ImpossibleMonth", start: 5, end: 7, expected: "01-12 or 20-99" },
      { path: [], code: "ImpossibleOrder", start: 15, end: 18, expected: "001-999" },
    ])
  })

  it.each([false, true])("never prints the input, with reportInput %s", (reportInput) => {
    for (const input of [
      "1 85 05 78 006 084 36",
      "185057800608436",
      1850578006084,
      ["1850578006084"],
      "718610018826448",
    ]) {
      const failure = failureOf(input, { reportInput })
      for (const printed of [
        failure.message,
        String(failure),
        JSON.stringify(failure),
        inspect(failure),
        failure.stack,
      ])
        expect(printed).not.toMatch(/1850578|85 05|7186100/)
    }
  })

  it("does not store the input in an issue without reportInput", () => {
    for (const input of ["1 85 05 78 006 084 36", "185057800608436", 1850578006084, ["1850578006084"]])
      expect(inspect(failureOf(input).issue, { depth: 20, showHidden: true })).not.toMatch(/1850578|85 05/)
  })

  it.each([null, undefined, 1850578006084, {}, [], true])("reports NotText for %o", (input) => {
    expect(failureOf(input).message).toBe("NotText: a NIR is text")
  })

  it("is a synchronous Standard Schema", () => {
    const { validate } = Schema.toStandardSchemaV1(NirFromText)["~standard"]
    expect(validate("1 85 05 78 006 084 91")).toMatchObject({ value: expect.any(NirValue) })
    expect(validate("7 18 61 00 188 264")).toEqual({
      issues: [{ path: [], message: "WaitingNumber: this is a waiting number; use the provisional identifier" }],
    })
    expect(validate(1850578006084)).toEqual({ issues: [{ path: [], message: "NotText: a NIR is text" }] })
  })

  it("is a string in JSON Schema", () => {
    expect(Schema.toJsonSchemaDocument(NirFromText).schema).toMatchObject({ type: "string" })
  })
})

describe("NirFromText in larger data", () => {
  const Person = Schema.Struct({ nir: NirFromText, spouse: Schema.optionalKey(Schema.Struct({ nir: NirFromText })) })

  it("gives each defect the path of its text", () => {
    const result = Schema.decodeUnknownResult(Person)(
      { nir: "x", spouse: { nir: "1 85 05 78 006 000" } },
      { errors: "all" },
    )
    if (Result.isSuccess(result)) throw new Error("decoded")
    expect(defectsOf(result.failure).map(({ path, code }) => [path.join("."), code])).toEqual([
      ["nir", "UnexpectedCharacter"],
      ["nir", "TooShort"],
      ["spouse.nir", "ImpossibleOrder"],
    ])
  })

  it("has no defects for issues of other fields", () => {
    const NamedPerson = Schema.Struct({
      name: Schema.String.check(Schema.isMinLength(1)),
      nir: Schema.NullOr(NirFromText),
    })
    const result = Schema.decodeUnknownResult(NamedPerson)(
      { name: "", nir: "1850578006000", more: 1 },
      { errors: "all" },
    )
    if (Result.isSuccess(result)) throw new Error("decoded")
    expect(defectsOf(result.failure).map(({ path, code }) => [path, code])).toEqual([[["nir"], "ImpossibleOrder"]])
    const empty = Schema.decodeUnknownResult(NamedPerson)({}, { errors: "all" })
    if (Result.isSuccess(empty)) throw new Error("decoded")
    expect(defectsOf(empty.failure)).toEqual([])
  })

  it("has an equivalence that compares the numbers", () => {
    const same = Schema.toEquivalence(Schema.Struct({ nir: Nir }))
    expect(same({ nir: new NirValue("1850578006084") }, { nir: new NirValue("185057800608491") })).toBe(true)
    expect(same({ nir: new NirValue("1850578006084") }, { nir: new NirValue("2850578006084") })).toBe(false)
  })

  it("has a formatter that shows the mask", () => {
    expect(Schema.toFormatter(Schema.Struct({ nir: Nir }))({ nir: new NirValue("1850578006084") })).not.toContain(
      "1850",
    )
  })
})

describe("the schema Nir", () => {
  it("accepts only a Nir, and does not print what it refuses", () => {
    const value = new NirValue("1850578006084")
    expect(Schema.decodeUnknownSync(Nir)(value)).toBe(value)
    for (const other of ["1850578006084", null, { reveal: () => "1850578006084" }])
      for (const reportInput of [false, true]) {
        const result = Schema.decodeUnknownResult(Nir)(other, { reportInput })
        expect(Result.isFailure(result) && result.failure.message).toBe("Expected a Nir")
        expect(inspect(result, { depth: 20 })).not.toContain("1850578006084")
      }
  })

  it("encodes only a Nir", () => {
    const result = Schema.encodeUnknownResult(NirFromText)("1850578006084")
    expect(Result.isFailure(result) && result.failure.message).toBe("Expected a Nir")
  })

  it("encodes to JSON and decodes it again", () => {
    const codec = Schema.toCodecJson(Schema.Struct({ nir: Nir }))
    fc.assert(
      fc.property(nir, (value) => {
        const json = Schema.encodeUnknownSync(codec)({ nir: value })
        expect(json).toEqual({ nir: value.reveal() })
        expect(Schema.decodeUnknownSync(codec)(json).nir.equals(value)).toBe(true)
      }),
      { seed: 5, numRuns: 100 },
    )
  })
})
