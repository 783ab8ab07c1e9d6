import * as Effect from "effect/Effect"
import { deriveCode } from "../../src/application/secrets/code.ts"
import type { Asked } from "./recording.ts"

/** The code of a message, computed from the order to send it: carrying it is the business of P10. */
export const codeOf = (asked: ReadonlyArray<Asked>) => {
  for (const one of asked.toReversed()) {
    const order = one._tag === "Commit" ? one.commit.messages[0]?.body : undefined
    if (order?._tag !== "SendCode") continue
    return Effect.map(deriveCode(order as unknown as Parameters<typeof deriveCode>[0]), String)
  }
  throw new Error("No code was ordered.")
}
