import * as Effect from "effect/Effect"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import * as Recovery from "../../domain/recovery/recovery.ts"
import { Storage } from "../../ports/storage.ts"
import { executeOrDie, toChange } from "../unit-of-work/aggregate.ts"
import { readRecovery, recoveryKeys } from "./recovery-aggregates.ts"

/**
 * The changes that let codes be requested and tried again for these identifiers, after the person proved to an agent who
 * they are. An identifier without a recovery needs none.
 */
export const unlockRecoveries = Effect.fnUntraced(function* (
  identifiers: ReadonlyArray<{ readonly kind: IdentifierKind; readonly revealed: string }>,
  agent: string,
  at: number,
) {
  const storage = yield* Storage
  const keys = (yield* Effect.forEach(identifiers, ({ kind, revealed }) => recoveryKeys(kind, revealed))).flat()
  if (keys.length === 0) return []
  const { rows } = yield* storage.load(keys.map(Recovery.stream.id))
  const changes = yield* Effect.forEach(keys, (key, index) =>
    Effect.gen(function* () {
      const row = rows[index]
      if (row === undefined || row.version === 0) return []
      return [toChange(yield* executeOrDie(yield* readRecovery(key, row), { _tag: "Unlock", agent, at }))]
    }),
  )
  return changes.flat()
})
