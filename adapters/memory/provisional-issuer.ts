import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { IssuerDown, ProvisionalIssuer } from "../../src/ports/provisional-issuer.ts"

/** An issuer of provisional identifiers that keeps no list. */
export interface MemoryIssuer {
  readonly service: ProvisionalIssuer["Service"]
  readonly layer: Layer.Layer<ProvisionalIssuer>
  /** Hands out this one before any other, whether it was issued before or not. */
  readonly next: (identifier: string) => void
  /** While down, it fails with `IssuerDown`. */
  readonly setDown: (down: boolean) => void
}

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** `P` and eleven random characters of 32: one that came before comes again once in 3 × 10¹⁶. */
const draw = () => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(11))
  return `P${Array.from(bytes, (byte) => LETTERS[byte & 31]).join("")}`
}

/**
 * Draws provisional identifiers of the `standard` pattern at random, after those it is given, one by one.
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
      return Effect.succeed(queue.shift() ?? draw())
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
