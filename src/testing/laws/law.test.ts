import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkLaw, type Law, withSetUp } from "./law.ts"

type Test = Law<never, number>["holds"]

const lawOf = (holds: Test): Law<never, number> => ({ name: "small numbers are accepted", holds })
const check = (holds: Test) => checkLaw(lawOf(holds), fc.nat(), Effect.runPromise, { seed: 1 })

describe("checkLaw", () => {
  it("rejects with the name of a broken law, the smallest sample that breaks it and the reason", async () => {
    const checked = check((number) => Effect.succeed(number < 10))
    await expect(checked).rejects.toThrow(/^Broken: small numbers are accepted\n.*Counterexample: \[10\]/s)
    await expect(checked).rejects.toMatchObject({ cause: { message: "Property failed by returning false" } })
  })

  it("rejects with the name of a law that ends in a defect, and with the defect", async () => {
    const checked = check(() => Effect.die(new Error("spoilt")))
    await expect(checked).rejects.toThrow(/^Broken: small numbers are accepted\n/)
    await expect(checked).rejects.toMatchObject({ cause: { message: expect.stringContaining("spoilt") } })
  })

  it("resolves without a value if the law holds", async () => {
    await expect(check(() => Effect.succeed(true))).resolves.toBeUndefined()
  })
})

describe("withSetUp", () => {
  it("runs the step with each sample before the law", async () => {
    const prepared: Array<number> = []
    const law = withSetUp(
      lawOf((number) => Effect.sync(() => prepared.at(-1) === number)),
      (number) => Effect.sync(() => prepared.push(number)),
    )
    await checkLaw(law, fc.nat(), Effect.runPromise, { seed: 1, numRuns: 5 })
    expect(prepared).toHaveLength(5)
  })
})
