import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import { type KeyId, Keys } from "../../ports/keys.ts"
import type { AggregateId, Claim, UniqueKeys } from "../../ports/storage.ts"

/** The blind indexes of one value, one under each accepted key, that of the active key first. */
export type BlindIndexes = readonly [active: string, ...others: ReadonlyArray<string>]

/**
 * Computes the blind indexes of a secret value, which find it without storing it. An index is a MAC, a dot, and the id of
 * the key. Different purposes give different indexes for the same value.
 *
 * A value is looked up under every accepted key and stored under the active one, so that it is found during a key
 * rotation.
 */
export const blindIndexes = Effect.fnUntraced(function* (purpose: string, parts: ReadonlyArray<string>) {
  const keys = yield* Keys
  const [active, ...others] = yield* keys.accepted
  const under = (key: KeyId) =>
    Effect.map(keys.mac(purpose, parts, key), (bytes) => `${Base64Url.encode(bytes)}.${key}`)
  const indexes: BlindIndexes = [yield* under(active), ...(yield* Effect.forEach(others, under))]
  return indexes
})

/** The unique keys of an identifier, made from its blind indexes. */
export const uniqueKeys = (kind: IdentifierKind, [active, ...others]: BlindIndexes): UniqueKeys => [
  `${kind}/${active}`,
  ...others.map((index) => `${kind}/${index}`),
]

/** The blind indexes in the unique keys of an identifier. */
export const indexesIn = (keys: UniqueKeys): ReadonlyArray<string> => keys.map((key) => key.slice(key.indexOf("/") + 1))

/**
 * The claims that give an identifier to its owner. `known` is the account that has it already, if there is one.
 *
 * A new identifier is claimed under every accepted key, so that two processes with different key rings cannot both give
 * it to a person. A known one is claimed under the active key too.
 */
export const claimsOf = (
  [active, ...others]: UniqueKeys,
  owner: AggregateId,
  known: AggregateId | null,
): ReadonlyArray<Claim> => {
  if (known !== null) return others.length === 0 ? [] : [{ key: active, owner }]
  return [active, ...others].map((key) => ({ key, owner }))
}
