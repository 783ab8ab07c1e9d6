import { pbkdf2Sync } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { afterEach, describe, expect, it, vi } from "vitest"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { passwordHasherSample } from "../../src/testing/generators/password-hasher.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { passwordHasherLaws } from "../../src/testing/laws/password-hasher.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryHasher } from "./password-hasher.ts"

const { runPromise, runPromiseExit } = Effect
const password = Redacted.make("Azerty12")

afterEach(() => vi.restoreAllMocks())

describe("the laws of password hashers, with the memory adapter", () => {
  const run = runOver(PasswordHasher, () => memoryHasher().service)

  it.each(passwordHasherLaws)("$name", (law) => checkLaw(law, passwordHasherSample, run, { seed: 1, numRuns: 25 }))
})

it("computes the same PBKDF2 as Node", async () => {
  const made = Redacted.value(await runPromise(memoryHasher({ iterations: 3 }).service.hash(password)))
  const [, name, iterations, salt = "", hash] = made.split("$")
  const expected = pbkdf2Sync("Azerty12", Buffer.from(salt, "base64"), 3, 32, "sha256").toString("base64")
  expect([name, iterations, `${hash}=`]).toEqual(["pbkdf2-sha256", "i=3", expected])
})

it("does the same work with a hash and without one", async () => {
  const { service, verifications } = memoryHasher()
  const made = await runPromise(service.hash(password))
  const derive = vi.spyOn(globalThis.crypto.subtle, "deriveBits")
  await runPromise(service.verify(password, made))
  expect(derive).toHaveBeenCalledTimes(1)
  await runPromise(service.verify(password, null))
  expect(derive).toHaveBeenCalledTimes(2)
  expect(verifications()).toBe(2)
})

it("treats a hash with fewer iterations or of another hasher as outdated, and one with more as current", async () => {
  const [weak, medium, strong] = [1, 2, 3].map((iterations) => memoryHasher({ iterations }).service)
  if (weak === undefined || medium === undefined || strong === undefined) throw new Error("The test needs hashers.")
  const made = await runPromise(Effect.all([weak, medium, strong].map((service) => service.hash(password))))
  expect(made.map(medium.isOutdated)).toEqual([true, false, false])
  expect(medium.isOutdated(Redacted.make("$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"))).toBe(true)
  const verified = await runPromise(Effect.all(made.map((hash) => medium.verify(password, hash))))
  expect(verified).toEqual([true, true, true])
})

it("dies when it verifies a hash of another hasher", async () => {
  const foreign = Redacted.make("$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA")
  const exit = await runPromiseExit(memoryHasher().service.verify(password, foreign))
  expect(String(exit)).toContain("This hasher did not make this hash.")
})

it("fails with HasherBusy while busy and counts nothing", async () => {
  const { service, setBusy, verifications } = memoryHasher()
  setBusy(true)
  expect(String(await runPromiseExit(service.hash(password)))).toContain("HasherBusy")
  expect(String(await runPromiseExit(service.verify(password, null)))).toContain("HasherBusy")
  expect(verifications()).toBe(0)
  setBusy(false)
  expect(await runPromise(service.verify(password, null))).toBe(false)
})
