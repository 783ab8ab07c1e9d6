import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Deeds from "../../domain/audit/deeds.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { referenceOf } from "./file-now.ts"

export const deedsOf = (file: AggregateId): AggregateId => `deeds/${referenceOf({ id: file })}`

/** Every deed on a file, oldest first. */
export const deedsIn = Effect.fnUntraced(function* (file: AggregateId) {
  const storage = yield* Storage
  const journal = yield* storage.journal(deedsOf(file))
  return yield* Effect.forEach(journal, (event) => Effect.orDie(Schema.decodeUnknownEffect(Deeds.Deed)(event)))
})
