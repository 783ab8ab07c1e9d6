import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Strength } from "../../src/domain/identity/strength.ts"
import { fold } from "../../src/domain/typed-text/fold.ts"
import { nameText, withDigits, withoutSeparators } from "../../src/domain/typed-text/typed-text.ts"
import {
  type ClaimedIdentity,
  type Evidence,
  type IdentityAnswer,
  IdentityDown,
  IdentityProof,
} from "../../src/ports/identity-proof.ts"

/** A person in the identity records. */
export interface RecordedIdentity {
  /** The social security number or the provisional identifier, in any accepted spelling. */
  readonly identifier: string
  readonly birthName: string
  /** `YYYY-MM-DD`; `YYYY-MM-00` or `YYYY-00-00` where the day, or the day and the month, is unknown. */
  readonly birthDate: string
  /** The evidence that proves this person, and its strength. Other evidence proves no more than facts do. */
  readonly evidence?: ReadonlyArray<{ readonly is: Evidence; readonly strength: Strength }> | undefined
  /** Whether this person has an 8-digit password that works. By default the records do not say. */
  readonly hasLegacyPassword?: boolean | undefined
}

/** Identity records with a few invented people. */
export interface MemoryIdentities {
  readonly service: IdentityProof["Service"]
  readonly layer: Layer.Layer<IdentityProof>
  /** Adds a person, or replaces the person with the same identifier. */
  readonly enrol: (identity: RecordedIdentity) => void
  /** The number of calls, failed ones and decoys included. */
  readonly calls: () => number
  /** The number of decoys among the calls: they have no real identity. */
  readonly decoys: () => number
  /** While down, every call fails with `IdentityDown`. */
  readonly setDown: (down: boolean) => void
}

const normaliseIdentifier = (text: string) => {
  const characters = withoutSeparators(text).toUpperCase()
  const number = withDigits(characters)
  return /^\d{6}/.test(number) ? number.slice(0, 13) : characters
}

/** Ignores case, accents, ligatures, hyphens, apostrophes and blanks: `Œuvrard` and `OEUVRARD` are the same name. */
const normaliseName = (text: string) =>
  fold(nameText(text))
    .replace(/[^\p{L}]+/gu, " ")
    .trim()

/** The strength of the first evidence that is on record for the person, or that of facts. */
const strengthOf = ({ evidence: recorded = [] }: RecordedIdentity, { evidence: given }: ClaimedIdentity): Strength => {
  const texts = given.map((evidence) => JSON.stringify(Redacted.value(evidence)))
  return recorded.find(({ is }) => texts.includes(JSON.stringify(is)))?.strength ?? "Knowledge"
}

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
 * const claim = { identifier: Redacted.make("2110549588157"), birthDate: Redacted.make("2011-05-06"), evidence: [] }
 * const prove = (name: string) => Effect.runPromise(service.prove({ ...claim, birthName: Redacted.make(name) }))
 * await prove("d almeida") // => { _tag: "Proved", strength: "Knowledge" }
 * await prove("Dupont") // => { _tag: "Differs" }
 * ```
 */
export const memoryIdentities = (people: ReadonlyArray<RecordedIdentity> = []): MemoryIdentities => {
  const records = new Map<string, RecordedIdentity>()
  let calls = 0
  let decoys = 0
  let isDown = false

  const enrol = (identity: RecordedIdentity) => {
    records.set(normaliseIdentifier(identity.identifier), identity)
  }
  for (const identity of people) enrol(identity)

  const service = IdentityProof.of({
    prove: (claimed) =>
      Effect.suspend((): Effect.Effect<IdentityAnswer, IdentityDown> => {
        calls += 1
        if (isDown) return Effect.fail(new IdentityDown())
        const recorded = records.get(normaliseIdentifier(Redacted.value(claimed.identifier)))
        const isSame =
          recorded !== undefined &&
          normaliseName(recorded.birthName) === normaliseName(Redacted.value(claimed.birthName)) &&
          recorded.birthDate === Redacted.value(claimed.birthDate)
        if (!isSame) return Effect.succeed({ _tag: "Differs" })
        const { hasLegacyPassword } = recorded
        return Effect.succeed({
          _tag: "Proved",
          strength: strengthOf(recorded, claimed),
          ...(hasLegacyPassword === undefined ? {} : { hasLegacyPassword }),
        })
      }),
    proveDecoy: Effect.suspend((): Effect.Effect<IdentityAnswer, IdentityDown> => {
      calls += 1
      decoys += 1
      return isDown ? Effect.fail(new IdentityDown()) : Effect.succeed({ _tag: "Differs" })
    }),
  })

  return {
    service,
    layer: Layer.succeed(IdentityProof, service),
    enrol,
    calls: () => calls,
    decoys: () => decoys,
    setDown: (down) => {
      isDown = down
    },
  }
}
