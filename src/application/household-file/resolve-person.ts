import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { plainText } from "../../domain/typed-text/typed-text.ts"
import { type AggregateId, type Claim, type Owner, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import { PersonUnknown } from "../contract/file-refusals.ts"
import { type BlindIndexes, claimsOf } from "../secrets/blind-index.ts"
import { getOrCreateDataKey, readDataKey, seal } from "../secrets/data-key.ts"
import { type Identifier, indexIdentifier, readIdentifier } from "../secrets/identifier.ts"
import { type AnyAggregate, executeOrDie, readAggregate } from "../unit-of-work/aggregate.ts"

/** The person that an agent's command is about, and what is committed where the command makes this person known. */
export interface ResolvedPerson {
  readonly person: string
  /** The new account and its data key; nothing where the person was known. */
  readonly created: ReadonlyArray<AnyAggregate>
  readonly claims: ReadonlyArray<Claim>
}

/** A person as an agent refers to them: by the id of the person, or by the identifier they sign in with. */
export type PersonReference =
  | { readonly _tag: "Id"; readonly person: string }
  | {
      readonly _tag: "Identifier"
      readonly identifier: Identifier
      readonly indexes: BlindIndexes
      readonly keys: UniqueKeys
    }

const known = (person: string): ResolvedPerson => ({ person, created: [], claims: [] })

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Longer texts are no id. The limit leaves room for marks and blanks. */
const LONGEST_TEXT = 100

/** The id of a person, as typed; `null` for any other text. */
export const readPersonId = (input: unknown): string | null => {
  const id = typeof input === "string" && input.length <= LONGEST_TEXT ? plainText(input).toLowerCase() : ""
  return ID.test(id) ? id : null
}

export const readPersonReference = Effect.fnUntraced(function* (input: unknown) {
  const person = readPersonId(input)
  if (person !== null) {
    const reference: PersonReference = { _tag: "Id", person }
    return reference
  }
  const identifier = yield* readIdentifier(input)
  const reference: PersonReference = { _tag: "Identifier", identifier, ...(yield* indexIdentifier(identifier)) }
  return reference
})

/** The aggregates that show whether a person with this id is known. */
const traces = (person: string): ReadonlyArray<AggregateId> => [
  Account.stream.id(person),
  Memberships.stream.id(person),
]

/** What finds a person: their aggregates for an id, and unique keys for an identifier. */
export const readsOfPerson = (reference: PersonReference) =>
  reference._tag === "Id"
    ? { aggregates: traces(reference.person), keys: undefined }
    : { aggregates: [], keys: reference.keys }

const decodeState = Schema.decodeUnknownOption(Account.State)

/** The account that stays, where this one was merged into it: agents always reach the person as they are known now. */
const successorIn = ({ state }: Pick<Row, "state">): string | null => {
  const decoded = decodeState(state)
  return Option.isSome(decoded) && decoded.value._tag === "Closed" ? (decoded.value.successor ?? null) : null
}

/** The person of a reference, from what `readsOfPerson` loaded; `null` for an unknown one. */
export const foundPerson = (
  reference: PersonReference,
  rows: ReadonlyArray<Pick<Row, "state" | "version">>,
  owner: Owner | null,
): ResolvedPerson | null => {
  if (reference._tag === "Id") {
    const [account] = rows
    if (!rows.some(({ version }) => version > 0)) return null
    return known((account === undefined ? null : successorIn(account)) ?? reference.person)
  }
  if (owner === null) return null
  const claims = claimsOf(reference.keys, owner.id, owner.id)
  return { ...known(successorIn(owner.row) ?? Account.stream.keyOf(owner.id)), claims }
}

const load = Effect.fnUntraced(function* (reference: PersonReference) {
  const storage = yield* Storage
  if (reference._tag === "Id") {
    const { rows } = yield* storage.load(traces(reference.person))
    return foundPerson(reference, rows, null)
  }
  const { owner } = yield* storage.loadOwner(reference.keys, [])
  return foundPerson(reference, [], owner)
})

/** A new person without an identifier to sign in with. */
export const newPerson = Effect.gen(function* () {
  const random = yield* SecureRandom.SecureRandom
  return known(yield* random.uuidV7())
})

/**
 * Makes the person of an unknown reference. A social security number makes an account, which opens nothing yet. An id
 * or a provisional identifier that is unknown was never issued: it is refused.
 */
export const createPerson = Effect.fnUntraced(function* (reference: PersonReference, at: number) {
  if (reference._tag === "Id" || !(reference.identifier instanceof Nir)) return yield* new PersonUnknown()
  const { identifier: nir, keys } = reference
  const { person } = yield* newPerson
  const id = Account.stream.id(person)
  const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, undefined), at)
  const account = yield* readAggregate(Account.machine, id, undefined)
  const recorded = yield* executeOrDie(account, {
    _tag: "RecordNir",
    nir: yield* seal(dataKey, nir.reveal(), "nir"),
    at,
  })
  const created = [recorded, dataKey]
  const resolved: ResolvedPerson = { person, created, claims: claimsOf(keys, id, null) }
  return resolved
})

/** The id of a known person. */
export const findPerson = Effect.fnUntraced(function* (input: unknown) {
  const found = yield* load(yield* readPersonReference(input))
  return found === null ? yield* new PersonUnknown() : found.person
})
