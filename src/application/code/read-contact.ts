import * as Effect from "effect/Effect"
import { parse } from "../../domain/contact/contact.ts"
import { isLanguage, type Language, parseLanguage } from "../../domain/language/language.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Policies } from "../contract/policies.ts"
import { ChannelUnavailable, ContactRefused } from "../contract/refusals.ts"
import { contactIndexes } from "../secrets/sealed-contact.ts"

/** Reads a requested language. Ignores any other value, because a caller without types may pass one. */
export const readLanguage = (input: unknown): Language | undefined => (isLanguage(input) ? input : undefined)

/** Reads a contact as typed. Refuses one that is malformed, or of a kind that no carrier reaches. */
export const readContact = Effect.fnUntraced(function* (request: {
  readonly contact: string
  readonly language?: Language | undefined
}) {
  const policies = yield* Policies
  const { reaches } = yield* Notifier
  const parsed = parse(request.contact, policies.contact)
  if (!parsed.ok) return yield* new ContactRefused({ defects: parsed.defects })
  const { contact } = parsed
  if (!reaches.includes(contact._tag)) return yield* new ChannelUnavailable({ kind: contact._tag })
  const language = parseLanguage(request.language)
  return { contact, indexes: yield* contactIndexes(contact), language }
})
