import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import type * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkLaw, type Law } from "../../src/testing/laws/law.ts"

/** An adapter with one fault, and the law that must find it. */
export interface FaultyAdapter<Service> {
  /** A phrase that follows "an adapter that". */
  readonly fault: string
  readonly brokenLaw: string
  /** Makes a new adapter for each sample. */
  readonly make: () => Service
}

/** Runs a law under a test clock, over a new adapter for each sample. */
export const runOver =
  <Port, Service>(port: Context.Key<Port, Service>, make: () => Service) =>
  (test: Effect.Effect<boolean, unknown, Port>): Promise<boolean> =>
    Effect.runPromise(test.pipe(Effect.provide(Layer.merge(Layer.succeed(port, make()), TestClock.layer()))))

/** Tests that each law finds the faults it is listed for, and that each law finds at least one. */
export const testLawsFindFaults = <Port, Sample, Service>(
  port: Context.Key<Port, Service>,
  laws: ReadonlyArray<Law<Port, Sample>>,
  samples: fc.Arbitrary<Sample>,
  faultyAdapters: ReadonlyArray<FaultyAdapter<Service>>,
): void => {
  describe("the laws", () => {
    it.each(faultyAdapters)("find an adapter that $fault", async ({ brokenLaw, make }) => {
      const law = laws.find(({ name }) => name === brokenLaw)
      if (law === undefined) throw new Error(`No such law: ${brokenLaw}`)
      const checked = checkLaw(law, samples, runOver(port, make), { seed: 3, numRuns: 30, endOnFailure: true })
      await expect(checked).rejects.toMatchObject({ cause: { message: "Property failed by returning false" } })
    })

    it("each find at least one fault", () => {
      const broken = faultyAdapters.map(({ brokenLaw }) => brokenLaw)
      expect(laws.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([])
    })
  })
}
