import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { parse } from "../contact/contact.ts"
import { Notifier } from "../ports/notifier.ts"
import type { Input } from "./inputs.ts"
import { Policies } from "./policies.ts"
import { ChannelUnavailable, ContactRefused } from "./refusals.ts"
import { sealContact } from "./sealed-contact.ts"
import { allowanceOf, allowSending, orderCode } from "./sending.ts"
import { readTicket } from "./ticket.ts"
import { onChallenge, onMigration, step } from "./wizard.ts"

/** "Envoyer le code": takes an e-mail address or a mobile number, and sends it a code at once. */
export const sendCode = Effect.fn("MonCompte.sendCode")(function* (asked: Input<"sendCode">) {
  const policies = yield* Policies
  const { reaches } = yield* Notifier
  const random = yield* SecureRandom.SecureRandom
  const parsed = parse(asked.contact, policies.contact)
  if (!parsed.ok) return yield* new ContactRefused({ defects: parsed.defects })
  const kind = parsed.contact._tag
  if (!reaches.includes(kind)) return yield* new ChannelUnavailable({ kind })
  const { account } = yield* readTicket(asked.ticket)
  const contact = yield* sealContact(account, parsed.contact, asked.language === "en" ? "en" : "fr")
  return yield* step(
    "SendCode",
    Schema.Never,
    asked,
    (wizard, { hash }, at, allowance) =>
      Effect.gen(function* () {
        const given = yield* onMigration(wizard, { _tag: "GiveContact", ticket: hash, contact, at })
        const next = yield* onChallenge(given, {
          _tag: "Issue",
          challenge: yield* random.uuidV4(),
          contact: contact.index,
          nonce: yield* random.uuidV4(),
          policy: policies.codes,
          at,
        })
        const allowed = yield* allowSending(contact, allowance, policies.codes.sendsPerContactPerDay, at)
        const challenge = next.challenge.state
        const messages = orderCode({ account, purpose: "migration", challenge, contact, at })
        return { wizard: next, also: [allowed], messages }
      }),
    allowanceOf(contact),
  )
})
