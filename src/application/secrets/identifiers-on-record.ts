import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import type { IdentifierKind, Owner } from "../../domain/account/owner.ts"
import { Storage, type UniqueKeys } from "../../ports/storage.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { blindIndexes, uniqueKeys } from "./blind-index.ts"
import { type LoadedDataKey, open } from "./data-key.ts"

const decodeEvent = Schema.decodeUnknownEffect(Account.Event)

/** The owner of an account. The state of a closed account has no owner any more, so it is read from the journal. */
const ownerOf = Effect.fnUntraced(function* ({ id, state }: LoadedAccount) {
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

/** All identifiers on record of an account's owner, also a retired one. */
export const identifiersOnRecord = Effect.fnUntraced(function* (account: LoadedAccount, dataKey: LoadedDataKey) {
  const owner: Owner | null = yield* ownerOf(account)
  const onRecord = (kind: IdentifierKind) =>
    Effect.gen(function* () {
      const sealed = owner?.[kind] ?? null
      if (sealed === null) return []
      const revealed = yield* open(dataKey, sealed, kind)
      return [{ kind, revealed, keys: uniqueKeys(kind, yield* blindIndexes(kind, [revealed])) }]
    })
  const identifiers: ReadonlyArray<IdentifierOnRecord> = [
    ...(yield* onRecord("nir")),
    ...(yield* onRecord("provisional")),
  ]
  return identifiers
})
