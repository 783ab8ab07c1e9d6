import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { IdentityProof } from "../../src/ports/identity-proof.ts"
import { type IdentitySample, identitySample } from "../../src/testing/identity-proof.arbitrary.ts"
import { identityProofLaws } from "../../src/testing/identity-proof.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { memoryIdentities } from "./identity-proof.ts"

describe("keeps the laws of the records of identity", () => {
  const { enrol, service } = memoryIdentities()
  const run = over(IdentityProof, () => service)

  it.each(identityProofLaws)("$name", ({ kept, name }) => {
    const enrolled = {
      name,
      kept: (sample: IdentitySample) =>
        Effect.andThen(
          Effect.sync(() => enrol(sample)),
          kept(sample),
        ),
    }
    return checkLaw(enrolled, identitySample, run, { seed: 1, numRuns: 25 })
  })
})

it("counts questions, answered or not, and fails with IdentityDown while down", async () => {
  const { questions, service, setDown } = memoryIdentities()
  const ask = service.prove({
    identifier: Redacted.make("1850578006084"),
    birthName: Redacted.make("X"),
    birthDate: Redacted.make("1985-05-01"),
  })
  expect(await Effect.runPromise(ask)).toEqual({ _tag: "Differs" })
  setDown(true)
  expect(String(await Effect.runPromiseExit(ask))).toContain("IdentityDown")
  expect(questions()).toBe(2)
})
