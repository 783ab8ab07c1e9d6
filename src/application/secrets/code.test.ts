import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { type CodeOf, compareCode, deriveCode, readCode } from "./code.ts"

const { layer } = memoryKeys({ master: "for tests" })
const of: CodeOf = { account: "a", purpose: "migration", challenge: "c", nonce: "n.1" }
const derive = async (code: CodeOf) => (await Effect.runPromise(Effect.provide(deriveCode(code), layer))) ?? "none"

it("a code has six digits, leading zeros kept, and each digit comes up everywhere", async () => {
  const codes = await Promise.all(Array.from({ length: 2_000 }, (_, index) => derive({ ...of, nonce: `${index}.1` })))
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
  for (const place of [0, 1, 2, 3, 4, 5]) expect(new Set(codes.map((code) => code[place])).size).toBe(10)
  expect(new Set(codes).size).toBeGreaterThan(1_990)
})

it("a code is the same whenever it is computed, and another for another account, challenge or message", async () => {
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
  ["12345", null],
  ["1234567", null],
  ["12345a", null],
  ["１２３４５６", null],
  ["12-34-56", null],
  ["", null],
  [null, null],
  [123456, null],
  ["1".repeat(10_000_000), null],
])("reads %j as %j", (typed, expected) => {
  expect(readCode(typed)).toBe(expected)
})

it("knows the latest code, an older one and a wrong one apart, whatever digit differs", async () => {
  const nonces = ["1.1", "2.1", "3.1"]
  const compare = (typed: string) => Effect.runPromise(Effect.provide(compareCode(typed, nonces, of), layer))
  const [first = "", second = "", third = ""] = await Promise.all(nonces.map((nonce) => derive({ ...of, nonce })))
  expect(await compare(third)).toBe("Current")
  expect([await compare(first), await compare(second)]).toEqual(["Older", "Older"])
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 5 }), fc.integer({ min: 1, max: 9 }), async (place, shift) => {
      const digit = (Number(third[place]) + shift) % 10
      expect(await compare(`${third.slice(0, place)}${digit}${third.slice(place + 1)}`)).toBe("Wrong")
    }),
    { seed: 6, numRuns: 54 },
  )
})
