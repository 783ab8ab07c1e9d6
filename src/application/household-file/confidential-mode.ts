import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { allContacts, contactsToNotify, withheldIndexes } from "../../domain/account/contacts.ts"
import { parse } from "../../domain/contact/contact.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { NotConfidential } from "../contract/confidential-refusals.ts"
import { AccountIsClosed } from "../contract/file-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { ContactRefused, ContactUnknown } from "../contract/refusals.ts"
import { announceTo } from "../outbox/announce.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { contactsOfPartners } from "./partner-contacts.ts"
import { comparable } from "./shared-contacts.ts"

/** The contacts that a person or an agent names, as texts to compare them by. */
export const readNamedContacts = Effect.fnUntraced(function* (contacts: unknown) {
  const { contact: policy } = yield* Policies
  const typed: ReadonlyArray<unknown> = contacts === undefined || contacts === null ? [] : asList(contacts)
  return yield* Effect.forEach(typed, (text) => {
    const parsed = parse(text, policy)
    return parsed.ok
      ? Effect.succeed(comparable(parsed.contact))
      : Effect.fail(new ContactRefused({ defects: parsed.defects }))
  })
})

const asList = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value.slice(0, MOST_NAMED) : [value])

/** More than an account has. The limit bounds the work of one call. */
const MOST_NAMED = 10

interface OpenedContact {
  readonly sealed: SealedContact
  readonly text: string
  readonly masked: string
}

const openAll = (dataKey: LoadedDataKey, contacts: ReadonlyArray<SealedContact>) =>
  Effect.forEach(contacts, (sealed) =>
    Effect.map(
      openContact(dataKey, sealed),
      (contact): OpenedContact => ({ sealed, text: comparable(contact), masked: contact.masked }),
    ),
  )

/** The contacts of an account, also one that is requested and not proved yet. */
const ownContacts = (state: Account.State): ReadonlyArray<SealedContact> => {
  if (state._tag !== "Active") return []
  const { contacts, requestedContact } = state
  return [...allContacts(contacts), ...(requestedContact === null ? [] : [requestedContact])]
}

/** Orders an announcement to the contacts that only the person reads. */
const announcePrivately = Effect.fnUntraced(function* (
  person: string,
  state: Account.State,
  dataKey: LoadedDataKey,
  about: AnnouncementAbout,
  readByPartners: ReadonlySet<string>,
  at: number,
) {
  if (state._tag !== "Active") return []
  const opened = yield* openAll(dataKey, contactsToNotify(state.contacts, at))
  const privately = opened.filter(({ text }) => !readByPartners.has(text)).map(({ sealed }) => sealed)
  return yield* announceTo(person, privately, about, at)
})

/** What starting or ending the mode needs. */
interface ModeRequest {
  readonly account: LoadedAccount
  readonly dataKey: LoadedDataKey
  /** Absent if the person gives the command. */
  readonly agent?: string
  readonly at: number
}

/**
 * Starts the confidential mode of an account, or adds contacts to it. `named` is what `readNamedContacts` read.
 *
 * Refused with `ContactUnknown` for a named contact that the account does not have.
 */
export const startConfidentially = Effect.fnUntraced(function* (
  { account, agent, at, dataKey }: ModeRequest,
  named: ReadonlyArray<string>,
) {
  if (account.state._tag === "Closed") return yield* new AccountIsClosed()
  const person = Account.stream.keyOf(account.id)
  const own = yield* openAll(dataKey, ownContacts(account.state))
  if (named.some((text) => own.every((contact) => contact.text !== text))) return yield* new ContactUnknown()
  const readByPartners = yield* contactsOfPartners(person)
  const withheld = own
    .filter(({ text }) => named.includes(text) || readByPartners.has(text))
    .map(({ sealed }) => sealed.index)
  const started = yield* executeOrDie(account, {
    _tag: "StartConfidentialMode",
    withheld: [...new Set(withheld)],
    ...(agent === undefined ? {} : { agent }),
    at,
  })
  const about = "ConfidentialModeStarted"
  const messages = yield* announcePrivately(person, started.state, dataKey, about, readByPartners, at)
  return { account: started, messages, view: yield* viewOf(started.state, dataKey, readByPartners) }
})

/** Ends the confidential mode of an account. Contacts that were withheld are not notified of the end. */
export const endConfidentially = Effect.fnUntraced(function* ({ account, agent, at, dataKey }: ModeRequest) {
  const { state } = account
  if (state._tag === "Closed") return yield* new AccountIsClosed()
  if (state.confidential === undefined) return yield* new NotConfidential()
  const person = Account.stream.keyOf(account.id)
  const ended = yield* executeOrDie(account, {
    _tag: "EndConfidentialMode",
    ...(agent === undefined ? {} : { agent }),
    at,
  })
  const readByPartners = yield* contactsOfPartners(person)
  const messages = yield* announcePrivately(person, state, dataKey, "ConfidentialModeEnded", readByPartners, at)
  return { account: ended, messages }
})

/** The account that stays after a merge: the confidential mode of the other one goes on with it. */
export const continueConfidentially = (staying: LoadedAccount, merged: Account.State, at: number) => {
  if (merged._tag === "Closed" || merged.confidential === undefined) return Effect.succeed(staying)
  const { agent } = merged.confidential
  const withheld = merged._tag === "Active" ? withheldIndexes(merged.contacts) : []
  return executeOrDie(staying, { _tag: "StartConfidentialMode", withheld, agent, at })
}

/** The confidential mode as its owner sees it. Contacts are masked. */
export interface ConfidentialView {
  /** Since when it is on, in milliseconds since the epoch. */
  readonly since: number
  readonly setBy: "Self" | "Agent"
  /** Whether the present contact still receives messages. */
  readonly isContactReached: boolean
  /** The contacts that receive and recover nothing. */
  readonly withheld: ReadonlyArray<string>
  /** The contacts that still receive messages. If there is none, give another contact, or ask the fund. */
  readonly reached: ReadonlyArray<string>
}

/** Describes the mode of a state; `null` while it is off. */
const viewOf = Effect.fnUntraced(function* (
  state: Account.State,
  dataKey: LoadedDataKey,
  readByPartners: ReadonlySet<string>,
) {
  if (state._tag !== "Active" || state.confidential === undefined) return null
  const { agent, since } = state.confidential
  const own = yield* openAll(dataKey, allContacts(state.contacts))
  const isWithheld = ({ sealed, text }: OpenedContact) =>
    withheldIndexes(state.contacts).includes(sealed.index) || readByPartners.has(text)
  const view: ConfidentialView = {
    since,
    setBy: agent === undefined ? "Self" : "Agent",
    isContactReached: own.slice(0, 1).every((present) => !isWithheld(present)),
    withheld: own.filter(isWithheld).map(({ masked }) => masked),
    reached: own.filter((contact) => !isWithheld(contact)).map(({ masked }) => masked),
  }
  return view
})

/**
 * Loads what the mode withholds at this moment; `null` while it is off. It compares with the partners' contacts, except
 * those that the legacy system cannot answer now.
 */
export const loadConfidentialView = Effect.fnUntraced(function* (
  person: string,
  state: Account.State,
  dataKey: LoadedDataKey,
) {
  if (state._tag !== "Active" || state.confidential === undefined) return null
  const readByPartners = yield* Effect.catchTag(contactsOfPartners(person), "LegacyDown", () =>
    Effect.succeed<ReadonlySet<string>>(new Set()),
  )
  return yield* viewOf(state, dataKey, readByPartners)
})
