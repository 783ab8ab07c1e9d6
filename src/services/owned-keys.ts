import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../account/account.ts"
import type { Owner } from "../account/owner.ts"
import { Storage } from "../ports/storage.ts"
import type { Aggregate } from "./aggregate.ts"
import { blindIndexes, type UniqueKeys, uniqueKeys } from "./blind-index.ts"
import { type DataKeyNow, open } from "./data-key.ts"

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

/** The unique keys by which an account is found: for each identifier of its owner, one under each accepted key. */
export const ownedKeys = Effect.fnUntraced(function* (account: AccountNow, dataKey: DataKeyNow) {
  const owner: Owner | null = yield* ownerOf(account)
  const found = (kind: "nir" | "provisional") =>
    Effect.gen(function* () {
      const sealed = owner?.[kind] ?? null
      if (sealed === null) return []
      const indexes = yield* blindIndexes(kind, [yield* open(dataKey, sealed)])
      return [uniqueKeys(kind, indexes)]
    })
  const keys: ReadonlyArray<UniqueKeys> = [...(yield* found("nir")), ...(yield* found("provisional"))]
  return keys
})
