import * as Schema from "effect/Schema"

/**
 * Why a number was corrected. `InseeCorrection`: INSEE changed it. `SexMention`: the mention of sex changed.
 * `WaitingNumber`: the number that the person had while waiting became another. `RecordedInError`: it was never theirs, so
 * its owner can use it.
 */
export const CorrectionCause = Schema.Literals(["InseeCorrection", "SexMention", "WaitingNumber", "RecordedInError"])
export type CorrectionCause = typeof CorrectionCause.Type

/** A number that the person had before. `nir` is a ciphertext; `indexes` are its blind indexes under each accepted key. */
export const FormerNumber = Schema.Struct({ nir: Schema.String, indexes: Schema.Array(Schema.String) })
export type FormerNumber = typeof FormerNumber.Type

/** Why a person had two accounts. `NumberBecameKnown`: one was made before their number was known. */
export const MergeCause = Schema.Literals(["RegisteredTwice", "NumberBecameKnown"])
export type MergeCause = typeof MergeCause.Type

/** How an agent made sure that two accounts are of one person. */
export const MergeProof = Schema.Literals(["Document", "Counter"])
export type MergeProof = typeof MergeProof.Type
