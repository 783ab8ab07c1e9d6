import { createHash } from "node:crypto"
import * as Redacted from "effect/Redacted"
import type { Fields } from "smpp"
import type { Notice } from "../../src/ports/notifier.ts"
import { encode } from "./alphabet.ts"
import { newsOf } from "./news.ts"
import { type Letterhead, textOf } from "./wording.ts"

/** News is still worth telling for three days. */
const NEWS = 3 * 24 * 60 * 60_000

/** Two octets for the notice's id: `user_message_reference` has no room for more. */
const referenceOf = (id: string) => createHash("sha256").update(id).digest().readUInt16BE(0)

/** What `submit_sm` says of a notice, addresses aside. The same notice always gives the same. */
export const messageFor = (notice: Notice, letterhead: Letterhead): Fields => {
  const isCode = notice._tag === "ConfirmationCode"
  const text = isCode ? textOf(notice, Redacted.value(notice.code), letterhead) : newsOf(notice, letterhead.service)
  const { coding, octets } = encode(text)
  return {
    data_coding: coding,
    short_message: octets,
    user_message_reference: referenceOf(notice.id),
    // A phone that was off gets no code that has stopped working, and no news that is none. The driver writes it in UTC.
    validity_period: new Date(isCode ? notice.expiresAt : notice.at + NEWS),
    // No receipt: what a network learns later on has no place to go, and the person can ask for another code.
    registered_delivery: 0,
  }
}
