import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { checkLaw, type Law } from "./port.laws.ts"

const law = (kept: Law<never, number>["kept"]): Law<never, number> => ({ name: "small numbers are kept", kept })
const check = (kept: Law<never, number>["kept"]) => checkLaw(law(kept), fc.nat(), Effect.runPromise, { seed: 1 })

it("a broken law is named, with the smallest sample that breaks it and why", async () => {
  const broken = check((number) => Effect.succeed(number < 10))
  await expect(broken).rejects.toThrow(/^Broken: small numbers are kept\n.*Counterexample: \[10\]/s)
  await expect(broken).rejects.toMatchObject({ cause: { message: "Property failed by returning false" } })
})

it("so is one that ends in a defect", async () => {
  const broken = check(() => Effect.die(new Error("spoilt")))
  await expect(broken).rejects.toThrow(/^Broken: small numbers are kept\n/)
  await expect(broken).rejects.toMatchObject({ cause: { message: expect.stringContaining("spoilt") } })
})

it("a law that is kept says nothing", async () => {
  await expect(check(() => Effect.succeed(true))).resolves.toBeUndefined()
})
