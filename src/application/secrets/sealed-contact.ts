import * as Effect from "effect/Effect"
import { type Contact, restore } from "../../domain/contact/contact.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { Language } from "../../domain/language/language.ts"
import { type BlindIndexes, blindIndexes } from "./blind-index.ts"
import { type LoadedDataKey, open, seal } from "./data-key.ts"

/** The blind indexes of a contact. They are the same for every person with this contact. */
export const contactIndexes = (contact: Contact) => blindIndexes("contact", [contact._tag, contact.index()])

/** Seals a contact under its owner's data key, with a blind index to compare it. `language` is its owner's. */
export const sealContact = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  contact: Contact,
  [index]: BlindIndexes,
  language: Language,
) {
  const sealed: SealedContact = {
    kind: contact._tag,
    index,
    sealed: yield* seal(dataKey, contact.reveal(), "contact"),
    language,
  }
  return sealed
})

/** Seals a contact that replaces the present one. The same contact keeps its blind index, also after a key rotation. */
export const resealContact = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  present: SealedContact,
  next: { readonly contact: Contact; readonly indexes: BlindIndexes; readonly language: Language },
) {
  const { contact, indexes, language } = next
  const before = yield* openContact(dataKey, present)
  const isSame = before._tag === contact._tag && before.index() === contact.index()
  return yield* sealContact(dataKey, contact, isSame ? [present.index] : indexes, language)
})

/** Opens a sealed contact. */
export const openContact = Effect.fnUntraced(function* (dataKey: LoadedDataKey, { kind, sealed }: SealedContact) {
  return restore(kind, yield* open(dataKey, sealed, "contact"))
})
