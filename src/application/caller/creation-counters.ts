import type { BlindIndexes } from "../secrets/blind-index.ts"

/** What a claim of identity is made of: facts alone, or facts with evidence. */
export type ClaimKind = "creation" | "creation-evidence"

/**
 * Separate counters for proofs of identity, so that guessing a name does not lock the account holder out of sign-in.
 *
 * Claims with evidence have counters of their own, so that a stranger who guesses facts does not lock out a person who
 * has a document. Such a claim never succeeds on its facts alone, so it adds no guesses.
 */
export const creationCounters = (kind: ClaimKind, [active, ...older]: BlindIndexes): BlindIndexes => [
  `${kind}.${active}`,
  ...older.map((index) => `${kind}.${index}`),
]

/** Every counter of an identifier: passwords, facts, and evidence. */
export const allCounters = (indexes: BlindIndexes): ReadonlyArray<BlindIndexes> => [
  indexes,
  creationCounters("creation", indexes),
  creationCounters("creation-evidence", indexes),
]
