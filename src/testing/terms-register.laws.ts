import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import { type Terms, TermsRegister } from "../ports/terms-register.ts"
import { all, type Law } from "./port.laws.ts"

const law = (name: string, holds: (terms: Terms) => boolean | Promise<boolean>): Law<TermsRegister, null> => ({
  name,
  kept: () =>
    Effect.flatMap(TermsRegister, ({ inForce }) =>
      Effect.flatMap(inForce, (terms) => Effect.promise(async () => holds(terms))),
    ),
})

const sha256 = async (text: string) =>
  Hex.encode(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))))

/** What a register promises of the terms in force, when it is not down. No sample is needed: `fc.constant(null)`. */
export const termsRegisterLaws: ReadonlyArray<Law<TermsRegister, null>> = [
  law("the terms have a version, and a text in each language", ({ text, version }) =>
    all(version.trim() !== "", text.fr.trim() !== "", text.en.trim() !== ""),
  ),
  law("the hash is that of the texts", async ({ text, ...terms }) =>
    all(terms.sha256 === (await sha256(`${text.fr}\0${text.en}`))),
  ),
]
