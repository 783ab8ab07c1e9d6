import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as Household from "../../domain/household/household.ts"
import { plainText } from "../../domain/typed-text/typed-text.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import { FileUnknown } from "../contract/file-refusals.ts"
import { type Aggregate, readAggregate } from "../unit-of-work/aggregate.ts"
import { StartOver } from "../unit-of-work/transact.ts"

/** A household file as it was loaded, and what has been decided on it since. */
export type LoadedFile = Aggregate<Household.State, Household.Command, Household.Event, Household.Refusal>

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Longer texts are refused unread. The limit leaves room for marks and blanks. */
const LONGEST_TEXT = 200

/** The aggregate id of the file with this reference, as typed. Malformed references are treated as unknown. */
export const parseFileReference = (input: unknown): Effect.Effect<AggregateId, FileUnknown> => {
  const reference = typeof input === "string" && input.length <= LONGEST_TEXT ? plainText(input) : ""
  return REFERENCE.test(reference)
    ? Effect.succeed<AggregateId>(Household.stream.id(reference))
    : Effect.fail(new FileUnknown())
}

export const referenceOf = ({ id }: { readonly id: AggregateId }) => Household.stream.keyOf(id)

export const readFile = (id: AggregateId, row: Row | undefined) => readAggregate(Household.machine, id, row)

/**
 * Fails with the refusal of a household. `NotAllowed` is a defect: the rights and the state of the file are checked
 * before.
 */
export const failWithHouseholdRefusal = <A>(result: Result.Result<A, Household.Refusal>) =>
  Effect.catchTag(Effect.fromResult(result), "NotAllowed", Effect.die)

/** The row of an aggregate before its first change. */
export const NEVER_WRITTEN: Row = { state: null, version: 0, secret: null }

/** Rows by their aggregate ids. */
export type LoadedRows = ReadonlyMap<AggregateId, Row>

/**
 * Loads the aggregates that a loaded file shows to be needed, in one round trip. Those in `known` are not loaded again.
 *
 * The same round trip reads the version of the file again. If another command has changed the file since, the rows may
 * contradict it, so this command starts over.
 */
export const loadWithFile = Effect.fnUntraced(function* (
  { id, version }: Pick<LoadedFile, "id" | "version">,
  ids: ReadonlyArray<AggregateId>,
  known: LoadedRows = new Map(),
) {
  const missing = [...new Set(ids)].filter((needed) => !known.has(needed))
  if (missing.length === 0) return known
  const storage = yield* Storage
  const { rows } = yield* storage.load([id, ...missing])
  const [file, ...others] = rows
  if (file?.version !== version) return yield* new StartOver()
  const loaded: LoadedRows = new Map([
    ...known,
    ...others.flatMap((row, place): ReadonlyArray<[AggregateId, Row]> => {
      const aggregate = missing[place]
      return aggregate === undefined ? [] : [[aggregate, row]]
    }),
  ])
  return loaded
})
