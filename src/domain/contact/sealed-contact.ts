import * as Schema from "effect/Schema"
import { languages } from "../language/language.ts"
import type { Contact } from "./contact.ts"

const kinds = ["Email", "Mobile"] as const satisfies ReadonlyArray<Contact["_tag"]>

/** A contact as stored: its kind, a blind index to compare it, a ciphertext to write to it, its owner's language. */
export const SealedContact = Schema.Struct({
  kind: Schema.Literals(kinds),
  index: Schema.String,
  sealed: Schema.String,
  language: Schema.Literals(languages),
})
export type SealedContact = typeof SealedContact.Type
