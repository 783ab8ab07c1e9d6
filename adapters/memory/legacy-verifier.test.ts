import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { Nir } from "../../src/domain/nir/nir.ts"
import { LegacyVerifier } from "../../src/ports/legacy-verifier.ts"
import { legacySample } from "../../src/testing/legacy-verifier.arbitrary.ts"
import { legacyVerifierLaws } from "../../src/testing/legacy-verifier.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { memoryLegacy } from "./legacy-verifier.ts"

const { runPromise, runPromiseExit } = Effect

describe("keeps the laws of the legacy system", () => {
  const { enrol, service } = memoryLegacy()
  const run = over(LegacyVerifier, () => service)

  it.each(legacyVerifierLaws)("$name", ({ kept, name }) => {
    const enrolled = {
      name,
      kept: (sample: Parameters<typeof kept>[0]) =>
        Effect.andThen(
          Effect.sync(() => enrol(sample)),
          kept(sample),
        ),
    }
    return checkLaw(enrolled, legacySample, run, { seed: 1, numRuns: 25 })
  })
})

const ADA = { nir: "2 69 05 49 588 157 80", password: "12345678", file: "file-1" }
const ada = new Nir(ADA.nir)
const right = Redacted.make(ADA.password)

it("takes numbers as values or as text, in any spelling", async () => {
  for (const nir of [ada, ADA.nir, "2690549588157"]) {
    expect(await runPromise(memoryLegacy([{ ...ADA, nir }]).service.verify(ada, right))).toEqual({
      _tag: "Matches",
      file: "file-1",
    })
  }
})

it("refuses text that is no NIR", () => {
  expect(() => memoryLegacy([{ ...ADA, nir: "2 69" }])).toThrow(TypeError)
})

it("replaces the file of a holder who is enrolled again", async () => {
  const { enrol, service } = memoryLegacy([ADA])
  enrol({ ...ADA, password: "87654321", file: "file-2" })
  expect(await runPromise(service.verify(ada, right))).toEqual({ _tag: "Differs" })
  expect(await runPromise(service.verify(ada, Redacted.make("87654321")))).toEqual({ _tag: "Matches", file: "file-2" })
})

it("counts questions, answered or not, and fails with LegacyDown while down", async () => {
  const { questions, service, setDown } = memoryLegacy([ADA])
  await runPromise(service.verify(ada, right))
  setDown(true)
  expect(String(await runPromiseExit(service.verify(ada, right)))).toContain("LegacyDown")
  setDown(false)
  expect(await runPromise(service.verify(ada, right))).toMatchObject({ _tag: "Matches" })
  expect(questions()).toBe(3)
})

describe("the contacts on record", () => {
  const contacts = ["ada@example.org", "06 39 98 00 12"]

  it("are those of the file, in order, none where none were given, and nothing for a stranger", async () => {
    const { recorded } = memoryLegacy([{ ...ADA, contacts }])
    expect(await runPromise(recorded.contactsOf(ada))).toEqual({ file: "file-1", contacts })
    expect(await runPromise(memoryLegacy([ADA]).recorded.contactsOf(ada))).toEqual({ file: "file-1", contacts: [] })
    expect(await runPromise(memoryLegacy().recorded.contactsOf(ada))).toBeNull()
  })

  it("are asked like passwords: counted, and down when the system is", async () => {
    const { questions, recorded, setDown } = memoryLegacy([ADA])
    await runPromise(recorded.contactsOf(ada))
    setDown(true)
    expect(await runPromiseExit(recorded.contactsOf(ada))).toMatchObject(Exit.fail({ _tag: "LegacyDown" }))
    expect(questions()).toBe(2)
  })
})
