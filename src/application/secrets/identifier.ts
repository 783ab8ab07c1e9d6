import * as Effect from "effect/Effect"
import type * as Account from "../../domain/account/account.ts"
import { classify } from "../../domain/nir/index.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { ProvisionalIdentifier } from "../../domain/provisional-identifier/provisional-identifier.ts"
import type { UniqueKeys } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { IdentifierRefused } from "../contract/refusals.ts"
import { type BlindIndexes, blindIndexes, uniqueKeys } from "./blind-index.ts"

/** What somebody signs in with. */
export type Identifier = Nir | ProvisionalIdentifier

export type IdentifierKind = "nir" | "provisional"

export const kindOf = (identifier: Identifier): IdentifierKind => (identifier instanceof Nir ? "nir" : "provisional")

/** No social security number begins with a letter, and every provisional identifier does. */
const beginsWithLetter = (input: unknown) => typeof input === "string" && /^[\s]{0,20}[A-Za-z]/.test(input)

/** Reads what was typed as a social security number or as a provisional identifier. */
export const readIdentifier = Effect.fnUntraced(function* (input: unknown) {
  const { provisional } = yield* Policies
  const identifier: Identifier | null = ProvisionalIdentifier.parse(input, provisional)
  if (identifier !== null) return identifier
  const typed = classify(input)
  if (typed.kind === "Nir") return typed.nir
  const next = beginsWithLetter(input) ? "CheckProvisionalIdentifier" : typed.next
  return yield* new IdentifierRefused({ next, defects: typed.defects })
})

/** A provisional identifier is retired for good once its owner has a social security number. */
export const mayOpen = (state: Account.State, identifier: Identifier): state is Account.Active =>
  state._tag === "Active" && (identifier instanceof Nir || state.owner.nir === null)

/** How an identifier is counted and found: its blind indexes, and the unique keys made of them. */
export interface Findable {
  readonly indexes: BlindIndexes
  readonly keys: UniqueKeys
}

export const findableBy = Effect.fnUntraced(function* (identifier: Identifier) {
  const kind = kindOf(identifier)
  const indexes = yield* blindIndexes(kind, [identifier.reveal()])
  const findable: Findable = { indexes, keys: uniqueKeys(kind, indexes) }
  return findable
})
