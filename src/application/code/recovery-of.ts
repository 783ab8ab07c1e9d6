import * as Effect from "effect/Effect"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Recovery from "../../domain/recovery/recovery.ts"
import { type KeyId, Keys } from "../../ports/keys.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"

import { type Identifier, type IdentifierKind, kindOf } from "../secrets/identifier.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"

/**
 * What the recovery of an identifier is kept under: 128 bits of its MAC, in the form of an account's id, so that tickets
 * bear it alike. It exists for every identifier. Where a key of the ring is replaced, counts of the day start anew.
 */
export const recoveryIdOf = (identifier: Identifier) =>
  Effect.map(recoveryIdsOf(kindOf(identifier), identifier.reveal()), ([active]) => active)

/** The same under every accepted key, the active one first. */
export const recoveryIdsOf = Effect.fnUntraced(function* (kind: IdentifierKind, revealed: string) {
  const keys = yield* Keys
  const [active, ...older] = yield* keys.accepted
  const under = (key: KeyId) =>
    Effect.map(keys.mac("recovery", [kind, revealed], key), (bytes) =>
      Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"))
        .join("")
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    )
  const ids: readonly [string, ...ReadonlyArray<string>] = [
    yield* under(active),
    ...(yield* Effect.forEach(older, under)),
  ]
  return ids
})

/** The recovery, its code, and what both are sealed under. */
export const idsOf = (id: string): readonly [AggregateId, AggregateId, AggregateId] => [
  Recovery.stream.id(id),
  Challenge.idFor(id, "recovery"),
  DataKey.stream.id(id),
]

export const readRecovery = (id: string, row: Row | undefined) => readAggregate(Recovery.machine, idsOf(id)[0], row)
