import { createHmac, hkdfSync } from "node:crypto"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { over } from "../../src/ports/fault.model.ts"
import { keysSample } from "../../src/ports/keys.arbitrary.ts"
import { keysLaws } from "../../src/ports/keys.laws.ts"
import { Keys } from "../../src/ports/keys.ts"
import { checkLaw } from "../../src/ports/port.laws.ts"
import { memoryKeys } from "./keys.ts"

const { runPromise, runPromiseExit } = Effect

describe("keeps the laws of keys", () => {
  const run = over(Keys, () => memoryKeys().service)

  it.each(keysLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 1, numRuns: 25 }))
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
    const sealed = await runPromise(memoryKeys({ master }).service.seal("account/1", "é"))
    expect(await runPromise(memoryKeys({ master }).service.open("account/1", sealed))).toBe("é")
  })

  it("that is another one opens nothing, and gives other macs", async () => {
    const [one, other] = [memoryKeys({ master: "one" }).service, memoryKeys({ master: "other" }).service]
    const sealed = await runPromise(one.seal("account/1", "text"))
    expect(String(await runPromiseExit(other.open("account/1", sealed)))).toContain("cannot be read")
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
    for (const text of ["\ud800", "\0", "a".repeat(10_000_000)]) {
      expect((await runPromise(Effect.flatMap(service.seal("s", text), (it) => service.open("s", it)))) === text).toBe(
        true,
      )
    }
  })

  it("with different lone surrogates have different macs", async () => {
    const { service } = memoryKeys()
    const [one, other] = await Promise.all(["\ud800", "\ud801"].map((text) => runPromise(service.mac("p", [text]))))
    expect(one).not.toEqual(other)
  })

  it("are not opened in another spelling of the same bytes", async () => {
    const { service } = memoryKeys()
    const sealed = await runPromise(service.seal("s", "text"))
    expect(String(await runPromiseExit(service.open("s", `${sealed}\n`)))).toContain("cannot be read")
  })
})

it("fails with KeysDown while down, for each thing asked", async () => {
  const { service, setDown } = memoryKeys()
  const sealed = await runPromise(service.seal("s", "text"))
  setDown(true)
  const asked = [service.mac("p", []), service.seal("s", "text"), service.open("s", sealed)]
  const exits = await Promise.all(asked.map((one: Effect.Effect<unknown, unknown>) => runPromiseExit(one)))
  for (const exit of exits) expect(String(exit)).toContain("KeysDown")
  setDown(false)
  expect(await runPromise(service.open("s", sealed))).toBe("text")
})
