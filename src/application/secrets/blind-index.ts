import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import { type KeyId, Keys } from "../../ports/keys.ts"
import type { AggregateId, Claim, UniqueKeys } from "../../ports/storage.ts"

/** The blind indexes of one thing, one under each accepted key, the active key's first. */
export type BlindIndexes = readonly [active: string, ...older: ReadonlyArray<string>]

/**
 * What stands for a secret thing where it must be found again: its MAC, a dot, and the id of the key.
 *
 * A thing is looked for under every accepted key, and kept under the active one, so that it is found while keys are
 * being replaced. Parts of a purpose are never those of another.
 */
export const blindIndexes = Effect.fnUntraced(function* (purpose: string, parts: ReadonlyArray<string>) {
  const keys = yield* Keys
  const [active, ...older] = yield* keys.accepted
  const under = (key: KeyId) =>
    Effect.map(keys.mac(purpose, parts, key), (bytes) => `${Base64Url.encode(bytes)}.${key}`)
  const indexes: BlindIndexes = [yield* under(active), ...(yield* Effect.forEach(older, under))]
  return indexes
})

export const uniqueKeys = (kind: "nir" | "provisional", [active, ...older]: BlindIndexes): UniqueKeys => [
  `${kind}/${active}`,
  ...older.map((index) => `${kind}/${index}`),
]

/**
 * Makes an identifier its owner's. One that nobody had is claimed under every accepted key, so that two processes whose
 * rings are not yet the same cannot both give it away; one that was found is claimed under the active key besides.
 */
export const claimsOf = (
  [active, ...older]: UniqueKeys,
  owner: AggregateId,
  known: AggregateId | null,
): ReadonlyArray<Claim> => {
  if (known !== null) return older.length === 0 ? [] : [{ key: active, owner }]
  return [active, ...older].map((key) => ({ key, owner }))
}
