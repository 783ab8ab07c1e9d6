import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import type { AggregateId } from "../../ports/storage.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import type { LoadedRows } from "./load-file.ts"

type LoadedChallenge = Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>

/** One of two persons who separate. */
export interface FormerPartner {
  readonly account: LoadedAccount
  readonly dataKey: LoadedDataKey
  /** The code of a recovery that may be under way. */
  readonly recovery: LoadedChallenge
}

/** What each of the two needs besides their account. */
export const readsOfFormerPartner = (person: string): ReadonlyArray<AggregateId> => [
  DataKey.stream.id(person),
  Challenge.idFor(person, "recovery"),
]

/** One of the two, from the rows of `readsOfFormerPartner`. */
export const readFormerPartner = Effect.fnUntraced(function* (account: LoadedAccount, rows: LoadedRows) {
  const person = Account.stream.keyOf(account.id)
  const recoveryId = Challenge.idFor(person, "recovery")
  const partner: FormerPartner = {
    account,
    dataKey: yield* readDataKey(person, rows.get(DataKey.stream.id(person))),
    recovery: yield* readAggregate(Challenge.machine, recoveryId, rows.get(recoveryId)),
  }
  return partner
})

/** A text that is equal for equal contacts. Blind indexes differ if they were made under different keys. */
export const comparable = (contact: Contact) => `${contact._tag} ${contact.index()}`

/** The contacts that can recover an account, opened so that they can be compared. */
export const recoveryContacts = Effect.fnUntraced(function* ({ account, dataKey }: FormerPartner) {
  if (account.state._tag !== "Active" || dataKey.state._tag !== "Created") return []
  const { former, present } = account.state.contacts
  return yield* Effect.forEach(former === null ? [present] : [present, former.contact], (sealed) =>
    Effect.map(openContact(dataKey, sealed), (contact) => ({ index: sealed.index, text: comparable(contact) })),
  )
})

const barContacts = (partner: FormerPartner, indexes: ReadonlyArray<string>, at: number) => {
  const { account, recovery } = partner
  const barred = indexes.length === 0 ? null : execute(account, { _tag: "BarContacts", indexes, at })
  if (barred === null || Result.isFailure(barred)) return { account, recovery: [] }
  // The other person can read a code that was sent to a shared contact.
  return {
    account: barred.success,
    recovery: [Result.getOrElse(execute(recovery, { _tag: "Cancel", at }), () => recovery)],
  }
}

/**
 * Bars the contacts that both persons have from recovering either account, because the other person may read them. An
 * owner who proves such a contact again can recover their account with it.
 */
export const barSharedContacts = Effect.fnUntraced(function* (one: FormerPartner, other: FormerPartner, at: number) {
  const [ofOne, ofOther] = yield* Effect.all([recoveryContacts(one), recoveryContacts(other)])
  const shared = (mine: typeof ofOne, theirs: typeof ofOne) =>
    mine.filter(({ text }) => theirs.some((contact) => contact.text === text)).map(({ index }) => index)
  return {
    one: barContacts(one, shared(ofOne, ofOther), at),
    other: barContacts(other, shared(ofOther, ofOne), at),
  }
})
