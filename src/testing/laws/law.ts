import * as Effect from "effect/Effect"
import * as fc from "fast-check"

/**
 * One promise of a port: a sentence that states it, and an effect that tests it with a sample.
 *
 * The effect succeeds with `true` if the promise holds. It succeeds with `false`, fails or dies if the promise is
 * broken.
 */
export interface Law<Port, Sample> {
  readonly name: string
  readonly holds: (sample: Sample) => Effect.Effect<boolean, unknown, Port>
}

/**
 * Checks a law on generated samples. Rejects with the name of a broken law and the smallest sample that breaks it.
 *
 * `run` provides the port under test. Provide a new adapter on each call if you can. The laws of storage may share one
 * storage if each law has its own seed and stops at the first failure (`endOnFailure`), because shrinking reuses names.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as fc from "fast-check"
 * import { memoryTerms } from "mon-compte/adapters/memory"
 * import { checkLaw, termsRegisterLaws } from "mon-compte/testing"
 *
 * const { layer } = memoryTerms({ version: "1", text: { fr: "…", en: "…" } })
 * for (const law of termsRegisterLaws)
 *   await checkLaw(law, fc.constant(null), (test) => Effect.runPromise(Effect.provide(test, layer)), { numRuns: 1 })
 * termsRegisterLaws.length > 0 // => true
 * ```
 */
export const checkLaw = async <Port, Sample>(
  law: Law<Port, Sample>,
  samples: fc.Arbitrary<Sample>,
  run: (test: Effect.Effect<boolean, unknown, Port>) => Promise<boolean>,
  parameters: fc.Parameters<[Sample]>,
): Promise<void> => {
  try {
    await fc.assert(
      fc.asyncProperty(samples, (sample) => run(law.holds(sample))),
      parameters,
    )
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new Error(`Broken: ${law.name}\n${error.message}`, { cause: error.cause })
  }
}

/**
 * The same law, with a step before each sample. Use it to give the system under test the data of the sample.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryIdentities } from "mon-compte/adapters/memory"
 * import { checkLaw, identityProofLaws, identityProofSample, withSetUp } from "mon-compte/testing"
 *
 * const { enrol, layer } = memoryIdentities()
 * for (const law of identityProofLaws)
 *   await checkLaw(
 *     withSetUp(law, (sample) => Effect.sync(() => enrol(sample))),
 *     identityProofSample,
 *     (test) => Effect.runPromise(Effect.provide(test, layer)),
 *     { numRuns: 10 },
 *   )
 * identityProofLaws.length > 0 // => true
 * ```
 */
export const withSetUp = <Port, Sample>(
  law: Law<Port, Sample>,
  setUp: (sample: Sample) => Effect.Effect<unknown, unknown, Port>,
): Law<Port, Sample> => ({
  name: law.name,
  holds: (sample) => Effect.andThen(setUp(sample), law.holds(sample)),
})
