import * as Effect from "effect/Effect"
import { parse } from "../../domain/contact/contact.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Policies } from "../contract/policies.ts"
import { ChannelUnavailable, ContactRefused } from "../contract/refusals.ts"
import { contactIndexes } from "../secrets/sealed-contact.ts"

/** Reads a contact as somebody typed it, to send a code to: of a form that can be written to, by a carrier there is. */
export const givenContact = Effect.fnUntraced(function* (asked: {
  readonly contact: string
  readonly language?: "fr" | "en" | undefined
}) {
  const policies = yield* Policies
  const { reaches } = yield* Notifier
  const parsed = parse(asked.contact, policies.contact)
  if (!parsed.ok) return yield* new ContactRefused({ defects: parsed.defects })
  const { contact } = parsed
  if (!reaches.includes(contact._tag)) return yield* new ChannelUnavailable({ kind: contact._tag })
  const language: "fr" | "en" = asked.language === "en" ? "en" : "fr"
  return { contact, indexes: yield* contactIndexes(contact), language }
})
