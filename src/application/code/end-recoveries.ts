import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as Recovery from "../../domain/recovery/recovery.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { type Identifier, kindOf } from "../secrets/identifier.ts"
import { identifiersOnRecord } from "../secrets/identifiers-on-record.ts"
import { type AnyAggregate, execute, executeOrDie, toChange } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { readChallenge } from "./loaded-challenge.ts"
import { readRecovery, recoveryKeys } from "./recovery-aggregates.ts"

/** The longest list: after a key rotation, the recovery under the new key has less than the older one. */
const longest = <A>(lists: ReadonlyArray<ReadonlyArray<A>>) =>
  lists.reduce<ReadonlyArray<A>>((most, list) => (list.length > most.length ? list : most), [])

/** Ends the recovery of an identifier: no code and no ticket of it works. Nothing for an identifier without a recovery. */
export const endRecoveries = Effect.fnUntraced(function* (kind: IdentifierKind, revealed: string, at: number) {
  const storage = yield* Storage
  const keys = yield* recoveryKeys(kind, revealed)
  const { rows } = yield* storage.load(
    keys.flatMap((key) => [Recovery.stream.id(key), Challenge.idFor(key, "recovery")]),
  )
  const ended = yield* Effect.forEach(keys, (key, place) =>
    Effect.gen(function* () {
      const recovery = yield* readRecovery(key, rows[2 * place])
      const challenge = yield* readChallenge(key, "recovery", rows[2 * place + 1])
      // Guarded also where there is none, so that one that starts at this moment conflicts.
      if (!Recovery.isUnderWay(recovery.state)) return [recovery]
      const cancelled = execute(challenge, { _tag: "Cancel", at })
      return [
        yield* executeOrDie(recovery, { _tag: "End", at }),
        ...(Result.isSuccess(cancelled) ? [cancelled.success] : []),
      ]
    }),
  )
  const aggregates: ReadonlyArray<AnyAggregate> = ended.flat()
  return aggregates
})

/**
 * Makes the codes and the wrong codes of one identifier count for another one, which replaces it: no fresh budget for a
 * person who guesses. Nothing for an identifier without a recovery.
 */
export const inheritRecoveries = Effect.fnUntraced(function* (from: Identifier, to: Identifier, at: number) {
  const storage = yield* Storage
  const former = yield* recoveryKeys(kindOf(from), from.reveal())
  const next = yield* recoveryKeys(kindOf(to), to.reveal())
  const { rows } = yield* storage.load([...former, ...next].map(Recovery.stream.id))
  const loaded = yield* Effect.forEach([...former, ...next], (key, place) => readRecovery(key, rows[place]))
  const states = loaded.slice(0, former.length).map(({ state }) => state)
  const codes = longest(states.map((state) => state.codes))
  const tries = longest(states.map((state) => state.tries ?? []))
  const wrongInARow = Math.max(0, ...states.map((state) => state.wrongInARow ?? 0))
  if (codes.length + tries.length + wrongInARow === 0) return []
  return yield* Effect.forEach(loaded.slice(former.length), (recovery) =>
    Effect.map(executeOrDie(recovery, { _tag: "Inherit", codes, tries, wrongInARow, at }), toChange),
  )
})

/**
 * Ends the recoveries of a person, because their password or their space changed in another way. Another person may have
 * begun one before, with a code that the owner read out to them.
 *
 * `account` is the account before the change, and `row` that of its data key.
 */
export const endRecoveriesOf = Effect.fnUntraced(function* (account: LoadedAccount, row: Row | undefined, at: number) {
  const dataKey = yield* readDataKey(Account.stream.keyOf(account.id), row)
  if (dataKey.state._tag !== "Created") return []
  const owned = yield* identifiersOnRecord(account, dataKey)
  const ended = yield* Effect.forEach(owned, ({ kind, revealed }) => endRecoveries(kind, revealed, at))
  return ended.flat()
})
