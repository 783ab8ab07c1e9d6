import * as fc from "fast-check"
import { expect, it } from "vitest"
import { describe } from "../domain/nir/describe.ts"
import { parse } from "../domain/nir/nir.ts"
import { COUNTRIES } from "../domain/nir/place/countries.ts"
import { fake } from "./nir.fake.ts"

const seeds = fc.integer({ min: 0, max: 237_362_399 })

it("the same seed makes the same number", () => {
  expect([0, 1, 2].map((seed) => fake(seed).reveal())).toEqual(["1000199600001", "2300399603983", "2610599606966"])
  expect(fake(237_362_400).equals(fake(0))).toBe(true)
  expect(fake(-1).equals(fake(237_362_399))).toBe(true)
})

it("is right in all its parts, warns of nothing, and is nobody's", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (seed) => {
      const value = fake(seed)
      const parsed = parse(value.reveal())
      expect(parsed.ok && parsed.warnings).toEqual([])
      expect(value.reveal()).toMatch(/^[12]\d\d(0[1-9]|1[0-2])99(6[0-8]\d|69[0-8])\d{3}$/)
      for (const { warnings } of describe(value, { today: new Date("2026-11-30") }).readings)
        expect(warnings.map(({ code }) => code)).toEqual(["CountryUnknown"])
    }),
    { seed: 600, numRuns: 1000 },
  )
  expect(Object.keys(COUNTRIES).filter((code) => code >= "600" && code < "699")).toEqual([])
})

it("different seeds make different numbers", () => {
  fc.assert(
    fc.property(seeds, seeds, (one, other) => fake(one).equals(fake(other)) === (one === other)),
    { seed: 601, numRuns: 1000 },
  )
  expect(new Set(Array.from({ length: 10_000 }, (_, seed) => fake(seed).reveal())).size).toBe(10_000)
  expect(new Set(Array.from({ length: 100 }, (_, seed) => fake(seed).reveal().slice(0, 5))).size).toBeGreaterThan(50)
})

it("the multiplier has no factor in common with the count", () => {
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other))
  expect(divisor(237_362_400, 7_654_321)).toBe(1)
  expect(2 * 100 * 12 * 99 * 999).toBe(237_362_400)
})

it.each([0.5, Number.NaN, Infinity, 2 ** 53, "1", null, undefined, 1n])("%o is no seed", (seed) => {
  expect(() => fake(seed as number)).toThrow(new RangeError("Not a safe integer."))
})
