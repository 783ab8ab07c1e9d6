import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { Nir } from "../../src/domain/nir/nir.ts"
import { LegacyVerifier } from "../../src/ports/legacy-verifier.ts"
import { legacyVerifierSample } from "../../src/testing/generators/legacy-verifier.ts"
import { checkLaw, withSetUp } from "../../src/testing/laws/law.ts"
import { legacyVerifierLaws } from "../../src/testing/laws/legacy-verifier.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryLegacy } from "./legacy-verifier.ts"

const { runPromise, runPromiseExit } = Effect

describe("the laws of legacy verifiers, with the memory adapter", () => {
  const { enrol, service } = memoryLegacy()
  const run = runOver(LegacyVerifier, () => service)

  it.each(legacyVerifierLaws)("$name", (law) => {
    const withFile = withSetUp(law, (sample) => Effect.sync(() => enrol(sample)))
    return checkLaw(withFile, legacyVerifierSample, run, { seed: 1, numRuns: 25 })
  })
})

const ADA = { nir: "2 69 05 49 588 157 80", password: "12345678", file: "file-1" }
const ada = new Nir(ADA.nir)
const right = Redacted.make(ADA.password)

it("accepts a NIR as a value or as text, in any accepted spelling", async () => {
  for (const nir of [ada, ADA.nir, "2690549588157"]) {
    expect(await runPromise(memoryLegacy([{ ...ADA, nir }]).service.verify(ada, right))).toEqual({
      _tag: "Matches",
      file: "file-1",
    })
  }
})

it("throws a TypeError for a text that is not a NIR", () => {
  expect(() => memoryLegacy([{ ...ADA, nir: "2 69" }])).toThrow(TypeError)
})

it("replaces the file of a holder that is enrolled again", async () => {
  const { enrol, service } = memoryLegacy([ADA])
  enrol({ ...ADA, password: "87654321", file: "file-2" })
  expect(await runPromise(service.verify(ada, right))).toEqual({ _tag: "Differs" })
  expect(await runPromise(service.verify(ada, Redacted.make("87654321")))).toEqual({ _tag: "Matches", file: "file-2" })
})

it("counts every call and fails with LegacyDown while down", async () => {
  const { calls, service, setDown } = memoryLegacy([ADA])
  await runPromise(service.verify(ada, right))
  setDown(true)
  expect(String(await runPromiseExit(service.verify(ada, right)))).toContain("LegacyDown")
  setDown(false)
  expect(await runPromise(service.verify(ada, right))).toMatchObject({ _tag: "Matches" })
  expect(calls()).toBe(3)
})

describe("the contacts on record", () => {
  const contacts = ["ada@example.org", "06 39 98 00 12"]

  it("are those of the file in order, empty if none were given, and null for an unknown NIR", async () => {
    const { recorded } = memoryLegacy([{ ...ADA, contacts }])
    expect(await runPromise(recorded.contactsOf(ada))).toEqual({ file: "file-1", contacts })
    expect(await runPromise(memoryLegacy([ADA]).recorded.contactsOf(ada))).toEqual({ file: "file-1", contacts: [] })
    expect(await runPromise(memoryLegacy().recorded.contactsOf(ada))).toBeNull()
  })

  it("count as calls of the legacy system and fail while it is down", async () => {
    const { calls, recorded, setDown } = memoryLegacy([ADA])
    await runPromise(recorded.contactsOf(ada))
    setDown(true)
    expect(await runPromiseExit(recorded.contactsOf(ada))).toMatchObject(Exit.fail({ _tag: "LegacyDown" }))
    expect(calls()).toBe(2)
  })
})
