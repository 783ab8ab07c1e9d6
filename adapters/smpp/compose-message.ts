import { createHash } from "node:crypto"
import type { Fields } from "smpp"
import { type ShortTextOptions, shortTextOf } from "../../src/messages/notices/short.ts"
import type { Notice } from "../../src/ports/notifier.ts"
import { encode } from "./alphabet.ts"

/** How long the carrier tries to deliver an announcement: three days, in milliseconds. */
const ANNOUNCEMENT_VALIDITY = 3 * 24 * 60 * 60_000

/** The first two octets of a digest of the notice's id: `user_message_reference` has no room for more. */
const referenceOf = (id: string) => createHash("sha256").update(id).digest().readUInt16BE(0)

/** The fields of `submit_sm` for a notice, without its addresses. The same notice always gives the same fields. */
export const composeMessage = (notice: Notice, options: ShortTextOptions): Fields => {
  const { coding, octets } = encode(shortTextOf(notice, options))
  const validUntil = notice._tag === "ConfirmationCode" ? notice.expiresAt : notice.at + ANNOUNCEMENT_VALIDITY
  return {
    data_coding: coding,
    short_message: octets,
    user_message_reference: referenceOf(notice.id),
    // A phone that was off receives no expired code and no old announcement. The library writes the time in UTC.
    validity_period: new Date(validUntil),
    // No delivery receipt: nothing would read it, and the person can ask for another code.
    registered_delivery: 0,
  }
}
