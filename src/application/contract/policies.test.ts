import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { codePolicies } from "../../domain/challenge/code-policy.ts"
import { checkPolicies, defaultPolicies, Policies } from "./policies.ts"

const isUsable = (codes: object) =>
  Exit.isSuccess(
    Effect.runSyncExit(
      Effect.provideService(checkPolicies, Policies, {
        ...defaultPolicies,
        codes: { ...codePolicies.standard, ...codes },
      }),
    ),
  )

it.each([
  [{}, true],
  [{ length: 4 }, true],
  [{ length: 3 }, false],
  [{ length: 10 }, true],
  [{ length: 11 }, false],
  [{ minutes: Number.NaN }, false],
])("accepts the standard policies with the code policy changed by %j: %s", (codes, expected) => {
  expect(isUsable(codes)).toBe(expected)
})
