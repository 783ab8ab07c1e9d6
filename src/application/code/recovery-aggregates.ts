import * as Effect from "effect/Effect"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Recovery from "../../domain/recovery/recovery.ts"
import { type KeyId, Keys } from "../../ports/keys.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { type Identifier, kindOf } from "../secrets/identifier.ts"
import { type Aggregate, readAggregate } from "../unit-of-work/aggregate.ts"

/**
 * The key of an identifier's recovery: 128 bits of a MAC under the active key of the ring.
 *
 * It has the form of an account id, so that tickets can hold either. Every identifier has one, known or unknown. After
 * a key rotation, the counts of the day start again, because the recovery has another key.
 */
export const recoveryKey = (identifier: Identifier) =>
  Effect.map(recoveryKeys(kindOf(identifier), identifier.reveal()), ([active]) => active)

/** The keys of an identifier's recovery under every accepted key of the ring, the active one first. */
export const recoveryKeys = Effect.fnUntraced(function* (kind: IdentifierKind, revealed: string) {
  const ring = yield* Keys
  const [active, ...others] = yield* ring.accepted
  const under = (key: KeyId) =>
    Effect.map(ring.mac("recovery", [kind, revealed], key), (bytes) =>
      Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"))
        .join("")
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    )
  const keys: readonly [string, ...ReadonlyArray<string>] = [
    yield* under(active),
    ...(yield* Effect.forEach(others, under)),
  ]
  return keys
})

/** The aggregates of a recovery: itself, its challenge and its data key. */
export const recoveryIds = (key: string): readonly [AggregateId, AggregateId, AggregateId] => [
  Recovery.stream.id(key),
  Challenge.idFor(key, "recovery"),
  DataKey.stream.id(key),
]

/** A recovery as it was read, and what was decided on it since. */
export type LoadedRecovery = Aggregate<Recovery.State, Recovery.Command, Recovery.Event, Recovery.Refusal>

/** Reads the recovery of an identifier. */
export const readRecovery = (key: string, row: Row | undefined) =>
  readAggregate(Recovery.register, Recovery.stream.id(key), row)
