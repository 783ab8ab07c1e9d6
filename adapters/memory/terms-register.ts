import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import * as Layer from "effect/Layer"
import { languages, type Text, textIn } from "../../src/domain/language/language.ts"
import { type Terms, TermsDown, TermsRegister } from "../../src/ports/terms-register.ts"

/** A version of the terms without its hash, which is computed from the texts. */
export type TermsText = Pick<Terms, "version" | "text">

/** A register of terms whose version in force can change while it runs. */
export interface MemoryTerms {
  readonly service: TermsRegister["Service"]
  readonly layer: Layer.Layer<TermsRegister>
  /** Puts another version in force at once. */
  readonly publish: (terms: TermsText) => void
  /** While down, every call fails with `TermsDown`. */
  readonly setDown: (down: boolean) => void
}

const hash = async (text: Text) => {
  const bytes = new TextEncoder().encode(languages.map((language) => text[language]).join("\0"))
  return Hex.encode(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes)))
}

/** The terms with their hash, which is computed once. */
const hashedOnce = ({ text, version }: TermsText): Effect.Effect<Terms> => {
  let cached: Terms | null = null
  return Effect.suspend(() =>
    cached === null
      ? Effect.map(
          Effect.promise(() => hash(text)),
          (sha256) => {
            cached = { version, sha256, text: textIn((language) => text[language]) }
            return cached
          },
        )
      : Effect.succeed(cached),
  )
}

/**
 * A register of terms in memory, for tests, demonstrations and web pages.
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
  let current = hashedOnce(first)
  let isDown = false

  const service = TermsRegister.of({
    inForce: Effect.suspend((): Effect.Effect<Terms, TermsDown> => (isDown ? Effect.fail(new TermsDown()) : current)),
  })

  return {
    service,
    layer: Layer.succeed(TermsRegister, service),
    publish: (terms) => {
      current = hashedOnce(terms)
    },
    setDown: (down) => {
      isDown = down
    },
  }
}
