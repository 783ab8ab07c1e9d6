import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { IssuerDown, ProvisionalIssuer } from "../../src/ports/provisional-issuer.ts"

/** An issuer of provisional identifiers that stores nothing. */
export interface MemoryIssuer {
  readonly service: ProvisionalIssuer["Service"]
  readonly layer: Layer.Layer<ProvisionalIssuer>
  /** Issues this identifier next, even if it was issued before. */
  readonly next: (identifier: string) => void
  /** While down, every call fails with `IssuerDown`. */
  readonly setDown: (down: boolean) => void
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** `P` and 11 random characters of 32. Two are equal with a probability of 1 in 3 × 10¹⁶. */
const randomIdentifier = () => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(11))
  return `P${Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("")}`
}

/**
 * Issues the given identifiers in order, then random ones of the `standard` pattern.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryIssuer } from "mon-compte/adapters/memory"
 *
 * const { service } = memoryIssuer(["P7K2M9QX4TRB"])
 * await Effect.runPromise(service.issue) // => "P7K2M9QX4TRB"
 * ```
 */
export const memoryIssuer = (given: ReadonlyArray<string> = []): MemoryIssuer => {
  const queue = [...given]
  let isDown = false
  const service = ProvisionalIssuer.of({
    issue: Effect.suspend(() => {
      if (isDown) return Effect.fail(new IssuerDown())
      return Effect.succeed(queue.shift() ?? randomIdentifier())
    }),
  })
  return {
    service,
    layer: Layer.succeed(ProvisionalIssuer, service),
    next: (identifier) => {
      queue.unshift(identifier)
    },
    setDown: (down) => {
      isDown = down
    },
  }
}
