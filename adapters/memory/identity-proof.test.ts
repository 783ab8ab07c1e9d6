import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { IdentityProof } from "../../src/ports/identity-proof.ts"
import { identityProofSample } from "../../src/testing/generators/identity-proof.ts"
import { identityProofLaws } from "../../src/testing/laws/identity-proof.ts"
import { checkLaw, withSetUp } from "../../src/testing/laws/law.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryIdentities } from "./identity-proof.ts"

describe("the laws of identity proof, with the memory adapter", () => {
  const { enrol, service } = memoryIdentities()
  const run = runOver(IdentityProof, () => service)

  it.each(identityProofLaws)("$name", (law) => {
    const withRecord = withSetUp(law, (sample) => Effect.sync(() => enrol(sample)))
    return checkLaw(withRecord, identityProofSample, run, { seed: 1, numRuns: 25 })
  })
})

it("counts every call and fails with IdentityDown while down", async () => {
  const { calls, service, setDown } = memoryIdentities()
  const proof = service.prove({
    identifier: Redacted.make("1850578006084"),
    birthName: Redacted.make("X"),
    birthDate: Redacted.make("1985-05-01"),
    evidence: [],
  })
  expect(await Effect.runPromise(proof)).toEqual({ _tag: "Differs" })
  setDown(true)
  expect(String(await Effect.runPromiseExit(proof))).toContain("IdentityDown")
  expect(calls()).toBe(2)
})
