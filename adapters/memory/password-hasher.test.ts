import { pbkdf2Sync } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { afterEach, describe, expect, it, vi } from "vitest"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { passwordSample } from "../../src/testing/password-hasher.arbitrary.ts"
import { passwordHasherLaws } from "../../src/testing/password-hasher.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { memoryHasher } from "./password-hasher.ts"

const { runPromise, runPromiseExit } = Effect
const password = Redacted.make("Azerty12")

afterEach(() => vi.restoreAllMocks())

describe("keeps the laws of password hashers", () => {
  const run = over(PasswordHasher, () => memoryHasher().service)

  it.each(passwordHasherLaws)("$name", (law) => checkLaw(law, passwordSample, run, { seed: 1, numRuns: 25 }))
})

it("hashes as the PBKDF2 of Node does", async () => {
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

it("takes a hash of fewer iterations, or of another hasher, for outdated, and one of more for good", async () => {
  const [weak, usual, strong] = [1, 2, 3].map((iterations) => memoryHasher({ iterations }).service)
  if (weak === undefined || usual === undefined || strong === undefined) throw new Error("Three hashers.")
  const made = await runPromise(Effect.all([weak, usual, strong].map((service) => service.hash(password))))
  expect(made.map(usual.isOutdated)).toEqual([true, false, false])
  expect(usual.isOutdated(Redacted.make("$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"))).toBe(true)
  const verified = await runPromise(Effect.all(made.map((hash) => usual.verify(password, hash))))
  expect(verified).toEqual([true, true, true])
})

it("takes a hash of another hasher for a defect when it verifies", async () => {
  const foreign = Redacted.make("$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA")
  const exit = await runPromiseExit(memoryHasher().service.verify(password, foreign))
  expect(String(exit)).toContain("This is no hash of this hasher.")
})

it("fails with HasherBusy while busy, and counts nothing", async () => {
  const { service, setBusy, verifications } = memoryHasher()
  setBusy(true)
  expect(String(await runPromiseExit(service.hash(password)))).toContain("HasherBusy")
  expect(String(await runPromiseExit(service.verify(password, null)))).toContain("HasherBusy")
  expect(verifications()).toBe(0)
  setBusy(false)
  expect(await runPromise(service.verify(password, null))).toBe(false)
})
