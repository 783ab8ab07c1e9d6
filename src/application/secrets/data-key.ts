import * as Effect from "effect/Effect"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Keys } from "../../ports/keys.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, executeOrDie, readAggregate, withSecret } from "../unit-of-work/aggregate.ts"

/** The data key of a person, as it was loaded. Its secret is the wrapped key. */
export type LoadedDataKey = Aggregate<DataKey.State, DataKey.Command, DataKey.Event, DataKey.Refusal>

export const readDataKey = (account: string, row: Row | undefined) =>
  readAggregate(DataKey.machine, DataKey.stream.id(account), row)

const subjectOf = ({ id }: LoadedDataKey) => DataKey.stream.keyOf(id)

/** The wrapped key. Without one, nothing was sealed, or it is unreadable: using it is a defect. */
const wrappedKeyOf = ({ secret }: LoadedDataKey) =>
  secret === null ? Effect.die(new Error("This person has no data key.")) : Effect.succeed(secret)

/** The data key, or a new one, which must be committed together with what is sealed under it. */
export const getOrCreateDataKey = Effect.fnUntraced(function* (dataKey: LoadedDataKey, at: number) {
  if (dataKey.state._tag !== "NotCreated") return dataKey
  const keys = yield* Keys
  const created = yield* executeOrDie(dataKey, { _tag: "Create", at })
  return withSecret(created, yield* keys.newDataKey(subjectOf(dataKey)))
})

/** What is sealed about a person. A ciphertext that is moved to another field does not open. */
export type SealedField = IdentifierKind | "contact" | "device-label" | "session-label" | "court-decision"

/** Seals a text about a person under their data key. */
export const seal = Effect.fnUntraced(function* (dataKey: LoadedDataKey, text: string, field: SealedField) {
  const keys = yield* Keys
  return yield* keys.seal(yield* wrappedKeyOf(dataKey), subjectOf(dataKey), text, field)
})

/** Opens a text that was sealed as the same field under the data key of the same person. */
export const open = Effect.fnUntraced(function* (dataKey: LoadedDataKey, sealed: string, field: SealedField) {
  const keys = yield* Keys
  return yield* keys.open(yield* wrappedKeyOf(dataKey), subjectOf(dataKey), sealed, field)
})
