import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import { languages } from "../../domain/language/language.ts"
import { type Terms, TermsRegister } from "../../ports/terms-register.ts"
import { allTrue } from "./compare.ts"
import type { Law } from "./law.ts"

const termsLaw = (name: string, holds: (terms: Terms) => boolean | Promise<boolean>): Law<TermsRegister, null> => ({
  name,
  holds: () =>
    Effect.flatMap(TermsRegister, ({ inForce }) =>
      Effect.flatMap(inForce, (terms) => Effect.promise(async () => holds(terms))),
    ),
})

const sha256 = async (text: string) =>
  Hex.encode(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))))

/**
 * The laws of every adapter of `TermsRegister`, while it is available. Check each with `checkLaw` and
 * `fc.constant(null)`: they need no sample.
 */
export const termsRegisterLaws: ReadonlyArray<Law<TermsRegister, null>> = [
  termsLaw("the terms in force have a version and a text in each language", ({ text, version }) =>
    allTrue(version.trim() !== "", ...languages.map((language) => text[language].trim() !== "")),
  ),
  termsLaw(
    "the hash is the SHA-256 of the texts in the order of the languages, separated by NUL",
    async ({ text, ...terms }) =>
      terms.sha256 === (await sha256(languages.map((language) => text[language]).join("\0"))),
  ),
]
