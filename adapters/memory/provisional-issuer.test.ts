import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { ProvisionalIdentifier } from "../../src/provisional/provisional.ts"
import { memoryIssuer } from "./provisional-issuer.ts"

it("draws identifiers of the standard pattern, each of them another", async () => {
  const { service } = memoryIssuer()
  const issued = await Promise.all(Array.from({ length: 200 }, () => Effect.runPromise(service.issue)))
  expect(issued.filter((text) => ProvisionalIdentifier.parse(text)?.reveal() !== text)).toEqual([])
  expect(new Set(issued).size).toBe(200)
})

it("hands out those it is given, and from the start again", async () => {
  const { service } = memoryIssuer(["PA", "PB"])
  const issued = [service.issue, service.issue, service.issue].map((issue) => Effect.runPromise(issue))
  expect(await Promise.all(issued)).toEqual(["PA", "PB", "PA"])
})

it("fails with IssuerDown while down", async () => {
  const { service, setDown } = memoryIssuer()
  setDown(true)
  expect(String(await Effect.runPromiseExit(service.issue))).toContain("IssuerDown")
})
