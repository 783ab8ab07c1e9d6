import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { reporters } from "../../domain/account/report.ts"
import { parse } from "../../domain/contact/contact.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { partnerOf } from "../../domain/household/person-facts.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { Notifier } from "../../ports/notifier.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { announce, announceTo } from "../outbox/announce.ts"
import { open } from "../secrets/data-key.ts"
import { contactIndexes, sealContact } from "../secrets/sealed-contact.ts"
import { executeOrDie, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import type { Wizard } from "../wizard/wizard.ts"
import { readFile } from "./load-file.ts"
import { isConfidential } from "./withheld-contacts.ts"

/** The aggregates that `announceOpening` needs: read them in the first round trip. */
export const readsToAnnounceOpening = (person: string): readonly [AggregateId] => [Memberships.stream.id(person)]

/** More than the legacy system has. The limit bounds the messages of one opening. */
const MOST_CONTACTS = 5

const DAY = 24 * 60 * 60_000

/**
 * The contacts that the legacy system has on record for the owner. The owner reads them even if a stranger opened the
 * account. Fails with `LegacyDown`, so that no account is opened without an announcement.
 */
const recordedContacts = Effect.fnUntraced(function* ({ account: { state }, dataKey }: Wizard) {
  const { contact: policy } = yield* Policies
  const { reaches } = yield* Notifier
  const { contactsOf } = yield* RecordedContacts
  if (state._tag !== "Active" || state.owner.nir === null || state.confidential !== undefined) return []
  const recorded = yield* contactsOf(new Nir(yield* open(dataKey, state.owner.nir, "nir")))
  const usable = (recorded?.contacts ?? []).flatMap((text) => {
    const parsed = parse(text, policy)
    return parsed.ok && reaches.includes(parsed.contact._tag) ? [parsed.contact] : []
  })
  return yield* Effect.forEach(usable.slice(0, MOST_CONTACTS), (contact) =>
    Effect.flatMap(contactIndexes(contact), (indexes) => sealContact(dataKey, contact, indexes, "fr")),
  )
})

/**
 * Remembers the contacts on record as former ones, so that their owner can report the opening and recover the account. Not
 * those that both members of a couple that ended read.
 */
const rememberRecorded = Effect.fnUntraced(function* (
  account: LoadedAccount,
  contacts: ReadonlyArray<SealedContact>,
  at: number,
) {
  const { recovery } = yield* Policies
  const isBarred = account.state._tag === "Active" && account.state.recordedContactBarred === true
  if (contacts.length === 0 || isBarred) return account
  const until = at + recovery.formerContactDays * DAY
  return yield* executeOrDie(account, { _tag: "RememberRecordedContacts", contacts, until, at })
})

/** The active accounts of the other adults in the files of a person. */
const otherAdults = Effect.fnUntraced(function* (person: string, row: Row | undefined) {
  const storage = yield* Storage
  const { state } = yield* readAggregate(Memberships.register, Memberships.stream.id(person), row)
  const files = Memberships.current(state).map(({ file }) => Household.stream.id(file))
  if (files.length === 0) return []
  const loaded = yield* storage.load(files)
  const partners = yield* Effect.forEach(files, (id, index) =>
    Effect.map(readFile(id, loaded.rows[index]), (file) => partnerOf(file.state, person)),
  )
  const ids = [...new Set(partners.flatMap((partner) => (partner === null ? [] : [Account.stream.id(partner)])))]
  if (ids.length === 0) return []
  const { rows } = yield* storage.load(ids)
  return yield* Effect.forEach(ids, (id, index) => readAggregate(Account.machine, id, rows[index]))
})

/**
 * Orders the announcements of an account that has just been opened or migrated: to the contacts on record, and to the
 * other adult of the household. The contacts on record are remembered as former ones. Changes nothing where the wizard is
 * not completed.
 *
 * `membershipsRow` is that of `readsToAnnounceOpening`.
 */
export const announceOpening = Effect.fnUntraced(function* (
  wizard: Wizard,
  membershipsRow: Row | undefined,
  at: number,
) {
  if (!wizard.account.events.some(({ _tag }) => _tag === "Activated")) return { wizard, messages: [] }
  const person = Account.stream.keyOf(wizard.account.id)
  const recorded = yield* recordedContacts(wizard)
  const account = yield* rememberRecorded(wizard.account, recorded, at)
  const mayReport = account.state._tag === "Active" ? reporters(account.state.contacts, at) : []
  const own = yield* announceTo(person, recorded, "AccountOpened", at, mayReport)
  const opened = { ...wizard, account }
  // In confidential mode the other adult does not learn of it.
  if (isConfidential(account.state)) return { wizard: opened, messages: own }
  const others = yield* Effect.forEach(yield* otherAdults(person, membershipsRow), ({ id, state }) =>
    state._tag === "Active"
      ? announce(Account.stream.keyOf(id), state.contacts, "MemberAccountOpened", at)
      : Effect.succeed([]),
  )
  return { wizard: opened, messages: [...own, ...others.flat()] }
})
