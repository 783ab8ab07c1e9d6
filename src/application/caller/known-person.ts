import * as Effect from "effect/Effect"
import { parseTypedBirthDate } from "../../domain/civil-date/typed-date.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { Nir } from "../../domain/nir/nir.ts"
import type { Person } from "../../domain/password/index.ts"
import { Policies } from "../contract/policies.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"

const MOST = 20

const textsOf = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((text) => typeof text === "string").slice(0, MOST) : []

/** Reads what the caller knows about a person. A part that cannot be read is ignored, also from untyped callers. */
export const readAbout = (about: unknown): Person => {
  const given: Readonly<Record<string, unknown>> = typeof about === "object" && about !== null ? { ...about } : {}
  const { birthDate, contacts, names } = given
  const birth = parseTypedBirthDate(birthDate)
  return {
    names: textsOf(names),
    contacts: textsOf(contacts),
    ...(birth === null ? {} : { birthDate: birth }),
  }
}

/** Opens the contacts that a password must not contain: none if the policy does not forbid contacts. */
export const forbiddenContacts = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  contacts: ReadonlyArray<SealedContact>,
) {
  const { password: policy } = yield* Policies
  if (!policy.forbidden.includes("Contact")) return []
  return yield* Effect.forEach(contacts, (sealed) =>
    Effect.map(openContact(dataKey, sealed), (contact) => contact.reveal()),
  )
})

/** What is known about a person who chooses a password: on record, and from the caller. */
export const knownPerson = Effect.fnUntraced(function* (
  onRecord: {
    readonly dataKey: LoadedDataKey
    readonly nir: Nir | null
    readonly contacts: ReadonlyArray<SealedContact>
  },
  about: unknown,
) {
  const given = readAbout(about)
  const contacts = yield* forbiddenContacts(onRecord.dataKey, onRecord.contacts)
  const known: Person = { ...given, nir: onRecord.nir, contacts: [...contacts, ...(given.contacts ?? [])] }
  return known
})
