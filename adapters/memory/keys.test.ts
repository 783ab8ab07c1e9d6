import { createHmac, hkdfSync } from "node:crypto"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { Keys } from "../../src/ports/keys.ts"
import { keysSample } from "../../src/testing/keys.arbitrary.ts"
import { keysLaws } from "../../src/testing/keys.laws.ts"
import { Rotation, rotationLaws } from "../../src/testing/keys.rotation.laws.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { memoryKeys } from "./keys.ts"

const { runPromise, runPromiseExit } = Effect

describe("keeps the laws of keys", () => {
  const run = over(Keys, () => memoryKeys().service)

  it.each(keysLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 1, numRuns: 25 }))
})

describe("keeps the laws of keys that are replaced", () => {
  const run = over(Rotation, () => {
    const [before, during, after] = [0, 1, 2].map(() => memoryKeys({ master: "one" })) as [
      ReturnType<typeof memoryKeys>,
      ReturnType<typeof memoryKeys>,
      ReturnType<typeof memoryKeys>,
    ]
    for (const ring of [during, after]) ring.rotate("two")
    after.retire("1")
    return { before: before.service, during: during.service, after: after.service }
  })

  it.each(rotationLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 4, numRuns: 20 }))
})

describe("a master secret", () => {
  it("gives the macs that HKDF and HMAC of Node give", async () => {
    const key = hkdfSync("sha256", '"for tests"', "", '["mac","nir"]', 32)
    const expected = createHmac("sha256", new Uint8Array(key)).update('["one","two"]').digest("hex")
    const mac = await runPromise(memoryKeys({ master: "for tests" }).service.mac("nir", ["one", "two"]))
    expect(Buffer.from(mac).toString("hex")).toBe(expected)
  })

  it("opens in another process what was sealed in this one", async () => {
    const master = Uint8Array.from({ length: 32 }, (_, index) => index)
    const [one, other] = [memoryKeys({ master }).service, memoryKeys({ master }).service]
    const dataKey = await runPromise(one.newDataKey("1"))
    const sealed = await runPromise(one.seal(dataKey, "1", "é"))
    expect(await runPromise(other.open(dataKey, "1", sealed))).toBe("é")
  })

  it("that is another one opens nothing, and gives other macs", async () => {
    const [one, other] = [memoryKeys({ master: "one" }).service, memoryKeys({ master: "other" }).service]
    const dataKey = await runPromise(one.newDataKey("1"))
    const sealed = await runPromise(one.seal(dataKey, "1", "text"))
    expect(String(await runPromiseExit(other.open(dataKey, "1", sealed)))).toContain("cannot be read")
    expect(await runPromise(one.mac("p", ["x"]))).not.toEqual(await runPromise(other.mac("p", ["x"])))
  })

  it("is made at random where none is given", async () => {
    const macs = [memoryKeys(), memoryKeys()].map(({ service }) => runPromise(service.mac("p", ["x"])))
    const [one, other] = await Promise.all(macs)
    expect(one).not.toEqual(other)
  })

  it("is not empty", () => {
    expect(() => memoryKeys({ master: "" })).toThrow("The master secret is empty.")
    expect(() => memoryKeys({ master: new Uint8Array() })).toThrow("The master secret is empty.")
  })

  it("is not changed by who gave it", async () => {
    const master = new Uint8Array(32)
    const { service } = memoryKeys({ master })
    master.fill(1)
    const expected = await runPromise(memoryKeys({ master: new Uint8Array(32) }).service.mac("p", ["x"]))
    expect(await runPromise(service.mac("p", ["x"]))).toEqual(expected)
  })
})

describe("texts", () => {
  it("of any kind are sealed whole: lone surrogates, NUL, ten million characters", async () => {
    const { service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    for (const text of ["\ud800", "\0", "a".repeat(10_000_000)]) {
      const sealed = await runPromise(service.seal(dataKey, "s", text))
      expect((await runPromise(service.open(dataKey, "s", sealed))) === text).toBe(true)
    }
  })

  it("with different lone surrogates have different macs", async () => {
    const { service } = memoryKeys()
    const [one, other] = await Promise.all(["\ud800", "\ud801"].map((text) => runPromise(service.mac("p", [text]))))
    expect(one).not.toEqual(other)
  })

  it("are not opened in another spelling of the same bytes", async () => {
    const { service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    const sealed = await runPromise(service.seal(dataKey, "s", "text"))
    expect(String(await runPromiseExit(service.open(dataKey, "s", `${sealed}\n`)))).toContain("cannot be read")
  })
})

it("fails with KeysDown while down, for each thing asked", async () => {
  const { service, setDown } = memoryKeys()
  const dataKey = await runPromise(service.newDataKey("s"))
  const sealed = await runPromise(service.seal(dataKey, "s", "text"))
  setDown(true)
  const asked = [
    service.accepted,
    service.mac("p", []),
    service.newDataKey("s"),
    service.rewrap(dataKey, "s"),
    service.seal(dataKey, "s", "text"),
    service.open(dataKey, "s", sealed),
  ]
  const exits = await Promise.all(asked.map((one: Effect.Effect<unknown, unknown>) => runPromiseExit(one)))
  for (const exit of exits) expect(String(exit)).toContain("KeysDown")
  setDown(false)
  expect(await runPromise(service.open(dataKey, "s", sealed))).toBe("text")
})

describe("a ring", () => {
  it("names its keys 1, 2 and so on, the active one first", async () => {
    const { retire, rotate, service } = memoryKeys()
    expect(await runPromise(service.accepted)).toEqual(["1"])
    expect([rotate(), rotate()]).toEqual(["2", "3"])
    expect(await runPromise(service.accepted)).toEqual(["3", "2", "1"])
    retire("2")
    expect(await runPromise(service.accepted)).toEqual(["3", "1"])
    expect(rotate()).toBe("4")
    expect(() => retire("4")).toThrow("The active key cannot be dropped.")
  })

  it("opens under an older key what was sealed under it, until that one is dropped", async () => {
    const { retire, rotate, service } = memoryKeys()
    const dataKey = await runPromise(service.newDataKey("s"))
    const sealed = await runPromise(service.seal(dataKey, "s", "text"))
    rotate()
    expect(await runPromise(service.open(dataKey, "s", sealed))).toBe("text")
    retire("1")
    expect(String(await runPromiseExit(service.open(dataKey, "s", sealed)))).toContain("This key is not in the ring.")
    expect(String(await runPromiseExit(service.mac("p", ["x"], "1")))).toContain("This key is not in the ring.")
  })
})
