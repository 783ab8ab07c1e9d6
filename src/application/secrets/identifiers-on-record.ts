import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import type { IdentifierKind, Owner } from "../../domain/account/owner.ts"
import { Storage, type UniqueKeys } from "../../ports/storage.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { blindIndexes, uniqueKeys } from "./blind-index.ts"
import { type LoadedDataKey, open } from "./data-key.ts"

const decodeEvent = Schema.decodeUnknownEffect(Account.Event)

/** The owner of an account. The state of a closed account has no owner any more, so it is read from the journal. */
export const ownerOf = Effect.fnUntraced(function* ({ id, state }: LoadedAccount) {
  if (state._tag !== "Closed") return state.owner
  const storage = yield* Storage
  const events = yield* Effect.forEach(yield* storage.journal(id), (event) => Effect.orDie(decodeEvent(event)))
  let owner: Owner | null = null
  let before: Account.State = Account.initial
  for (const event of events) {
    before = Account.evolve(before, event)
    if (before._tag !== "Closed") owner = before.owner
  }
  return owner
})

/** An identifier of an account's owner in clear, and the unique keys that find the account by it. */
export interface IdentifierOnRecord {
  readonly kind: IdentifierKind
  readonly revealed: string
  /** One under each accepted key. */
  readonly keys: UniqueKeys
}

/** All identifiers on record of an account's owner, also retired ones and numbers that were corrected since. */
export const identifiersOnRecord = Effect.fnUntraced(function* (account: LoadedAccount, dataKey: LoadedDataKey) {
  const owner: Owner | null = yield* ownerOf(account)
  const onRecord = (kind: IdentifierKind) =>
    Effect.gen(function* () {
      const sealed = owner?.[kind] ?? null
      if (sealed === null) return []
      const revealed = yield* open(dataKey, sealed, kind)
      return [{ kind, revealed, keys: uniqueKeys(kind, yield* blindIndexes(kind, [revealed])) }]
    })
  const former = yield* Effect.forEach(owner?.former ?? [], ({ nir }) =>
    Effect.gen(function* () {
      const revealed = yield* open(dataKey, nir, "nir")
      return { kind: "nir" as const, revealed, keys: uniqueKeys("nir", yield* blindIndexes("nir", [revealed])) }
    }),
  )
  const identifiers: ReadonlyArray<IdentifierOnRecord> = [
    ...(yield* onRecord("nir")),
    ...former,
    ...(yield* onRecord("provisional")),
  ]
  return identifiers
})

/**
 * The account with the blind indexes of its former numbers under the accepted keys, so that these numbers still open nothing
 * after a rotation. Unchanged without such numbers.
 */
export const withCurrentIndexes = Effect.fnUntraced(function* (
  account: LoadedAccount,
  dataKey: LoadedDataKey,
  at: number,
) {
  const before = account.state._tag === "Closed" ? [] : (account.state.owner?.former ?? [])
  if (before.length === 0) return account
  const former = yield* Effect.forEach(before, ({ nir }) =>
    Effect.gen(function* () {
      return { nir, indexes: yield* blindIndexes("nir", [yield* open(dataKey, nir, "nir")]) }
    }),
  )
  return yield* executeOrDie(account, { _tag: "ReindexFormerNumbers", former, at })
})
