import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { type Change, type Claim, Storage, type UniqueKeys } from "../../ports/storage.ts"

import { PersonUnknown } from "../contract/file-refusals.ts"
import { claimsOf } from "../secrets/blind-index.ts"
import { getOrCreateDataKey, readDataKey, seal } from "../secrets/data-key.ts"
import { findableBy, readIdentifier } from "../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"

/** Somebody an agent named, and what is to be kept where nobody knew them yet. */
export interface ResolvedPerson {
  readonly person: string
  readonly changes: ReadonlyArray<Change>
  readonly claims: ReadonlyArray<Claim>
}

/** Somebody known. */
export const knownPerson = (person: string): ResolvedPerson => ({ person, changes: [], claims: [] })

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const byId = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), Memberships.stream.id(person)])
  if (rows.every(({ version }) => version === 0)) return yield* new PersonUnknown()
  return knownPerson(person)
})

/** Somebody nobody knew yet, with or without an identifier to sign in with. */
export const newPerson = Effect.gen(function* () {
  const random = yield* SecureRandom.SecureRandom
  return knownPerson(yield* random.uuidV7())
})

const withNir = Effect.fnUntraced(function* (nir: Nir, keys: UniqueKeys, at: number) {
  const { person } = yield* newPerson
  const id = Account.stream.id(person)
  const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, undefined), at)
  const account = yield* readAggregate(Account.machine, id, undefined)
  const known = execute(account, { _tag: "GainNir", nir: yield* seal(dataKey, nir.reveal()), at })
  const changes = [toChange(yield* Effect.orDie(Effect.fromResult(known))), toChange(dataKey)]
  return { ...knownPerson(person), changes, claims: claimsOf(keys, id, null) }
})

/** Who somebody is that is known already, by whatever name. */
export const findPerson = Effect.fnUntraced(function* (input: unknown) {
  if (typeof input === "string" && input.length === 36 && ID.test(input)) return (yield* byId(input)).person
  const { keys } = yield* findableBy(yield* readIdentifier(input))
  const known = yield* Effect.flatMap(Storage, (storage) => storage.find(...keys))
  return known === null ? yield* new PersonUnknown() : Account.stream.keyOf(known)
})

/**
 * Finds whom an agent means: by the id of a person, or by the identifier they sign in with.
 *
 * A social security number that nobody has makes a person, whose account opens nothing yet. A provisional identifier
 * was issued to somebody, or is nobody's.
 */
export const resolvePerson = Effect.fnUntraced(function* (input: unknown, at: number) {
  if (typeof input === "string" && input.length === 36 && ID.test(input)) return yield* byId(input)
  const identifier = yield* readIdentifier(input)
  const { keys } = yield* findableBy(identifier)
  const storage = yield* Storage
  const known = yield* storage.find(...keys)
  if (known === null) {
    return identifier instanceof Nir ? yield* withNir(identifier, keys, at) : yield* new PersonUnknown()
  }
  const person = Account.stream.keyOf(known)
  return { ...knownPerson(person), claims: claimsOf(keys, known, known) }
})
