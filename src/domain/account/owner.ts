import * as Schema from "effect/Schema"
import { FormerNumber } from "./correction.ts"

/**
 * The person an account belongs to, by their identifiers. `nir` and `provisional` are ciphertexts.
 *
 * A person without a social security number signs in with a provisional identifier. Once the number is known it
 * replaces the provisional identifier for good, and both stay on record.
 */
export const Owner = Schema.Struct({
  nir: Schema.NullOr(Schema.String),
  provisional: Schema.NullOr(Schema.String),
  /** The household file whose legacy password the person holds; `null` for a person who never had one. */
  file: Schema.NullOr(Schema.String),
  /** Numbers that were corrected since, oldest first. They stay on record and open nothing. */
  former: Schema.optional(Schema.Array(FormerNumber)),
  /** The ids of other accounts of this person, which were merged into this one. */
  predecessors: Schema.optional(Schema.Array(Schema.String)),
})
export type Owner = typeof Owner.Type

/** The two kinds of identifier that a person signs in with. */
export type IdentifierKind = "nir" | "provisional"

/** Adds what is newly known of the owner. Where nothing new is known, the earlier value stays. */
export const withKnown = (owner: Owner | null, known: Partial<Owner>): Owner => {
  const former = known.former ?? owner?.former
  const predecessors = known.predecessors ?? owner?.predecessors
  return {
    nir: known.nir ?? owner?.nir ?? null,
    provisional: known.provisional ?? owner?.provisional ?? null,
    file: known.file ?? owner?.file ?? null,
    ...(former === undefined ? {} : { former }),
    ...(predecessors === undefined ? {} : { predecessors }),
  }
}

/** Whether a number with one of these blind indexes was corrected since: it opens nothing. */
export const isFormer = (owner: Owner | null, indexes: ReadonlyArray<string>): boolean =>
  owner?.former?.some((former) => former.indexes.some((index) => indexes.includes(index))) ?? false

/** The owner with another number. `former` is the one it replaces, unless it was never theirs. */
export const withCorrectedNumber = (
  owner: Owner | null,
  number: { readonly nir: string; readonly indexes: ReadonlyArray<string>; readonly former: FormerNumber | null },
): Owner => {
  // A number that the person gets back is current again.
  const before = (owner?.former ?? []).filter(
    (former) => !former.indexes.some((index) => number.indexes.includes(index)),
  )
  const former = number.former === null ? before : [...before, number.former]
  return { ...withKnown(owner, { nir: number.nir }), former }
}
