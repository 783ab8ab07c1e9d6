import * as Schema from "effect/Schema"

/**
 * Whose account it is. Ciphertexts only.
 *
 * Somebody without a social security number signs in with a provisional identifier; once the number is known it takes
 * that one's place for good, and both stay on record.
 */
export const Owner = Schema.Struct({
  nir: Schema.NullOr(Schema.String),
  provisional: Schema.NullOr(Schema.String),
  /** The household file whose legacy password this is the holder's number of; `null` for who never had one. */
  file: Schema.NullOr(Schema.String),
})
export type Owner = typeof Owner.Type

/** Nobody known yet. */
export const nobody: Owner = { nir: null, provisional: null, file: null }

/** What is newly known of somebody, and what was known before where nothing newer is said. */
export const together = (before: Owner, now: Owner): Owner => ({
  nir: now.nir ?? before.nir,
  provisional: now.provisional ?? before.provisional,
  file: now.file ?? before.file,
})
