import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { type CodeOf, compareCode, deriveCode, readCode } from "./code.ts"

const { layer } = memoryKeys({ master: "for tests" })
const of: CodeOf = { account: "a", purpose: "migration", challenge: "c", nonce: "n.1" }
const derive = async (code: CodeOf, length = 6) =>
  (await Effect.runPromise(Effect.provide(deriveCode(code, { length }), layer))) ?? "none"

it.each([4, 6, 8, 10])(
  "derives codes of %i digits, with leading zeros, and each digit at each position",
  async (length) => {
    const codes = await Promise.all(
      Array.from({ length: 2_000 }, (_, index) => derive({ ...of, nonce: `${index}.1` }, length)),
    )
    expect(codes.every((code) => new RegExp(`^\\d{${length}}$`).test(code))).toBe(true)
    for (let position = 0; position < length; position += 1) {
      expect(new Set(codes.map((code) => code[position])).size).toBe(10)
    }
    expect(new Set(codes).size).toBeGreaterThan(length === 4 ? 1_700 : 1_990)
  },
)

it("derives the same code every time, and another code for another account, challenge or message", async () => {
  const code = await derive(of)
  expect(await derive(of)).toBe(code)
  for (const other of [{ account: "b" }, { challenge: "d" }, { nonce: "m.1" }, { account: "ac", challenge: "" }]) {
    expect(await derive({ ...of, ...other })).not.toBe(code)
  }
})

it.each([
  ["123456", "123456"],
  ["000000", "000000"],
  [" 123 456 ", "123456"],
  ["123\u00a0456", "123456"],
  ["123\u202f456", "123456"],
  ["1234", "1234"],
  ["1234 5678 90", "1234567890"],
  ["123", null],
  ["12345678901", null],
  ["12345a", null],
  ["１２３４５６", null],
  ["12-34-56", "123456"],
  ["\u200e12\u201334\u00ad56\ufeff", "123456"],
  ["I2345O", "123450"],
  ["12/34/56", null],
  ["", null],
  [null, null],
  [123456, null],
  ["1".repeat(10_000_000), null],
])("reads %j as %j", (typed, expected) => {
  expect(readCode(typed)).toBe(expected)
})

it.each([6, 8])(
  "distinguishes the latest code of %i digits from an older and a wrong one, for each digit",
  async (length) => {
    const nonces = ["1.1", "2.1", "3.1"]
    const compare = (typed: string) =>
      Effect.runPromise(Effect.provide(compareCode(typed, nonces, of, { length }), layer))
    const codes = await Promise.all(nonces.map((nonce) => derive({ ...of, nonce }, length)))
    const [first = "", second = "", third = ""] = codes
    expect(await compare(third)).toBe("Current")
    expect([await compare(first), await compare(second)]).toEqual(["Older", "Older"])
    expect(await compare(third.slice(0, -1))).toBe("Wrong")
    expect(await compare(`${third}0`)).toBe("Wrong")
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: length - 1 }), fc.integer({ min: 1, max: 9 }), async (position, shift) => {
        const digit = (Number(third[position]) + shift) % 10
        expect(await compare(`${third.slice(0, position)}${digit}${third.slice(position + 1)}`)).toBe("Wrong")
      }),
      { seed: 6, numRuns: 54 },
    )
  },
)
