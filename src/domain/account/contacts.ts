/**
 * The contacts of an account, and what each may be used for.
 *
 * A new contact receives messages at once. It recovers the account only after 24 hours; until then the contact that did
 * so before keeps that role. A contact that the two members of a couple share is barred from recovery when they
 * separate, until its owner proves it again.
 *
 * A replaced contact is remembered for 30 days: it receives every announcement, and a person who proves it takes it
 * back. This prevents an intruder who knows the password from keeping an account through a contact of their own.
 */
import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { BarReason, barReasonOf, withBar, withoutBar } from "./bar.ts"
import { ReplacedContact, remembered, withinLimit } from "./replaced-contact.ts"

const at = Schema.Finite

export const Contacts = Schema.Struct({
  present: SealedContact,
  /** The time from which the present contact recovers the account. */
  recoversFrom: at,
  /** Whether the present contact is barred from recovery until it is proved again. */
  barred: Schema.Boolean,
  /** Why it is barred. Absent while it is not, and in older states. */
  barredFor: Schema.optionalKey(BarReason),
  /** Since when it is barred. Absent while it is not, and in older states. */
  barredAt: Schema.optionalKey(at),
  /** The contact that recovers the account until the present one does. */
  former: Schema.NullOr(Schema.Struct({ contact: SealedContact, until: at })),
  /** When the present contact was proved. Absent in older states, where `recoversFrom` is the closest known time. */
  provedAt: Schema.optionalKey(at),
  /** Contacts that were replaced, oldest first. */
  replaced: Schema.optionalKey(Schema.Array(ReplacedContact)),
  /** A contact that an agent recorded. It only recovers the account, and a recovery makes it the present one. */
  pending: Schema.optionalKey(Schema.Struct({ contact: SealedContact, until: at })),
  /** In confidential mode, the blind indexes of the contacts that another person may read. Absent outside it. */
  withheld: Schema.optionalKey(Schema.Array(Schema.String)),
})
export type Contacts = typeof Contacts.Type

/** The contact proved when the account became active: it may be used for everything at once. */
export const initialContacts = (present: SealedContact, at: number): Contacts => ({
  present,
  recoversFrom: 0,
  barred: false,
  former: null,
  provedAt: at,
})

/**
 * The blind indexes of the contacts that the confidential mode withholds; none outside it. A present contact that is
 * barred because others read it is one of them.
 */
export const withheldIndexes = (contacts: Contacts): ReadonlyArray<string> => {
  const { present, withheld } = contacts
  if (withheld === undefined) return []
  return barReasonOf(contacts) === "OthersRead" ? [...withheld, present.index] : withheld
}

/** Removes the contacts that receive nothing in confidential mode. */
export const withoutWithheld = (
  contacts: Contacts,
  some: ReadonlyArray<SealedContact>,
): ReadonlyArray<SealedContact> => {
  const withheld = withheldIndexes(contacts)
  return some.filter(({ index }) => !withheld.includes(index))
}

/** The contacts to which a recovery code may be sent, the present one first. */
export const recoveryContacts = (contacts: Contacts, at: number): ReadonlyArray<SealedContact> => {
  const { barred, former, pending, present, recoversFrom } = contacts
  return withoutWithheld(contacts, [
    ...(!barred && at >= recoversFrom ? [present] : []),
    ...(former !== null && at < former.until ? [former.contact] : []),
    ...(pending !== undefined && at < pending.until ? [pending.contact] : []),
  ])
}

/** The contacts after a change, with those that are withheld: no change of contact ends the confidential mode. */
const stillWithheld = ({ withheld }: Contacts, after: Contacts): Contacts =>
  withheld === undefined ? after : { ...after, withheld }

const provedAtOf = ({ provedAt, recoversFrom }: Contacts) => provedAt ?? recoversFrom

/**
 * The replaced contacts after the present one is replaced too. One that others read is not kept: it must receive nothing.
 * One that was barred after a compromise is kept for its notices: it may also be that of the owner.
 */
const withPresentReplaced = (contacts: Contacts, at: number, until: number): ReadonlyArray<ReplacedContact> => {
  const { present, recoversFrom } = contacts
  const reason = barReasonOf(contacts)
  const kept = remembered(contacts, at).filter(({ contact }) => contact.index !== present.index)
  if (reason === "OthersRead") return kept
  const untrusted = reason === "Compromise" ? { untrusted: true } : {}
  const replaced = { contact: present, provedAt: provedAtOf(contacts), recoversFrom, until, ...untrusted }
  return withinLimit([...kept, replaced])
}

/** The contact that recovers the account while a new one waits; `null` if there is none, or if nothing waits. */
const formerDuring = (contacts: Contacts, at: number, until: number): Contacts["former"] => {
  const [contact] = recoveryContacts(contacts, at)
  return contact === undefined || at >= until ? null : { contact, until }
}

/** Makes a replaced contact the present one again. The contacts that came after it are dropped. */
const takeBack = (contacts: Contacts, contact: SealedContact, at: number): Contacts | null => {
  const kept = remembered(contacts, at)
  const position = kept.findIndex((replaced) => replaced.contact.index === contact.index)
  const found = kept[position]
  if (found === undefined || found.untrusted === true) return null
  const recoversFrom = Math.max(at, found.recoversFrom)
  const former = formerDuring(contacts, at, recoversFrom)
  const replaced = kept.slice(0, position)
  return stillWithheld(contacts, {
    present: contact,
    recoversFrom,
    barred: false,
    former,
    provedAt: found.provedAt,
    replaced,
  })
}

/**
 * Replaces the present contact by one that was just proved. Proving the present one again lifts its bar, and changes
 * nothing else. A contact that is still remembered, and has recovered the account before, does so again at once.
 *
 * The contact that recovers the account now keeps that role until the new one takes over. A contact that was itself
 * proved less than 24 hours ago never gets it. Otherwise two changes in a row would let the first of them recover the
 * account at once. The present contact is notified of everything until `formerUntil`.
 */
export const changeContact = (
  contacts: Contacts,
  contact: SealedContact,
  { at, formerUntil = at, recoversFrom }: ContactChange,
): Contacts => {
  if (contact.index === contacts.present.index) return { ...withoutBar(contacts), present: contact }
  const isRecorded = contacts.replaced?.some((other) => other.contact.index === contact.index && other.recorded)
  const takenBack = isRecorded === true ? null : takeBack(contacts, contact, at)
  if (takenBack !== null) return takenBack
  return stillWithheld(contacts, {
    present: contact,
    recoversFrom,
    barred: false,
    former: formerDuring(contacts, at, recoversFrom),
    provedAt: at,
    replaced: withPresentReplaced(contacts, at, formerUntil).filter((other) => other.contact.index !== contact.index),
  })
}

/** When a contact changes, from when the new one recovers the account, and until when the former is remembered. */
export interface ContactChange {
  readonly at: number
  readonly recoversFrom: number
  readonly formerUntil?: number | undefined
}

/**
 * A recovery proved the contact with this blind index: a former contact is the present one again, and the contacts that
 * came after it are dropped. A contact that an agent recorded becomes the present one.
 */
export const proveContact = (contacts: Contacts, index: string, at: number): Contacts => {
  const { former, pending, present } = contacts
  if (pending?.contact.index === index) {
    const replaced = remembered(contacts, at)
    const proved = { present: pending.contact, recoversFrom: at, barred: false, former: null, provedAt: at, replaced }
    return stillWithheld(contacts, proved)
  }
  return former === null || index !== former.contact.index || index === present.index
    ? contacts
    : (takeBack(contacts, former.contact, at) ?? contacts)
}

/** The latest replaced contact that was proved before a time, and gives a way back. */
const elderOf = (kept: ReadonlyArray<ReplacedContact>, provedAfter: number) =>
  kept.findLast(({ provedAt, untrusted }) => provedAt <= provedAfter && untrusted !== true)

/** Whether the present contact was proved after `provedAfter`, and replaced one that was proved before. */
export const isReplacedSince = (contacts: Contacts, provedAfter: number, at: number): boolean =>
  provedAtOf(contacts) > provedAfter && elderOf(remembered(contacts, at), provedAfter) !== undefined

/**
 * Bars a present contact that was proved after `provedAfter` from recovery, after a compromise: the intruder may have
 * chosen it. Until `formerUntil` the latest contact that was proved before recovers the account in its place.
 */
export const barYoungContact = (
  contacts: Contacts,
  { at, formerUntil, provedAfter }: { readonly at: number; readonly formerUntil: number; readonly provedAfter: number },
): Contacts => {
  if (provedAtOf(contacts) <= provedAfter) return contacts
  const kept = remembered(contacts, at)
  const elder = elderOf(kept, provedAfter)
  return {
    ...withBar(contacts, "Compromise", at),
    former: elder === undefined ? null : { contact: elder.contact, until: formerUntil },
    replaced: kept.map((replaced) =>
      replaced === elder
        ? { ...replaced, until: formerUntil }
        : replaced.provedAt > provedAfter
          ? { ...replaced, untrusted: true }
          : replaced,
    ),
  }
}

/**
 * An agent recorded a contact after proof of identity. Until `until` it alone recovers the account. The earlier contacts
 * are notified of everything until `formerUntil`, because an impostor may have deceived the agent.
 */
export const recordPending = (
  contacts: Contacts,
  contact: SealedContact,
  { at, formerUntil, until }: { readonly at: number; readonly formerUntil: number; readonly until: number },
): Contacts => ({
  ...withBar(contacts, "AccessRestored", at),
  former: null,
  replaced: withPresentReplaced(contacts, at, formerUntil),
  pending: { contact, until },
})

/** Bars the contacts with these blind indexes from recovery. One that was replaced is not notified any more either. */
export const barFromRecovery = (contacts: Contacts, indexes: ReadonlyArray<string>, at?: number): Contacts => {
  const includesPresent = indexes.includes(contacts.present.index)
  const { former, pending, replaced, ...others } = includesPresent ? withBar(contacts, "OthersRead", at) : contacts
  const isBarred = ({ contact }: { readonly contact: SealedContact }) => indexes.includes(contact.index)
  return {
    ...others,
    former: former !== null && isBarred(former) ? null : former,
    ...(replaced === undefined ? {} : { replaced: replaced.filter((contact) => !isBarred(contact)) }),
    ...(pending === undefined || isBarred(pending) ? {} : { pending }),
  }
}

/** The contacts to which announcements about the account are sent: the present one, then those it replaced. */
export const contactsToNotify = (contacts: Contacts, at: number): ReadonlyArray<SealedContact> =>
  withoutWithheld(contacts, [
    contacts.present,
    ...remembered(contacts, at)
      .map(({ contact }) => contact)
      .filter(({ index }) => index !== contacts.present.index),
  ])

/** All contacts of the account, to compare them with another one. */
export const allContacts = ({ former, pending, present, replaced = [] }: Contacts): ReadonlyArray<SealedContact> => {
  const all = [present, ...(former === null ? [] : [former.contact]), ...replaced.map(({ contact }) => contact)]
  const withPending = pending === undefined ? all : [...all, pending.contact]
  return withPending.filter(({ index }, position) => withPending.findIndex((one) => one.index === index) === position)
}
