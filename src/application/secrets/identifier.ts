import * as Effect from "effect/Effect"
import type { IdentifierKind } from "../../domain/account/owner.ts"
import { classify } from "../../domain/nir/index.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { likelyPlaces } from "../../domain/nir/suggest.ts"
import { ProvisionalIdentifier } from "../../domain/provisional-identifier/provisional-identifier.ts"
import type { UniqueKeys } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { IdentifierRefused } from "../contract/refusals.ts"
import { type BlindIndexes, blindIndexes, uniqueKeys } from "./blind-index.ts"
import { nextAfterTyped } from "./typed-instead.ts"

/** The identifier of a sign-in. */
export type Identifier = Nir | ProvisionalIdentifier

export const kindOf = (identifier: Identifier): IdentifierKind => (identifier instanceof Nir ? "nir" : "provisional")

/**
 * Reads an identifier as typed: a social security number or a provisional identifier. `field` names it in the refusal,
 * where the input has several identifiers.
 */
export const readIdentifier = Effect.fnUntraced(function* (input: unknown, field?: IdentifierRefused["field"]) {
  const { provisional } = yield* Policies
  const identifier: Identifier | null = ProvisionalIdentifier.parse(input, provisional)
  if (identifier !== null) return identifier
  const typed = classify(input)
  if (typed.kind === "Nir") return typed.nir
  const { defects } = typed
  // Only for a number with one mistake. The places contain no digit: a stranger learns no number from them.
  const likely = defects.length === 1 && typed.next === "CompareWithCard" ? likelyPlaces(input) : []
  return yield* new IdentifierRefused({ next: nextAfterTyped(input, typed.next), defects, likely, field })
})

/** The blind indexes under which attempts with an identifier are counted, and the unique keys that find its owner. */
export interface IndexedIdentifier {
  readonly indexes: BlindIndexes
  readonly keys: UniqueKeys
}

export const indexIdentifier = Effect.fnUntraced(function* (identifier: Identifier) {
  const kind = kindOf(identifier)
  const indexes = yield* blindIndexes(kind, [identifier.reveal()])
  const indexed: IndexedIdentifier = { indexes, keys: uniqueKeys(kind, indexes) }
  return indexed
})
