import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import * as SendAllowance from "../../domain/challenge/send-allowance.ts"
import type { AggregateId, Change, Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"

/** The send allowances of a contact: one under each accepted key, so that a key rotation does not reset a count. */
export const allowanceIds = (indexes: BlindIndexes): ReadonlyArray<AggregateId> => indexes.map(SendAllowance.stream.id)

/**
 * Counts one more message to a contact: the changes of its allowances, or `TooManyMessages`.
 *
 * `rows` are those of `allowanceIds`, in the same order.
 */
export const countMessage = Effect.fnUntraced(function* (indexes: BlindIndexes, rows: ReadonlyArray<Row>, at: number) {
  const { codes } = yield* Policies
  return yield* Effect.forEach(allowanceIds(indexes), (id, position) =>
    Effect.gen(function* () {
      const allowance = yield* readAggregate(SendAllowance.register, id, rows[position])
      const sent = execute(allowance, { _tag: "Send", perDay: codes.sendsPerContactPerDay, at })
      return toChange(yield* Effect.fromResult(sent))
    }),
  )
})

/** The allowances after these changes. The challenge stores them, so that the next resend needs no read. */
export const knownAllowances = (changes: ReadonlyArray<Change>): Challenge.KnownAllowances =>
  changes.map(({ aggregate, expectedVersion, state }) => ({
    allowance: aggregate,
    version: expectedVersion + 1,
    sentAt: Schema.decodeUnknownSync(SendAllowance.State)(state).sentAt,
  }))

/** The rows of `allowanceIds`, rebuilt from those that a challenge stores; `null` where one is missing. */
export const rowsOfKnown = (
  indexes: BlindIndexes,
  known: Challenge.KnownAllowances = [],
): ReadonlyArray<Row> | null => {
  const found = allowanceIds(indexes).map((id) => known.find(({ allowance }) => allowance === id))
  return found.every((allowance) => allowance !== undefined)
    ? found.map(({ sentAt, version }) => ({ state: { _tag: "Counting", sentAt }, version, secret: null }))
    : null
}
