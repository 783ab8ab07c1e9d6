import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { memoryTerms } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { type Terms, TermsRegister } from "../../ports/terms-register.ts"
import { termsRegisterLaws } from "./terms-register.ts"

const changingTerms = (change: (terms: Terms) => Terms) => () => {
  const { service } = memoryTerms({ version: "1", text: { fr: "Conditions.", en: "Terms." } })
  return { inForce: Effect.map(service.inForce, change) }
}

const HASH = "the hash is the SHA-256 of the texts in the order of the languages, separated by NUL"
const COMPLETE = "the terms in force have a version and a text in each language"

testLawsFindFaults(TermsRegister, termsRegisterLaws, fc.constant(null), [
  { fault: "has no version", brokenLaw: COMPLETE, make: changingTerms((terms) => ({ ...terms, version: "" })) },
  {
    fault: "has no English text",
    brokenLaw: COMPLETE,
    make: changingTerms(({ text, ...rest }) => ({ ...rest, text: { ...text, en: " " } })),
  },
  {
    fault: "changes a text without its hash",
    brokenLaw: HASH,
    make: changingTerms(({ text, ...rest }) => ({ ...rest, text: { ...text, en: `${text.en}.` } })),
  },
  {
    fault: "writes the hash in upper case",
    brokenLaw: HASH,
    make: changingTerms(({ sha256, ...rest }) => ({ ...rest, sha256: sha256.toUpperCase() })),
  },
])
