import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import type { Owner } from "../../domain/account/owner.ts"
import { Storage, type UniqueKeys } from "../../ports/storage.ts"
import type { Aggregate } from "../unit-of-work/aggregate.ts"
import { blindIndexes, uniqueKeys } from "./blind-index.ts"
import { type LoadedDataKey, open } from "./data-key.ts"
import type { IdentifierKind } from "./identifier.ts"

type AccountNow = Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>

const decodeEvent = Schema.decodeUnknownEffect(Account.Event)

/** Whose account it is or, of a closed one, which forgot, was: the journal knows. */
const ownerOf = Effect.fnUntraced(function* ({ id, state }: AccountNow) {
  if (state._tag !== "Closed") return state.owner
  const storage = yield* Storage
  const events = yield* Effect.forEach(yield* storage.journal(id), (event) => Effect.orDie(decodeEvent(event)))
  let owner: Owner | null = null
  let now: Account.State = Account.initial
  for (const event of events) {
    now = Account.evolve(now, event)
    if (now._tag !== "Closed") owner = now.owner
  }
  return owner
})

/** An identifier of an account's owner, in clear, and the unique keys by which the account is found by it. */
export interface OwnedIdentifier {
  readonly kind: IdentifierKind
  readonly revealed: string
  /** One under each accepted key. */
  readonly keys: UniqueKeys
}

/** Every identifier that an account's owner has or had. */
export const ownedIdentifiers = Effect.fnUntraced(function* (account: AccountNow, dataKey: LoadedDataKey) {
  const owner: Owner | null = yield* ownerOf(account)
  const found = (kind: IdentifierKind) =>
    Effect.gen(function* () {
      const sealed = owner?.[kind] ?? null
      if (sealed === null) return []
      const revealed = yield* open(dataKey, sealed)
      return [{ kind, revealed, keys: uniqueKeys(kind, yield* blindIndexes(kind, [revealed])) }]
    })
  const identifiers: ReadonlyArray<OwnedIdentifier> = [...(yield* found("nir")), ...(yield* found("provisional"))]
  return identifiers
})
