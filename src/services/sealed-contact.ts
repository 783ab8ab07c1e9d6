import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import { type Contact, restore } from "../contact/contact.ts"
import type { SealedContact } from "../migration/draft.ts"
import { Keys } from "../ports/keys.ts"

/** A contact as it may be stored: a ciphertext to write to it by, and a blind index to compare it by. `language` is its owner's. */
export const sealContact = Effect.fnUntraced(function* (
  account: string,
  contact: Contact,
  language: SealedContact["language"],
) {
  const keys = yield* Keys
  const index = yield* keys.mac("contact", [contact._tag, contact.index()])
  const sealed = yield* keys.seal(account, contact.reveal())
  const result: SealedContact = { kind: contact._tag, index: Base64Url.encode(index), sealed, language }
  return result
})

/** The contact that was sealed. */
export const openContact = Effect.fnUntraced(function* (account: string, { kind, sealed }: SealedContact) {
  const keys = yield* Keys
  return restore(kind, yield* keys.open(account, sealed))
})
