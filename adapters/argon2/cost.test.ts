import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { isWeaker, readHash, StoredHashUnreadable } from "./cost.ts"

const salt = "c29tZXNhbHQ"
const output = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"

describe("a stored hash", () => {
  const current = { memoryKiB: 256, passes: 2, lanes: 1 }

  it.each([
    [`$argon2id$v=19$m=256,t=2,p=1$${salt}$${output}`, false],
    [`$argon2id$v=19$m=257,t=2,p=1$${salt}$${output}`, false],
    [`$argon2id$v=19$m=255,t=2,p=1$${salt}$${output}`, true],
    [`$argon2id$v=19$m=256,t=3,p=1$${salt}$${output}`, false],
    [`$argon2id$v=19$m=256,t=1,p=1$${salt}$${output}`, true],
    [`$argon2id$v=19$m=1024,t=1,p=1$${salt}$${output}`, true],
    [`$argon2id$v=19$m=256,t=2,p=2$${salt}$${output}`, false],
    [`$argon2id$v=16$m=256,t=2,p=1$${salt}$${output}`, true],
    [`$argon2id$m=256,t=2,p=1$${salt}$${output}`, true],
    [`$argon2i$v=19$m=256,t=2,p=1$${salt}$${output}`, true],
    [`$argon2d$v=19$m=256,t=2,p=1$${salt}$${output}`, true],
    [`$argon2id$v=19$m=256,t=2,p=1$${salt}$nf65EOgLrQMR/uIPnA4rEg`, true],
  ])("%s is weaker than a new one: %s", (phc, weaker) => {
    expect(isWeaker(readHash(phc), current)).toBe(weaker)
  })

  it("with one lane is weaker than a new one with two lanes", () => {
    const stored = [1, 2].map((lanes) => readHash(`$argon2id$v=19$m=256,t=2,p=${lanes}$${salt}$${output}`))
    expect(stored.map((hash) => isWeaker(hash, { ...current, lanes: 2 }))).toEqual([true, false])
  })

  it.each([
    "",
    "canary",
    "$2b$10$canarycanarycanarycanary",
    `$argon2id$v=19$m=256,t=2,p=1$${salt}`,
    `$argon2id$v=99$m=256,t=2,p=1$${salt}$${output}`,
    `$argon2id$v=19$m=256,t=2,p=1$${salt}$${output} `,
    // These ask for more memory, passes or lanes than a machine can give.
    `$argon2id$v=19$m=1048577,t=2,p=1$${salt}$${output}`,
    `$argon2id$v=19$m=4294967295,t=2,p=1$${salt}$${output}`,
    `$argon2id$v=19$m=256,t=65,p=1$${salt}$${output}`,
    `$argon2id$v=19$m=1024,t=2,p=65$${salt}$${output}`,
  ])("that cannot be read throws an error that quotes nothing: %j", (phc) => {
    expect(() => readHash(phc)).toThrow(StoredHashUnreadable)
    expect(inspect(new StoredHashUnreadable())).not.toMatch(/canary|c29tZXNhbHQ/u)
  })

  it.each([
    [`$argon2id$v=19$m=1048576,t=1,p=1$${salt}$${output}`, { memoryKiB: 1_048_576, passes: 1, lanes: 1 }],
    [`$argon2id$v=19$m=256,t=64,p=1$${salt}$${output}`, { memoryKiB: 256, passes: 64, lanes: 1 }],
    [`$argon2id$v=19$m=1024,t=1,p=64$${salt}$${output}`, { memoryKiB: 1024, passes: 1, lanes: 64 }],
  ])("of the highest accepted cost is readable: %s", (phc, cost) => {
    expect(readHash(phc)).toEqual({ ...cost, isCurrentKind: true })
  })
})
