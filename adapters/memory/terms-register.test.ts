import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { TermsRegister } from "../../src/ports/terms-register.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { termsRegisterLaws } from "../../src/testing/laws/terms-register.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryTerms } from "./terms-register.ts"

const { runPromise, runPromiseExit } = Effect
const first = { version: "1", text: { fr: "Conditions générales.", en: "Terms of use." } }
const second = { version: "2", text: { fr: "Autres conditions.", en: "Other terms." } }

describe("the laws of terms registers, with the memory adapter", () => {
  const run = runOver(TermsRegister, () => memoryTerms(first).service)

  it.each(termsRegisterLaws)("$name", (law) => checkLaw(law, fc.constant(null), run, { seed: 1, numRuns: 2 }))
})

it("hashes the French text, a NUL and the English text", async () => {
  const { sha256 } = await runPromise(memoryTerms(first).service.inForce)
  expect(sha256).toBe(createHash("sha256").update("Conditions générales.\0Terms of use.").digest("hex"))
})

it("puts another version in force at once for callers that already have the service", async () => {
  const { publish, service } = memoryTerms(first)
  const { inForce } = service
  expect((await runPromise(inForce)).version).toBe("1")
  publish(second)
  expect((await runPromise(inForce)).version).toBe("2")
  publish(first)
  expect((await runPromise(inForce)).version).toBe("1")
})

it("fails with TermsDown while down", async () => {
  const { service, setDown } = memoryTerms(first)
  setDown(true)
  expect(String(await runPromiseExit(service.inForce))).toContain("TermsDown")
  setDown(false)
  expect((await runPromise(service.inForce)).version).toBe("1")
})
