import { createHmac, hkdfSync } from "node:crypto"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { Keys } from "../../src/ports/keys.ts"
import { keysSample } from "../../src/testing/generators/keys.ts"
import { KeyRotation, keyRotationLaws } from "../../src/testing/laws/key-rotation.ts"
import { keysLaws } from "../../src/testing/laws/keys.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryKeys } from "./keys.ts"

const { runPromise, runPromiseExit } = Effect

describe("the laws of keys, with the memory adapter", () => {
  const run = runOver(Keys, () => memoryKeys().service)

  it.each(keysLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 1, numRuns: 25 }))
})

describe("the laws of key rotation, with the memory adapter", () => {
  const run = runOver(KeyRotation, () => {
    const [before, during, after] = [0, 1, 2].map(() => memoryKeys({ master: "one" })) as [
      ReturnType<typeof memoryKeys>,
      ReturnType<typeof memoryKeys>,
      ReturnType<typeof memoryKeys>,
    ]
    for (const ring of [during, after]) ring.rotate("two")
    after.retire("1")
    return { before: before.service, during: during.service, after: after.service }
  })

  it.each(keyRotationLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 4, numRuns: 20 }))
})

describe("a master secret", () => {
  it("gives the same MAC as HKDF and HMAC of Node", async () => {
    const key = hkdfSync("sha256", '"for tests"', "", '["mac","nir"]', 32)
    const expected = createHmac("sha256", new Uint8Array(key)).update('["one","two"]').digest("hex")
    const mac = await runPromise(memoryKeys({ master: "for tests" }).service.mac("nir", ["one", "two"]))
    expect(Buffer.from(mac).toString("hex")).toBe(expected)
  })

  it("opens a ciphertext that was sealed in another process", async () => {
    const master = Uint8Array.from({ length: 32 }, (_, index) => index)
    const [sealer, opener] = [memoryKeys({ master }).service, memoryKeys({ master }).service]
    const dataKey = await runPromise(sealer.newDataKey("1"))
    const sealed = await runPromise(sealer.seal(dataKey, "1", "é", "f"))
    expect(await runPromise(opener.open(dataKey, "1", sealed, "f"))).toBe("é")
  })

  it("opens no ciphertext of another master secret and gives other MACs", async () => {
    const [first, second] = [memoryKeys({ master: "one" }).service, memoryKeys({ master: "other" }).service]
    const dataKey = await runPromise(first.newDataKey("1"))
    const sealed = await runPromise(first.seal(dataKey, "1", "text", "f"))
    expect(String(await runPromiseExit(second.open(dataKey, "1", sealed, "f")))).toContain("cannot be read")
    expect(await runPromise(first.mac("p", ["x"]))).not.toEqual(await runPromise(second.mac("p", ["x"])))
  })

  it("is random by default", async () => {
    const macs = [memoryKeys(), memoryKeys()].map(({ service }) => runPromise(service.mac("p", ["x"])))
    const [first, second] = await Promise.all(macs)
    expect(first).not.toEqual(second)
  })

  it("must not be empty", () => {
    expect(() => memoryKeys({ master: "" })).toThrow("The master secret is empty.")
    expect(() => memoryKeys({ master: new Uint8Array() })).toThrow("The master secret is empty.")
  })

  it("is copied, so that the caller may wipe its own array", async () => {
    const master = new Uint8Array(32)
    const { service } = memoryKeys({ master })
    master.fill(1)
    const expected = await runPromise(memoryKeys({ master: new Uint8Array(32) }).service.mac("p", ["x"]))
    expect(await runPromise(service.mac("p", ["x"]))).toEqual(expected)
  })
})

describe("texts", () => {
  it("are sealed without loss: lone surrogates, NUL, ten million characters", async () => {
    const { service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    for (const text of ["\ud800", "\0", "a".repeat(10_000_000)]) {
      const sealed = await runPromise(service.seal(dataKey, "s", text, "f"))
      expect((await runPromise(service.open(dataKey, "s", sealed, "f"))) === text).toBe(true)
    }
  })

  it("with different lone surrogates have different MACs", async () => {
    const { service } = memoryKeys()
    const [first, second] = await Promise.all(["\ud800", "\ud801"].map((text) => runPromise(service.mac("p", [text]))))
    expect(first).not.toEqual(second)
  })

  it("are not opened from another spelling of the same ciphertext", async () => {
    const { service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    const sealed = await runPromise(service.seal(dataKey, "s", "text", "f"))
    expect(String(await runPromiseExit(service.open(dataKey, "s", `${sealed}\n`, "f")))).toContain("cannot be read")
  })
})

it("fails with KeysDown in every method while down", async () => {
  const { service, setDown } = memoryKeys()
  const dataKey = await runPromise(service.newDataKey("s"))
  const sealed = await runPromise(service.seal(dataKey, "s", "text", "f"))
  setDown(true)
  const requests = [
    service.accepted,
    service.mac("p", []),
    service.newDataKey("s"),
    service.rewrap(dataKey, "s"),
    service.seal(dataKey, "s", "text", "f"),
    service.open(dataKey, "s", sealed, "f"),
  ]
  const exits = await Promise.all(requests.map((request: Effect.Effect<unknown, unknown>) => runPromiseExit(request)))
  for (const exit of exits) expect(String(exit)).toContain("KeysDown")
  setDown(false)
  expect(await runPromise(service.open(dataKey, "s", sealed, "f"))).toBe("text")
})

describe("a ring of keys", () => {
  it("numbers its keys from 1 and lists the active one first", async () => {
    const { retire, rotate, service } = memoryKeys()
    expect(await runPromise(service.accepted)).toEqual(["1"])
    expect([rotate(), rotate()]).toEqual(["2", "3"])
    expect(await runPromise(service.accepted)).toEqual(["3", "2", "1"])
    retire("2")
    expect(await runPromise(service.accepted)).toEqual(["3", "1"])
    expect(rotate()).toBe("4")
    expect(() => retire("4")).toThrow("The active key cannot be retired.")
  })

  it("opens ciphertexts of an older key until that key is retired", async () => {
    const { retire, rotate, service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    const sealed = await runPromise(service.seal(dataKey, "s", "text", "f"))
    rotate()
    expect(await runPromise(service.open(dataKey, "s", sealed, "f"))).toBe("text")
    retire("1")
    expect(String(await runPromiseExit(service.open(dataKey, "s", sealed, "f")))).toContain(
      "This key is not in the ring.",
    )
    expect(String(await runPromiseExit(service.mac("p", ["x"], "1")))).toContain("This key is not in the ring.")
  })
})
