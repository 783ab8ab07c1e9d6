import { inspect } from "node:util"
import * as Argon2 from "@node-rs/argon2"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it, vi } from "vitest"
import { HasherBusy, PasswordHasher } from "../../src/ports/password-hasher.ts"
import { passwordHasherSample } from "../../src/testing/generators/password-hasher.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { passwordHasherLaws } from "../../src/testing/laws/password-hasher.ts"
import { type Argon2Options, argon2PasswordHasher, StoredHashUnreadable } from "./index.ts"

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof Argon2>()
  return { ...real, hash: vi.fn(real.hash), verify: vi.fn(real.verify) }
})

const cheap = { memoryKiB: 8, passes: 1, concurrency: 2 } as const
const secret = Redacted.make<string>

type Hasher = typeof PasswordHasher.Service

/** Runs with a new hasher. Counts native calls after the hasher made its decoy hash. */
const using = <A, E>(options: Argon2Options, use: (hasher: Hasher) => Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const hasher = yield* PasswordHasher
    vi.mocked(Argon2.hash).mockClear()
    vi.mocked(Argon2.verify).mockClear()
    return yield* use(hasher)
  }).pipe(Effect.provide(argon2PasswordHasher({ ...cheap, ...options })))

const run = <A, E>(options: Argon2Options, use: (hasher: Hasher) => Effect.Effect<A, E>) =>
  Effect.runPromise(using(options, use))

const defect = async (work: Effect.Effect<unknown, unknown>) => {
  const exit = await Effect.runPromiseExit(work)
  return Exit.isFailure(exit) ? exit.cause.reasons.filter(Cause.isDieReason).map(({ defect }) => defect)[0] : undefined
}

/**
 * The Argon2 reference implementation's own test vectors (src/test.c): the password is "password", the salt "somesalt".
 */
const PUBLISHED = {
  small: "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
  twoLanes: "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
  large: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
}

describe("the laws of password hashers, with Argon2", () => {
  const layer = argon2PasswordHasher(cheap)

  it.each(passwordHasherLaws)("$name", (law) =>
    checkLaw(law, passwordHasherSample, (test) => Effect.runPromise(Effect.provide(test, layer)), {
      seed: 1,
      numRuns: 25,
    }),
  )
})

describe("the Argon2 hasher", () => {
  it.each(Object.entries(PUBLISHED))(
    "agrees with the test vector of the reference implementation: %s",
    async (_, phc) => {
      const answers = await run({}, ({ verify }) =>
        Effect.all([verify(secret("password"), secret(phc)), verify(secret("Password"), secret(phc))]),
      )
      expect(answers).toEqual([true, false])
    },
  )

  it("matches a password that it hashed, and no other", async () => {
    const answers = await run({}, ({ hash, verify }) =>
      Effect.gen(function* () {
        const stored = yield* hash(secret("Éléphant 42"))
        return [
          yield* verify(secret("Éléphant 42"), stored),
          yield* verify(secret("Éléphant 43"), stored),
          yield* verify(secret(""), stored),
        ]
      }),
    )
    expect(answers).toEqual([true, false, false])
  })

  it("uses a new salt for each hash of the same password", async () => {
    const [first, second] = await run({}, ({ hash }) => Effect.all([hash(secret("same")), hash(secret("same"))]))
    expect(Redacted.value(first as Redacted.Redacted)).not.toBe(Redacted.value(second as Redacted.Redacted))
  })

  it("uses Argon2id with 19 MiB, 2 passes and 1 lane by default", async () => {
    const hasher = Effect.provide(
      PasswordHasher.use(({ hash }) => hash(secret("x"))),
      argon2PasswordHasher(),
    )
    expect(Redacted.value(await Effect.runPromise(hasher))).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/u,
    )
  })

  it("does the same work without a stored hash and answers false", async () => {
    const answer = await run({ memoryKiB: 16, passes: 3, lanes: 2 }, ({ verify }) => verify(secret("password"), null))
    expect(answer).toBe(false)
    expect(Argon2.verify).toHaveBeenCalledOnce()
    expect(vi.mocked(Argon2.verify).mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=16,t=3,p=2\$/u)
  })

  it("answers false without a stored hash even if the native call answers true", async () => {
    const answer = await run({}, ({ verify }) => {
      vi.mocked(Argon2.verify).mockResolvedValueOnce(true)
      return verify(secret("password"), null)
    })
    expect(answer).toBe(false)
  })

  it("does not show a hash when it is printed", async () => {
    const stored = await run({}, ({ hash }) => hash(secret("x")))
    expect(`${stored} ${JSON.stringify({ stored })} ${inspect(stored, { depth: 9 })}`).not.toContain("argon2id")
  })
})

describe("a stored hash", () => {
  it("is outdated if it costs less than a new one", async () => {
    const [stored, current] = [secret(PUBLISHED.small), { memoryKiB: 256, passes: 2 }]
    const outdated = (options: Argon2Options) => run(options, ({ isOutdated }) => Effect.sync(() => isOutdated(stored)))
    expect(await outdated(current)).toBe(false)
    expect(await outdated({ ...current, memoryKiB: 257 })).toBe(true)
    expect(await outdated({ ...current, passes: 3 })).toBe(true)
    expect(await outdated({ ...current, lanes: 2 })).toBe(true)
  })

  it("is a defect and not a wrong password if it cannot be read, and the defect does not quote it", async () => {
    const stored = secret("$argon2id$v=19$m=4294967295,t=2,p=1$canary")
    const found = await defect(using({}, ({ verify }) => verify(secret("canary-password"), stored)))
    expect(found).toBeInstanceOf(StoredHashUnreadable)
    expect(Argon2.verify).not.toHaveBeenCalled()
    expect(inspect(found)).not.toContain("canary")
    await expect(run({}, ({ isOutdated }) => Effect.sync(() => isOutdated(stored)))).rejects.toThrow(
      new StoredHashUnreadable(),
    )
  })
})

describe("a password", () => {
  it("is hashed up to 1,024 bytes and a defect from 1,025", async () => {
    const fits = `${"é".repeat(511)}xx`
    expect(
      await run({}, ({ hash, verify }) => Effect.flatMap(hash(secret(fits)), (h) => verify(secret(fits), h))),
    ).toBe(true)
    const found = await defect(using({}, ({ hash }) => hash(secret(`${fits}y`))))
    expect(found).toEqual(new RangeError("The password to hash is longer than maxPasswordBytes."))
    expect(Argon2.hash).not.toHaveBeenCalled()
  })

  it.each([1_025, 10_000_000])("of %d bytes matches nothing, after the same work", async (length) => {
    const answer = await run({}, ({ hash, verify }) =>
      Effect.flatMap(hash(secret("")), (stored) => verify(secret("x".repeat(length)), stored)),
    )
    expect(answer).toBe(false)
    expect(Argon2.verify).toHaveBeenCalledOnce()
    expect(vi.mocked(Argon2.verify).mock.calls[0]?.[1]).toHaveLength(0)
  })

  it("does not appear in the defect of a failed native call, and neither does the hash", async () => {
    const found = await defect(
      using({}, ({ verify }) => {
        vi.mocked(Argon2.verify).mockRejectedValueOnce(new Error("canary-native"))
        return verify(secret("canary-password"), secret(PUBLISHED.small))
      }),
    )
    expect(inspect(found, { depth: 9, showHidden: true })).not.toMatch(/canary|c29tZXNhbHQ/u)
    expect(found).toHaveProperty("message", "A password could not be hashed.")
  })
})

describe("the queue of hashes", () => {
  it("is shared by hashing and verifying", async () => {
    await run({ concurrency: 1, maxWaiting: 0 }, ({ hash, verify }) =>
      Effect.gen(function* () {
        let end: (matches: boolean) => void = () => {}
        vi.mocked(Argon2.verify).mockReturnValueOnce(new Promise((resolve) => (end = resolve)))
        const running = yield* Effect.forkChild(verify(secret("x"), secret(PUBLISHED.small)))
        yield* Effect.promise(() => vi.waitFor(() => expect(Argon2.verify).toHaveBeenCalledOnce()))
        expect(yield* Effect.result(hash(secret("x")))).toEqual(Result.fail(new HasherBusy()))
        expect(yield* Effect.result(verify(secret("x"), null))).toEqual(Result.fail(new HasherBusy()))
        end(true)
        expect(yield* Fiber.join(running)).toBe(true)
      }),
    )
  })
})

describe("the Argon2 options", () => {
  const UNKNOWN =
    "is not an option. The options are memoryKiB, passes, lanes, concurrency, maxWaiting, maxPasswordBytes."

  it.each([
    [{ concurrency: 0 }, "concurrency must be a whole number of at least 1."],
    [{ concurrency: 1.5 }, "concurrency must be a whole number of at least 1."],
    [{ concurrency: 1025 }, "concurrency must be at most 1024."],
    [{ maxWaiting: 1_000_001 }, "maxWaiting must be at most 1000000."],
    [{ memoryKiB: null }, "memoryKiB must be a whole number of at least 8."],
    [{ memory: 65_536 }, `memory ${UNKNOWN}`],
    [{ passes: 3, "2690549588157": 1 }, `One of the names ${UNKNOWN}`],
    [{ maxWaiting: -1 }, "maxWaiting must be a whole number of at least 0."],
    [{ maxWaiting: Number.POSITIVE_INFINITY }, "maxWaiting must be a whole number of at least 0."],
    [{ memoryKiB: 7 }, "memoryKiB must be a whole number of at least 8."],
    [{ memoryKiB: 31, lanes: 4 }, "memoryKiB must be a whole number of at least 32."],
    [{ passes: 0 }, "passes must be a whole number of at least 1."],
    [{ passes: Number.NaN }, "passes must be a whole number of at least 1."],
    [{ lanes: 0 }, "lanes must be a whole number of at least 1."],
    [{ maxPasswordBytes: 0 }, "maxPasswordBytes must be a whole number of at least 1."],
    // Hashes above these costs count as altered, so their owners could not sign in.
    [{ memoryKiB: 1_048_577 }, "memoryKiB must be at most 1048576."],
    [{ passes: 65 }, "passes must be at most 64."],
    [{ lanes: 65 }, "lanes must be at most 64."],
  ])("are refused when the layer is made: %j", (options, message) => {
    expect(() => argon2PasswordHasher(options as Argon2Options)).toThrow(new RangeError(message))
  })

  it("are accepted at their lowest values", async () => {
    const least = { concurrency: 1, maxWaiting: 0, memoryKiB: 32, passes: 1, lanes: 4, maxPasswordBytes: 1 }
    expect(
      await run(least, ({ hash, verify }) => Effect.flatMap(hash(secret("x")), (h) => verify(secret("x"), h))),
    ).toBe(true)
  })
})
