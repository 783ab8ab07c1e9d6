import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import { allContacts } from "../../domain/account/contacts.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import type { AggregateId } from "../../ports/storage.ts"
import { contactChallengeId } from "../code/contact-change.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { readWizard, type Wizard, wizardIds } from "../wizard/wizard.ts"
import { type LoadedRows, NEVER_WRITTEN } from "./load-file.ts"
import { type Held, heldByPredecessors, stateHeld } from "./state-before-closing.ts"

type LoadedChallenge = Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>

/**
 * One of two persons whose couple has ended. `held` is the state of the account, or that before it was closed: its owner
 * still reads its contacts.
 */
export interface FormerPartner extends Held {
  readonly account: LoadedAccount
  /** The accounts of this person that were merged into this one. */
  readonly earlier: ReadonlyArray<Held>
  /** The codes that may be under way: of a recovery, and of a change of contact. */
  readonly codes: ReadonlyArray<LoadedChallenge>
  readonly wizard: Wizard
}

/** What each of the two needs besides their account. */
export const readsOfFormerPartner = (person: string): ReadonlyArray<AggregateId> => [
  DataKey.stream.id(person),
  Challenge.idFor(person, "recovery"),
  contactChallengeId(person),
  ...wizardIds(person),
]

/** One of the two, from the rows of `readsOfFormerPartner`. */
export const readFormerPartner = Effect.fnUntraced(function* (account: LoadedAccount, rows: LoadedRows) {
  const person = Account.stream.keyOf(account.id)
  const ids = [Challenge.idFor(person, "recovery"), contactChallengeId(person)]
  const wizardRows = wizardIds(person).map((id) => rows.get(id) ?? NEVER_WRITTEN)
  const held = yield* stateHeld(account)
  const partner: FormerPartner = {
    account,
    held,
    earlier: yield* heldByPredecessors(held),
    dataKey: yield* readDataKey(person, rows.get(DataKey.stream.id(person))),
    codes: yield* Effect.forEach(ids, (id) => readAggregate(Challenge.machine, id, rows.get(id))),
    wizard: { ...(yield* readWizard(person, wizardRows)), account },
  }
  return partner
})

/** A text that is equal for equal contacts. Blind indexes differ if they were made under different keys. */
export const comparable = (contact: Contact) => `${contact._tag} ${contact.index()}`

/** A contact of a former partner: its blind index, and a text to compare it by. */
interface Comparable {
  readonly index: string
  readonly text: string
}

const openAll = (dataKey: LoadedDataKey, contacts: ReadonlyArray<SealedContact>) =>
  dataKey.state._tag === "Created"
    ? Effect.forEach(contacts, (sealed) =>
        Effect.map(
          openContact(dataKey, sealed),
          (contact): Comparable => ({
            index: sealed.index,
            text: comparable(contact),
          }),
        ),
      )
    : Effect.succeed([])

/** The contacts of a person, also those they replaced, opened so that they can be compared. */
export const recoveryContacts = Effect.fnUntraced(function* ({ dataKey, earlier, held }: FormerPartner) {
  const opened = yield* Effect.forEach([{ dataKey, held }, ...earlier], (one) =>
    openAll(one.dataKey, one.held._tag === "Active" ? allContacts(one.held.contacts) : []),
  )
  return opened.flat()
})

/** The contact that a person gave and that no account has yet: in a change of contact, or in the wizard. */
const givenContact = ({ account: { state }, dataKey, wizard: { migration } }: FormerPartner) => {
  if (state._tag === "Active") return openAll(dataKey, state.requestedContact === null ? [] : [state.requestedContact])
  if (state._tag !== "Migrating") return Effect.succeed([])
  const draft = migration.state
  if (draft._tag === "CodePending") return openAll(dataKey, [draft.contact])
  const proved = draft._tag === "TermsPending" ? draft.provedContact : null
  return openAll(dataKey, proved === null ? [] : [proved])
}

const contactsOf = Effect.fnUntraced(function* (partner: FormerPartner) {
  return { own: yield* recoveryContacts(partner), given: yield* givenContact(partner) }
})

type PartnerContacts = Effect.Success<ReturnType<typeof contactsOf>>

/** The contacts of one person that the other has too. A contact that the other only typed bars nothing: it is unproved. */
const sharedBy = (mine: PartnerContacts, theirs: PartnerContacts): PartnerContacts => {
  const isIn = (contacts: ReadonlyArray<Comparable>) => (contact: Comparable) =>
    contacts.some(({ text }) => text === contact.text)
  return {
    own: mine.own.filter(isIn(theirs.own)),
    given: mine.given.filter(isIn([...theirs.own, ...theirs.given])),
  }
}

const barContacts = ({ account, codes }: FormerPartner, { given, own }: PartnerContacts, at: number) => {
  const indexes = [...new Set([...own, ...given].map(({ index }) => index))]
  const barred = indexes.length === 0 ? null : execute(account, { _tag: "BarContacts", indexes, at })
  if (barred === null || Result.isFailure(barred)) return { account, codes: [] }
  // The other person can read a code that was sent to a shared contact.
  return {
    account: barred.success,
    codes: codes.map((code) => Result.getOrElse(execute(code, { _tag: "Cancel", at }), () => code)),
  }
}

/**
 * Bars the contacts that both persons have from recovering either account, because the other person may read them. An
 * owner who proves such a contact again can recover their account with it.
 *
 * A contact that one of them has given and not proved yet is dropped if the other has it or gave it too: the code of the
 * change is cancelled. `givesShared` says the same of a wizard, which the caller must abandon.
 */
export const barSharedContacts = Effect.fnUntraced(function* (one: FormerPartner, other: FormerPartner, at: number) {
  const [ofOne, ofOther] = yield* Effect.all([contactsOf(one), contactsOf(other)])
  const bar = (partner: FormerPartner, shared: PartnerContacts) => ({
    ...barContacts(partner, shared, at),
    givesShared: shared.given.length > 0,
  })
  return { one: bar(one, sharedBy(ofOne, ofOther)), other: bar(other, sharedBy(ofOther, ofOne)) }
})
