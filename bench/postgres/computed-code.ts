import * as Effect from "effect/Effect"
import { deriveCode } from "../../src/application/secrets/code.ts"
import { codePolicies } from "../../src/domain/challenge/code-policy.ts"
import type { StorageRequest } from "./recording.ts"

/** Computes the code of the last order to send one. P10 measures the delivery itself. */
export const codeOf = (requests: ReadonlyArray<StorageRequest>) => {
  for (const request of requests.toReversed()) {
    const order = request._tag === "Commit" ? request.commit.messages[0]?.body : undefined
    if (order?._tag !== "SendCode") continue
    return Effect.map(deriveCode(order as unknown as Parameters<typeof deriveCode>[0], codePolicies.standard), String)
  }
  throw new Error("No request contains an order to send a code.")
}
