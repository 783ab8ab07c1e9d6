import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Keys } from "../../src/ports/keys.ts"
import { keysSample } from "../../src/testing/generators/keys.ts"
import { KeyRotation, keyRotationLaws } from "../../src/testing/laws/key-rotation.ts"
import { keysLaws } from "../../src/testing/laws/keys.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryKeys } from "../memory/index.ts"
import { type KeyringOptions, keyring } from "./keyring.ts"
import type { KeyringKey } from "./parse-keys.ts"

/** 32 different bytes, other ones for each number. */
const bytes = (seed: number) => Uint8Array.from({ length: 32 }, (_, index) => (seed * 32 + index) % 256)
const base64 = (seed: number) => Buffer.from(bytes(seed)).toString("base64")

const open = (options: KeyringOptions) => Effect.runSync(Effect.scoped(keyring(options).service))
const refusal = (options: KeyringOptions) => Effect.runPromise(Effect.flip(Effect.scoped(keyring(options).service)))
const given = (...keys: ReadonlyArray<readonly [id: string, secret: KeyringKey["secret"]]>): KeyringOptions => ({
  keys: keys.map(([id, secret]) => ({ id, secret })),
})

describe("the laws of keys, with a keyring", () => {
  const run = runOver(Keys, () => open(given(["b", base64(1)], ["a", base64(0)])))

  it.each(keysLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 11, numRuns: 20 }))
})

describe("the laws of key rotation, with a keyring", () => {
  const run = runOver(KeyRotation, () => ({
    before: open(given(["a", base64(0)])),
    during: open(given(["b", base64(1)], ["a", base64(0)])),
    after: open(given(["b", base64(1)])),
  }))

  it.each(keyRotationLaws)("$name", (law) => checkLaw(law, keysSample, run, { seed: 12, numRuns: 20 }))
})

describe("the secret of a key", () => {
  it("may be bytes or base64 in either alphabet, with or without padding, redacted or not", async () => {
    const raw = Uint8Array.from({ length: 33 }, (_, index) => 251 + index * 3)
    const text = Buffer.from(raw).toString("base64")
    const url = Buffer.from(raw).toString("base64url")
    expect(text).not.toBe(url)
    const macs = [raw, text, text.replace(/=+$/, ""), url, Redacted.make(text), Redacted.make(raw)].map((secret) =>
      Effect.runPromise(open(given(["a", secret])).mac("p", ["x"])),
    )
    expect(new Set((await Promise.all(macs)).map(String)).size).toBe(1)
  })

  it("gives the same MAC as that master secret in the memory adapter", async () => {
    const mac = await Effect.runPromise(open(given(["a", bytes(3)])).mac("p", ["x"]))
    expect(mac).toEqual(await Effect.runPromise(memoryKeys({ master: bytes(3) }).service.mac("p", ["x"])))
  })

  it("is copied, so that the caller may wipe its own array", async () => {
    const secret = bytes(0)
    const keys = open(given(["a", secret]))
    secret.fill(1)
    const expected = await Effect.runPromise(open(given(["a", bytes(0)])).mac("p", ["x"]))
    expect(await Effect.runPromise(keys.mac("p", ["x"]))).toEqual(expected)
  })
})

describe("a ciphertext", () => {
  const memory = memoryKeys({ master: bytes(3) }).service
  const node = open(given(["1", bytes(3)]))
  const texts = ["", "ada@example.org", "\ud800", "é".repeat(10_000)]

  it.each([
    ["of the memory adapter is readable with a keyring", memory, node],
    ["of a keyring is readable with the memory adapter", node, memory],
  ])("%s", async (_, sealer, opener) => {
    const dataKey = await Effect.runPromise(sealer.newDataKey("s"))
    for (const text of texts) {
      const sealed = await Effect.runPromise(sealer.seal(dataKey, "s", text, "f"))
      expect(await Effect.runPromise(opener.open(dataKey, "s", sealed, "f"))).toBe(text)
      const returned = await Effect.runPromise(opener.seal(dataKey, "s", text, "f"))
      expect(returned.length).toBe(sealed.length)
      expect(await Effect.runPromise(sealer.open(dataKey, "s", returned, "f"))).toBe(text)
    }
  })

  it.each([
    ["nothing", ""],
    ["half a nonce", "AAAAAAAA"],
    ["a nonce alone", "A".repeat(16)],
    ["a nonce and half a tag", "A".repeat(26)],
    ["a nonce and a zero tag", "A".repeat(38)],
  ])("is refused with the same error if only %s is left", async (_, sealed) => {
    for (const keys of [node, memory]) {
      const dataKey = await Effect.runPromise(keys.newDataKey("s"))
      const exit = await Effect.runPromiseExit(keys.open(dataKey, "s", sealed, "f"))
      expect(String(exit)).toContain("cannot be read")
    }
  })
})

const LINE = `a:${base64(0)}`

describe("a keyring", () => {
  it.each<[what: string, options: unknown, reason: string, key: number | null]>([
    ["without keys", given(), "Empty", null],
    ["without a list", { keys: null }, "Malformed", null],
    ["with a key that is not an object", { keys: [null] }, "Malformed", 1],
    ["with a secret that is neither text nor bytes", { keys: [{ id: "a", secret: 7 }] }, "Malformed", 1],
    ["with an id that is not text", { keys: [{ id: 7, secret: bytes(0) }] }, "BadId", 1],
    ["with an empty id", given(["", bytes(0)]), "BadId", 1],
    ["with an id of 33 letters", given(["a".repeat(33), bytes(0)]), "BadId", 1],
    ["with a dot in an id", given(["a.b", bytes(0)]), "BadId", 1],
    ["with an accented letter in an id", given(["clé", bytes(0)]), "BadId", 1],
    ["with a secret that is not base64", given(["a", "long enough, but not base64 at all!!"]), "NotBase64", 1],
    ["with an empty secret", given(["a", ""]), "NotBase64", 1],
    ["with a secret of 31 bytes", given(["b", bytes(1)], ["a", bytes(0).subarray(1)]), "TooShort", 2],
    ["with a secret of 31 bytes as text", given(["a", base64(0).slice(0, 42)]), "TooShort", 1],
    ["with a secret of seven different values", given(["a", bytes(0).map((byte) => byte % 7)]), "NotRandom", 1],
    ["with the same id twice", given(["a", bytes(0)], ["b", bytes(1)], ["a", bytes(2)]), "SameId", 3],
    ["with the same secret twice", given(["a", bytes(0)], ["b", base64(0)]), "SameSecret", 2],
  ])("%s is refused: %j", async (_, options, reason, key) => {
    expect(await refusal(options as KeyringOptions)).toMatchObject({ _tag: "KeyringRefused", reason, key })
  })

  it.each([
    ["an id of 32 letters", given(["a".repeat(32), bytes(0)])],
    ["an id of letters, digits, - and _", given(["Key-2026_11", bytes(0)])],
    ["a secret of eight different values", given(["a", bytes(0).map((byte) => byte % 8)])],
  ])("with %s is accepted", (_, options) => {
    expect(() => open(options)).not.toThrow()
  })

  it("never shows a secret, in a refusal, an error or an inspection", async () => {
    const secret = `${base64(0).slice(0, 20)}!`
    for (const options of [given(["a", secret]), given(["a", "c2hvcnQ="]), given([base64(0), bytes(1)])]) {
      const refused = await refusal(options)
      const printed = [String(refused), JSON.stringify(refused), inspect(refused, { depth: 9 }), refused.stack].join()
      for (const canary of [base64(0).slice(0, 20), "c2hvcnQ"]) expect(printed).not.toContain(canary)
    }
    const printed = inspect(open(given(["a", base64(0)])), { depth: 9, showHidden: true })
    expect(printed).not.toContain(base64(0).slice(0, 20))
  })
})

describe("keys in an environment variable", () => {
  const from = (text: string | undefined) =>
    keyring({ variable: "KEYS" }).service.pipe(
      Effect.flatMap((keys) => keys.accepted),
      Effect.scoped,
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(text === undefined ? {} : { KEYS: text }))),
    )

  it.each([
    ["one key", LINE, ["a"]],
    ["two keys separated by a comma, the active one first", `b:${base64(1)},${LINE}`, ["b", "a"]],
    ["lines, spaces and comments", `# of 2026\n\n  b : ${base64(1)} \r\n# older, a:b\n${LINE}\n`, ["b", "a"]],
  ])("are read: %s", async (_, text, ids) => {
    expect(await Effect.runPromise(from(text))).toEqual(ids)
  })

  it.each([
    ["a missing variable", undefined, "Missing", null],
    ["only a comment", "# soon", "Empty", null],
    ["no colon", `b:${base64(1)}\na`, "Malformed", 2],
    ["two colons", `a:b:${base64(0)}`, "Malformed", 1],
    ["no id", `:${base64(0)}`, "BadId", 1],
    ["ten million characters", "a".repeat(10_000_000), "Malformed", 1],
  ])("are refused: %s", async (_, text, reason, key) => {
    expect(await Effect.runPromise(Effect.flip(from(text)))).toMatchObject({ reason, key })
  })
})

describe("keys in a file", () => {
  let folder = ""
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keyring-"))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it("are refused if the file is missing", async () => {
    expect(await refusal({ file: join(folder, "none") })).toMatchObject({ reason: "Missing", key: null })
  })

  it("are replaced while they are in use, and stay as they were if the file is invalid", async () => {
    const file = join(folder, "keys")
    const write = (text: string) => Effect.promise(() => writeFile(file, text))
    const reasons: Array<unknown> = []
    const logger = Logger.make(({ fiber }) => {
      reasons.push(fiber.getRef(References.CurrentLogAnnotations)["reason"])
    })
    /** Advances the test clock by a minute, then waits in real time: a thread reads the file. */
    const until = (isDone: () => boolean) =>
      Effect.gen(function* () {
        yield* TestClock.adjust("1 minute")
        for (let tries = 0; tries < 1_000 && !isDone(); tries += 1) {
          yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1)))
        }
        expect(isDone()).toBe(true)
      })
    const test = Effect.gen(function* () {
      yield* write(LINE)
      const keys = yield* keyring({ file, rereadEvery: "1 minute" }).service
      const ring = () => String(Effect.runSync(keys.accepted))
      const dataKey = yield* keys.newDataKey("s")
      const sealed = yield* keys.seal(dataKey, "s", "text", "f")
      yield* write(`b:${base64(1)}\n${LINE}`)
      expect(ring()).toBe("a")
      yield* until(() => ring() === "b,a")
      expect(yield* keys.open(dataKey, "s", sealed, "f")).toBe("text")
      yield* write("b:c2hvcnQ=")
      yield* until(() => reasons.length === 1)
      yield* Effect.promise(() => rm(file))
      yield* until(() => reasons.length === 2)
      expect(reasons).toEqual(["TooShort", "Missing"])
      expect(ring()).toBe("b,a")
      yield* write(`b:${base64(1)}`)
      yield* until(() => ring() === "b")
      expect(String(yield* Effect.exit(keys.open(dataKey, "s", sealed, "f")))).toContain("This key is not in the ring.")
      expect(String(yield* Effect.exit(keys.mac("p", ["x"], "a")))).toContain("This key is not in the ring.")
    })
    const layer = Layer.merge(TestClock.layer(), Logger.layer([logger]))
    await Effect.runPromise(test.pipe(Effect.scoped, Effect.provide(layer)))
  })

  it("are read once without rereadEvery", async () => {
    const file = join(folder, "once")
    await writeFile(file, LINE)
    const keys = await Effect.runPromise(Effect.scoped(keyring({ file }).service))
    await writeFile(file, `b:${base64(1)}`)
    expect(await Effect.runPromise(keys.accepted)).toEqual(["a"])
  })
})
