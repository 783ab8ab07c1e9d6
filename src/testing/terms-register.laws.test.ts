import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { memoryTerms } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { type Terms, TermsRegister } from "../ports/terms-register.ts"
import { termsRegisterLaws } from "./terms-register.laws.ts"

const differing = (change: (terms: Terms) => Terms) => () => {
  const { service } = memoryTerms({ version: "1", text: { fr: "Conditions.", en: "Terms." } })
  return { inForce: Effect.map(service.inForce, change) }
}

const HASH = "the hash is that of the texts"
const WHOLE = "the terms have a version, and a text in each language"

findOut(TermsRegister, termsRegisterLaws, fc.constant(null), [
  { fault: "names no version", breaks: WHOLE, make: differing((terms) => ({ ...terms, version: "" })) },
  {
    fault: "has no English",
    breaks: WHOLE,
    make: differing(({ text, ...rest }) => ({ ...rest, text: { ...text, en: " " } })),
  },
  {
    fault: "changes a text and keeps its hash",
    breaks: HASH,
    make: differing(({ text, ...rest }) => ({ ...rest, text: { ...text, en: `${text.en}.` } })),
  },
  {
    fault: "hashes in capitals",
    breaks: HASH,
    make: differing(({ sha256, ...rest }) => ({ ...rest, sha256: sha256.toUpperCase() })),
  },
])
