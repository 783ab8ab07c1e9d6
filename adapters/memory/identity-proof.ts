import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { withoutSeparators } from "../../src/domain/typed-text/typed-text.ts"
import { type IdentityAnswer, IdentityDown, IdentityProof } from "../../src/ports/identity-proof.ts"

/** A person in the identity records. */
export interface RecordedIdentity {
  /** The social security number or the provisional identifier, in any accepted spelling. */
  readonly identifier: string
  readonly birthName: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
}

/** Identity records with a few invented people. */
export interface MemoryIdentities {
  readonly service: IdentityProof["Service"]
  readonly layer: Layer.Layer<IdentityProof>
  /** Adds a person, or replaces the person with the same identifier. */
  readonly enrol: (identity: RecordedIdentity) => void
  /** The number of calls, failed ones included. */
  readonly calls: () => number
  /** While down, every call fails with `IdentityDown`. */
  readonly setDown: (down: boolean) => void
}

const normaliseIdentifier = (text: string) => {
  const characters = withoutSeparators(text).toUpperCase()
  return /^\d{6}/.test(characters) ? characters.slice(0, 13) : characters
}

/** Ignores case, accents, hyphens, apostrophes and blanks. */
const normaliseName = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .toUpperCase()

/**
 * Identity records in memory, for tests, demonstrations and web pages.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 * import { memoryIdentities } from "mon-compte/adapters/memory"
 *
 * const cleo = { identifier: "2 11 05 49 588 157", birthName: "D'Almeida", birthDate: "2011-05-06" }
 * const { service } = memoryIdentities([cleo])
 * const claim = { identifier: Redacted.make("2110549588157"), birthDate: Redacted.make("2011-05-06") }
 * const prove = (name: string) => Effect.runPromise(service.prove({ ...claim, birthName: Redacted.make(name) }))
 * await prove("d almeida") // => { _tag: "Proved" }
 * await prove("Dupont") // => { _tag: "Differs" }
 * ```
 */
export const memoryIdentities = (people: ReadonlyArray<RecordedIdentity> = []): MemoryIdentities => {
  const records = new Map<string, RecordedIdentity>()
  let calls = 0
  let isDown = false

  const enrol = (identity: RecordedIdentity) => {
    records.set(normaliseIdentifier(identity.identifier), identity)
  }
  for (const identity of people) enrol(identity)

  const service = IdentityProof.of({
    prove: ({ birthDate, birthName, identifier }) =>
      Effect.suspend((): Effect.Effect<IdentityAnswer, IdentityDown> => {
        calls += 1
        if (isDown) return Effect.fail(new IdentityDown())
        const recorded = records.get(normaliseIdentifier(Redacted.value(identifier)))
        const isSame =
          recorded !== undefined &&
          normaliseName(recorded.birthName) === normaliseName(Redacted.value(birthName)) &&
          recorded.birthDate === Redacted.value(birthDate)
        return Effect.succeed({ _tag: isSame ? "Proved" : "Differs" })
      }),
  })

  return {
    service,
    layer: Layer.succeed(IdentityProof, service),
    enrol,
    calls: () => calls,
    setDown: (down) => {
      isDown = down
    },
  }
}
