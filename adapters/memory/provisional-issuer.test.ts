import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { ProvisionalIdentifier } from "../../src/domain/provisional-identifier/provisional-identifier.ts"
import { memoryIssuer } from "./provisional-issuer.ts"

it("issues random identifiers of the standard pattern, all different", async () => {
  const { service } = memoryIssuer()
  const issued = await Promise.all(Array.from({ length: 200 }, () => Effect.runPromise(service.issue)))
  expect(issued.filter((text) => ProvisionalIdentifier.parse(text)?.reveal() !== text)).toEqual([])
  expect(new Set(issued).size).toBe(200)
})

it("issues the given identifiers first, and the one set by next before them", async () => {
  const { next, service } = memoryIssuer(["PA", "PB"])
  const issue = () => Effect.runPromise(service.issue)
  expect(await issue()).toBe("PA")
  next("PC")
  expect([await issue(), await issue()]).toEqual(["PC", "PB"])
  expect(ProvisionalIdentifier.parse(await issue())).not.toBeNull()
})

it("fails with IssuerDown while down", async () => {
  const { service, setDown } = memoryIssuer()
  setDown(true)
  expect(String(await Effect.runPromiseExit(service.issue))).toContain("IssuerDown")
})
