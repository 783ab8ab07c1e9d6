import * as fc from "fast-check"
import { expect, it } from "vitest"
import { describe } from "../../domain/nir/describe.ts"
import { parse } from "../../domain/nir/nir.ts"
import { COUNTRIES } from "../../domain/nir/place/countries.ts"
import { fakeNir } from "./fake-nir.ts"

const seeds = fc.integer({ min: 0, max: 237_362_399 })

it("fakeNir returns the same number for the same seed", () => {
  expect([0, 1, 2].map((seed) => fakeNir(seed).reveal())).toEqual(["1000199600001", "2300399603983", "2610599606966"])
  expect(fakeNir(237_362_400).equals(fakeNir(0))).toBe(true)
  expect(fakeNir(-1).equals(fakeNir(237_362_399))).toBe(true)
})

it("fakeNir returns a valid number without a warning, which belongs to no person", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (seed) => {
      const value = fakeNir(seed)
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

it("fakeNir returns different numbers for different seeds", () => {
  fc.assert(
    fc.property(seeds, seeds, (first, second) => fakeNir(first).equals(fakeNir(second)) === (first === second)),
    { seed: 601, numRuns: 1000 },
  )
  expect(new Set(Array.from({ length: 10_000 }, (_, seed) => fakeNir(seed).reveal())).size).toBe(10_000)
  expect(new Set(Array.from({ length: 100 }, (_, seed) => fakeNir(seed).reveal().slice(0, 5))).size).toBeGreaterThan(50)
})

it("the multiplier of fakeNir is coprime with the count of numbers", () => {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
  expect(gcd(237_362_400, 7_654_321)).toBe(1)
  expect(2 * 100 * 12 * 99 * 999).toBe(237_362_400)
})

it.each([0.5, Number.NaN, Infinity, 2 ** 53, "1", null, undefined, 1n])(
  "fakeNir throws a RangeError for the seed %o",
  (seed) => {
    expect(() => fakeNir(seed as number)).toThrow(new RangeError("Not a safe integer."))
  },
)
