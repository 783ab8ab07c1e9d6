import * as Effect from "effect/Effect"
import * as Recovery from "../account/recovery.ts"
import { Keys } from "../ports/keys.ts"
import type { AggregateId, Row } from "../ports/storage.ts"
import { read } from "./aggregate.ts"
import { challengeOf } from "./code.ts"
import { dataKeyOf } from "./data-key.ts"
import { type Identifier, kindOf } from "./identifier.ts"

/**
 * What the recovery of an identifier is kept under: 128 bits of its MAC, in the form of an account's id, so that tickets
 * bear it alike. It exists for every identifier. Where a key of the ring is replaced, counts of the day start anew.
 */
export const recoveryIdOf = Effect.fnUntraced(function* (identifier: Identifier) {
  const keys = yield* Keys
  const bytes = yield* keys.mac("recovery", [kindOf(identifier), identifier.reveal()])
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
})

/** The recovery, its code, and what both are sealed under. */
export const idsOf = (id: string): readonly [AggregateId, AggregateId, AggregateId] => [
  `recovery/${id}`,
  challengeOf(id, "recovery"),
  dataKeyOf(id),
]

export const readRecovery = (id: string, row: Row | undefined) => read(Recovery.machine, idsOf(id)[0], row)
