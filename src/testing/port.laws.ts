import * as Cause from "effect/Cause"
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"

/**
 * One promise of a port: a name that says it, and an effect that tells whether it was kept.
 *
 * It answers `false`, fails or dies where the promise is broken. Try it on many samples: one proves little.
 */
export interface Law<Port, Sample> {
  readonly name: string
  readonly kept: (sample: Sample) => Effect.Effect<boolean, unknown, Port>
}

/** Whether every one of these holds. */
export const all = (...claims: ReadonlyArray<boolean>): boolean => claims.every(Boolean)

const sorted = (value: object) =>
  Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A function, not an arrow: `this` holds the value before `toJSON`, which hides what a `Redacted` holds. */
function plain(this: { readonly [key: string]: unknown }, key: string, json: unknown): unknown {
  const value = this[key]
  if (Redacted.isRedacted(value)) return { redacted: Redacted.value(value) }
  return typeof json === "object" && json !== null ? sorted(json) : json
}

/** Whether two values are the same JSON, whatever the order of their fields. Secrets are compared by what they hold. */
export const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify([left], plain) === JSON.stringify([right], plain)

/** Whether how something ended, as text, JSON or a stack, shows one of these. */
export const shows = <A, E>(exit: Exit.Exit<A, E>, secrets: ReadonlyArray<string>): boolean => {
  const printed = [String(exit), JSON.stringify(exit), Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""].join("\n")
  return secrets.some((secret) => printed.includes(secret))
}

/**
 * Tries a law on arbitrary samples, and rejects with its name and the smallest one that breaks it.
 *
 * `run` provides the port under test, best a fresh one each time. Laws of storage may share one, where each has a seed
 * of its own and ends on the first failure (`endOnFailure`): shrinking tries a sample's names again.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as fc from "fast-check"
 * import { memoryTerms } from "mon-compte/adapters/memory"
 * import { checkLaw, termsRegisterLaws } from "mon-compte/testing"
 *
 * const { layer } = memoryTerms({ version: "1", text: { fr: "…", en: "…" } })
 * for (const law of termsRegisterLaws)
 *   await checkLaw(law, fc.constant(null), (kept) => Effect.runPromise(Effect.provide(kept, layer)), { numRuns: 1 })
 * termsRegisterLaws.length > 0 // => true
 * ```
 */
export const checkLaw = async <Port, Sample>(
  law: Law<Port, Sample>,
  samples: fc.Arbitrary<Sample>,
  run: (kept: Effect.Effect<boolean, unknown, Port>) => Promise<boolean>,
  parameters: fc.Parameters<[Sample]>,
): Promise<void> => {
  try {
    await fc.assert(
      fc.asyncProperty(samples, (sample) => run(law.kept(sample))),
      parameters,
    )
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new Error(`Broken: ${law.name}\n${error.message}`, { cause: error.cause })
  }
}
