import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"

const at = Schema.Finite

/** A contact that was replaced, as it was before. It is notified of everything until `until`. */
export const ReplacedContact = Schema.Struct({
  contact: SealedContact,
  provedAt: at,
  recoversFrom: at,
  until: at,
  /** Whether it may be that of an intruder: it is only notified, and gives no way back. */
  untrusted: Schema.optionalKey(Schema.Boolean),
  /** Whether the legacy system had it on record, and no code proved it here. Chosen again, it waits like a new one. */
  recorded: Schema.optionalKey(Schema.Boolean),
})
export type ReplacedContact = typeof ReplacedContact.Type

/**
 * Replaced contacts that are kept. The oldest stay, so that an intruder who changes the contact many times in a row
 * cannot push out the contact of the owner.
 */
const MOST_REPLACED = 3

/** As many as are kept: those on record have places of their own, so that they cannot push out the contact of the owner. */
export const withinLimit = (replaced: ReadonlyArray<ReplacedContact>): ReadonlyArray<ReplacedContact> => [
  ...replaced.filter(({ recorded }) => recorded === true).slice(0, MOST_REPLACED),
  ...replaced.filter(({ recorded }) => recorded !== true).slice(0, MOST_REPLACED),
]

/** The contacts of an account that another one replaced. */
interface Former {
  readonly former: { readonly contact: SealedContact; readonly until: number } | null
  readonly replaced?: ReadonlyArray<ReplacedContact>
}

/** The replaced contacts at this time, oldest first. A contact in `former` was proved at an unknown earlier time. */
export const remembered = ({ former, replaced = [] }: Former, at: number): ReadonlyArray<ReplacedContact> => {
  const kept = replaced.filter(({ until }) => at < until)
  return former === null || at >= former.until || kept.some(({ contact }) => contact.index === former.contact.index)
    ? kept
    : [{ ...former, provedAt: 0, recoversFrom: 0 }, ...kept]
}

/** The contacts of a new account, with those that the legacy system had on record for its owner as replaced ones. */
export const withRecorded = <C extends Former & { readonly present: SealedContact }>(
  contacts: C,
  recorded: ReadonlyArray<SealedContact>,
  until: number,
): C => ({
  ...contacts,
  replaced: withinLimit(
    recorded
      .filter(({ index }) => index !== contacts.present.index)
      .map((contact) => ({ contact, provedAt: 0, recoversFrom: 0, until, recorded: true })),
  ),
})
