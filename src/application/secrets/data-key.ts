import * as Effect from "effect/Effect"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Keys } from "../../ports/keys.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, execute, readAggregate, withSecret } from "../unit-of-work/aggregate.ts"

/** The data key of a person, as it was read: the wrapped key is its secret. */
export type LoadedDataKey = Aggregate<DataKey.State, DataKey.Command, DataKey.Event, DataKey.Refusal>

export const readDataKey = (account: string, row: Row | undefined) =>
  readAggregate(DataKey.machine, DataKey.stream.id(account), row)

const subjectOf = ({ id }: LoadedDataKey) => DataKey.stream.keyOf(id)

/** Where there is no key, nothing was sealed, or it was destroyed to be forgotten: nobody asks for it then. */
const wrapped = ({ secret }: LoadedDataKey) =>
  secret === null ? Effect.die(new Error("This person has no data key.")) : Effect.succeed(secret)

/** The same data key, made now where none was: to be kept in the commit of what is sealed under it. */
export const getOrCreateDataKey = Effect.fnUntraced(function* (dataKey: LoadedDataKey, at: number) {
  if (dataKey.state._tag !== "NotMade") return dataKey
  const keys = yield* Keys
  const made = yield* Effect.orDie(Effect.fromResult(execute(dataKey, { _tag: "Make", at })))
  return withSecret(made, yield* keys.newDataKey(subjectOf(dataKey)))
})

/** Encrypts a text about a person. */
export const seal = Effect.fnUntraced(function* (dataKey: LoadedDataKey, text: string) {
  const keys = yield* Keys
  return yield* keys.seal(yield* wrapped(dataKey), subjectOf(dataKey), text)
})

/** Reads what was sealed about the same person. */
export const open = Effect.fnUntraced(function* (dataKey: LoadedDataKey, sealed: string) {
  const keys = yield* Keys
  return yield* keys.open(yield* wrapped(dataKey), subjectOf(dataKey), sealed)
})
