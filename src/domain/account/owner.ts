import * as Schema from "effect/Schema"

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
})
export type Owner = typeof Owner.Type

/** The two kinds of identifier that a person signs in with. */
export type IdentifierKind = "nir" | "provisional"

/** Adds what is newly known of the owner. Where nothing new is known, the earlier value stays. */
export const withKnown = (owner: Owner | null, known: Partial<Owner>): Owner => ({
  nir: known.nir ?? owner?.nir ?? null,
  provisional: known.provisional ?? owner?.provisional ?? null,
  file: known.file ?? owner?.file ?? null,
})
