import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import type * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkLaw, type Law } from "../../src/testing/port.laws.ts"

/** A port with one fault, and the law that must notice. */
export interface Fault<Service> {
  readonly fault: string
  readonly breaks: string
  /** Called anew for every sample. */
  readonly make: () => Service
}

/** Runs laws over a port under a test clock, each sample over one made anew. */
export const over =
  <Port, Service>(port: Context.Key<Port, Service>, make: () => Service) =>
  (kept: Effect.Effect<boolean, unknown, Port>): Promise<boolean> =>
    Effect.runPromise(kept.pipe(Effect.provide(Layer.merge(Layer.succeed(port, make()), TestClock.layer()))))

/** Tests that every law notices a fault. Laws that never fail prove nothing. */
export const findOut = <Port, Sample, Service>(
  port: Context.Key<Port, Service>,
  laws: ReadonlyArray<Law<Port, Sample>>,
  samples: fc.Arbitrary<Sample>,
  faults: ReadonlyArray<Fault<Service>>,
): void => {
  describe("a fault is found out", () => {
    it.each(faults)("one that $fault", async ({ breaks, make }) => {
      const law = laws.find(({ name }) => name === breaks)
      if (law === undefined) throw new Error(`No such law: ${breaks}`)
      const found = checkLaw(law, samples, over(port, make), { seed: 3, numRuns: 30, endOnFailure: true })
      await expect(found).rejects.toMatchObject({ cause: { message: "Property failed by returning false" } })
    })

    it("every law finds out one", () => {
      const broken = faults.map(({ breaks }) => breaks)
      expect(laws.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([])
    })
  })
}
