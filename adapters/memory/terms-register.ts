import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as Layer from "effect/Layer"
import { type Terms, TermsDown, TermsRegister } from "../../src/ports/terms-register.ts"

/** A version of the terms as one writes it; its hash follows from the texts. */
export type TermsText = Pick<Terms, "version" | "text">

/** A register of terms whose version in force can be changed while it runs. */
export interface MemoryTerms {
  readonly service: TermsRegister["Service"]
  readonly layer: Layer.Layer<TermsRegister>
  /** Puts another version in force, at once. */
  readonly publish: (terms: TermsText) => void
  /** While down, every question fails with `TermsDown`. */
  readonly setDown: (down: boolean) => void
}

const hash = async ({ fr, en }: Terms["text"]) =>
  Hex.encode(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${fr}\0${en}`))))

/** The terms with their hash, which is worked out once. */
const hashed = ({ text, version }: TermsText): Effect.Effect<Terms> => {
  let known: Terms | null = null
  return Effect.suspend(() =>
    known === null
      ? Effect.map(
          Effect.promise(() => hash(text)),
          (sha256) => {
            known = { version, sha256, text: { fr: text.fr, en: text.en } }
            return known
          },
        )
      : Effect.succeed(known),
  )
}

/**
 * A register of terms in memory, for tests, demonstrations and pages.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryTerms } from "mon-compte/adapters/memory"
 *
 * const terms = memoryTerms({ version: "1", text: { fr: "Conditions.", en: "Terms." } })
 * terms.publish({ version: "2", text: { fr: "Autres conditions.", en: "Other terms." } })
 * const { sha256, version } = await Effect.runPromise(terms.service.inForce)
 * const found = [version, sha256.slice(0, 8)] // => ["2", "fa73a945"]
 * ```
 */
export const memoryTerms = (first: TermsText): MemoryTerms => {
  let current = hashed(first)
  let isDown = false

  const service = TermsRegister.of({
    inForce: Effect.suspend((): Effect.Effect<Terms, TermsDown> => (isDown ? Effect.fail(new TermsDown()) : current)),
  })

  return {
    service,
    layer: Layer.succeed(TermsRegister, service),
    publish: (terms) => {
      current = hashed(terms)
    },
    setDown: (down) => {
      isDown = down
    },
  }
}
