/**
 * Reports: "ce n'est pas moi". A notice of a change carries a token, and a person who sends it back reports the change.
 *
 * The older contact wins. A report bars the contacts that came after the one to which the token was sent, and this one
 * recovers the account. So an intruder who changes the contact cannot report the owner: a new contact receives no token,
 * and one that a report barred can report nothing.
 */
import * as Schema from "effect/Schema"
import type { SealedContact } from "../contact/sealed-contact.ts"
import { barReasonOf, withBar, withoutBar } from "./bar.ts"
import { type Contacts, withoutWithheld } from "./contacts.ts"
import { remembered } from "./replaced-contact.ts"

const at = Schema.Finite

/** A contact that reported a change. The tokens that were sent to it before are used up. */
export const Report = Schema.Struct({ contact: Schema.String, at })
export type Report = typeof Report.Type

/**
 * The contacts that may report a change, the present one first: those that recovered the account before it. A new
 * contact may not in its first 24 hours, nor one that may be an intruder's, nor one that others read.
 */
export const reporters = (contacts: Contacts, at: number): ReadonlyArray<SealedContact> => {
  const { present, recoversFrom } = contacts
  const reason = barReasonOf(contacts)
  const others = remembered(contacts, at).filter(
    (replaced) =>
      replaced.contact.index !== present.index && replaced.untrusted !== true && at >= replaced.recoversFrom,
  )
  return withoutWithheld(contacts, [
    ...(at >= recoversFrom && (reason === null || reason === "AccessRestored") ? [present] : []),
    ...others.map(({ contact }) => contact),
  ])
}

/** Whether a token that was sent to this contact at `sentAt` reports a change now. */
export const mayReport = (
  { contacts, reports = [] }: { readonly contacts: Contacts; readonly reports?: ReadonlyArray<Report> | undefined },
  index: string,
  sentAt: number,
  at: number,
): boolean =>
  reporters(contacts, at).some((reporter) => reporter.index === index) &&
  !reports.some((report) => report.contact === index && sentAt <= report.at)

/** Remembers a report. There is one for each contact, so the list does not grow with their number. */
export const withReport = (reports: ReadonlyArray<Report> | undefined, report: Report): ReadonlyArray<Report> =>
  // A contact that is not remembered any more cannot report, so its entry is of no use. The limit is a safeguard.
  [...(reports ?? []).filter(({ contact }) => contact !== report.contact), report].slice(-MOST_REPORTS)

/** More than the contacts of an account: the present one, one in `former`, three replaced ones and three on record. */
const MOST_REPORTS = 10

/**
 * The contacts after a report by the contact with this blind index. It recovers the account until `formerUntil`. The
 * contacts that came after it are barred. What an agent recorded is dropped.
 */
export const withReportedChange = (
  contacts: Contacts,
  index: string,
  { at, formerUntil }: { readonly at: number; readonly formerUntil: number },
): Contacts => {
  const { pending: _, ...kept } = contacts
  const all = remembered(contacts, at)
  // Of the bars, only that of `restoreAccess` lets the present contact report.
  if (index === contacts.present.index) {
    return { ...withoutBar(kept), replaced: all.filter(({ contact }) => contact.index !== index) }
  }
  const position = all.findIndex(({ contact }) => contact.index === index)
  const reporter = all[position]
  if (reporter === undefined) return contacts
  return {
    ...withBar(kept, "Compromise", at),
    former: { contact: reporter.contact, until: formerUntil },
    replaced: all.map((replaced, place) => {
      if (place === position) return { ...replaced, until: Math.max(replaced.until, formerUntil) }
      // Contacts on record are equally old: none came after another.
      return place < position || replaced.recorded === true ? replaced : { ...replaced, untrusted: true }
    }),
  }
}
