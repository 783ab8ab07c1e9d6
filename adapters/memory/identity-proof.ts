import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type IdentityAnswer, IdentityDown, IdentityProof } from "../../src/ports/identity-proof.ts"

/** Somebody the records hold. */
export interface RecordedIdentity {
  /** The social security number or the provisional identifier, in any spelling. */
  readonly identifier: string
  readonly birthName: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
}

/** Records of identity that hold a few made-up people. */
export interface MemoryIdentities {
  readonly service: IdentityProof["Service"]
  readonly layer: Layer.Layer<IdentityProof>
  /** Adds somebody; who has the same number is replaced. */
  readonly enrol: (identity: RecordedIdentity) => void
  /** How often they were asked, answered or not. */
  readonly questions: () => number
  /** While down, every question fails with `IdentityDown`. */
  readonly setDown: (down: boolean) => void
}

const numberOf = (text: string) => {
  const characters = text.replace(/[\s.-]/gu, "").toUpperCase()
  return /^\d{6}/.test(characters) ? characters.slice(0, 13) : characters
}

/** Capitals, accents, hyphens, apostrophes and blanks do not tell names apart. */
const nameOf = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .toUpperCase()

/**
 * Records of identity in memory, for tests, demonstrations and pages.
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
  let questions = 0
  let isDown = false

  const enrol = (identity: RecordedIdentity) => {
    records.set(numberOf(identity.identifier), identity)
  }
  for (const identity of people) enrol(identity)

  const service = IdentityProof.of({
    prove: ({ birthDate, birthName, identifier }) =>
      Effect.suspend((): Effect.Effect<IdentityAnswer, IdentityDown> => {
        questions += 1
        if (isDown) return Effect.fail(new IdentityDown())
        const held = records.get(numberOf(Redacted.value(identifier)))
        const isThem =
          held !== undefined &&
          nameOf(held.birthName) === nameOf(Redacted.value(birthName)) &&
          held.birthDate === Redacted.value(birthDate)
        return Effect.succeed({ _tag: isThem ? "Proved" : "Differs" })
      }),
  })

  return {
    service,
    layer: Layer.succeed(IdentityProof, service),
    enrol,
    questions: () => questions,
    setDown: (down) => {
      isDown = down
    },
  }
}
