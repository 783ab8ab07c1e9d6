import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { parse } from "../../contact/contact.ts"
import { Notifier } from "../../ports/notifier.ts"
import { makeNonce } from "../contact/code.ts"
import { contactIndexes, sealContact } from "../contact/sealed-contact.ts"
import { allowancesOf, allowSending, countedIn, orderCode } from "../delivery/sending.ts"
import type { Input } from "../inputs.ts"
import { Policies } from "../policies.ts"
import { ChannelUnavailable, ContactRefused } from "../refusals.ts"
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
  const language = asked.language === "en" ? "en" : "fr"
  const indexes = yield* contactIndexes(parsed.contact)
  return yield* step(
    "SendCode",
    Schema.Never,
    asked,
    (wizard, { account, hash }, at, allowances) =>
      Effect.gen(function* () {
        const contact = yield* sealContact(wizard.dataKey, parsed.contact, indexes, language)
        const given = yield* onMigration(wizard, { _tag: "GiveContact", ticket: hash, contact, at })
        const also = yield* allowSending(indexes, allowances, policies.codes.sendsPerContactPerDay, at)
        const next = yield* onChallenge(given, {
          _tag: "Issue",
          challenge: yield* random.uuidV4(),
          contact: contact.index,
          nonce: yield* makeNonce,
          policy: policies.codes,
          counted: countedIn(also),
          at,
        })
        const challenge = next.challenge.state
        const messages = orderCode({ account, purpose: "migration", challenge, contact, at })
        return { wizard: next, also, messages }
      }),
    allowancesOf(indexes),
  )
})
