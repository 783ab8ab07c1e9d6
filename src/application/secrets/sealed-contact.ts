import * as Effect from "effect/Effect"
import { type Contact, restore } from "../../domain/contact/contact.ts"
import type { SealedContact } from "../../domain/migration/draft.ts"
import { type BlindIndexes, blindIndexes } from "./blind-index.ts"
import { type LoadedDataKey, open, seal } from "./data-key.ts"

/** The blind indexes of a contact: the same for whoever gives it. */
export const contactIndexes = (contact: Contact) => blindIndexes("contact", [contact._tag, contact.index()])

/**
 * A contact as it may be stored: a ciphertext to write to it by, under its owner's data key, and a blind index to
 * compare it by. `language` is its owner's.
 */
export const sealContact = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  contact: Contact,
  [index]: BlindIndexes,
  language: SealedContact["language"],
) {
  const sealed: SealedContact = { kind: contact._tag, index, sealed: yield* seal(dataKey, contact.reveal()), language }
  return sealed
})

/** A contact sealed in the place of a person's present one: the same one keeps its index, of whatever key that is. */
export const resealContact = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  present: SealedContact,
  given: {
    readonly contact: Contact
    readonly indexes: BlindIndexes
    readonly language: SealedContact["language"]
  },
) {
  const { contact, indexes, language } = given
  const before = yield* openContact(dataKey, present)
  const isSame = before._tag === contact._tag && before.index() === contact.index()
  return yield* sealContact(dataKey, contact, isSame ? [present.index] : indexes, language)
})

/** The contact that was sealed. */
export const openContact = Effect.fnUntraced(function* (dataKey: LoadedDataKey, { kind, sealed }: SealedContact) {
  return restore(kind, yield* open(dataKey, sealed))
})
