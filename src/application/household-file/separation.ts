import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import { type Contact, parse } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import type { LoadedAccount } from "../caller/person.ts"
import { Policies } from "../contract/policies.ts"

import { open, readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import { idsOf, readWizard, withoutCode, withoutPassword } from "../wizard/wizard.ts"

type ChallengeNow = Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>

const personOf = ({ id }: { readonly id: AggregateId }) => Account.stream.keyOf(id)

const sameness = (contact: Contact) => `${contact._tag} ${contact.index()}`

/** The contacts by which an account is recovered, each with what it can be compared by. */
const contactsOf = Effect.fnUntraced(function* (account: LoadedAccount) {
  if (account.state._tag !== "Active") return []
  const storage = yield* Storage
  const person = personOf(account)
  const { rows } = yield* storage.load([DataKey.stream.id(person)])
  const dataKey = yield* readDataKey(person, rows[0])
  if (dataKey.state._tag !== "Held") return []
  const { former, present } = account.state.contacts
  // Opened, and not compared by their blind indexes: those may be under keys of different ages.
  return yield* Effect.forEach(former === null ? [present] : [present, former.contact], (sealed) =>
    Effect.map(openContact(dataKey, sealed), (contact) => ({
      index: sealed.index,
      same: sameness(contact),
    })),
  )
})

/** An account, and the code by which somebody may be recovering it at this moment. */
export interface BarredAccount {
  readonly account: LoadedAccount
  readonly recovery: ReadonlyArray<ChallengeNow>
}

const barContacts = Effect.fnUntraced(function* (account: LoadedAccount, indexes: ReadonlyArray<string>, at: number) {
  const barred = indexes.length === 0 ? null : execute(account, { _tag: "BarContacts", indexes, at })
  if (barred === null || Result.isFailure(barred)) return { account, recovery: [] } satisfies BarredAccount
  const storage = yield* Storage
  const id = Challenge.idFor(personOf(account), "recovery")
  const { rows } = yield* storage.load([id])
  const challenge = yield* readAggregate(Challenge.machine, id, rows[0])
  // A code on its way to a contact that both read is worth nothing any more.
  const recovery = Result.getOrElse(execute(challenge, { _tag: "Cancel", at }), () => challenge)
  const result: BarredAccount = { account: barred.success, recovery: [recovery] }
  return result
})

/**
 * The accounts of two who separate: a contact that both have no longer serves to recover either, since whoever reads
 * it may be the other one. Its owner proves it again, and it serves again.
 */
export const barSharedContacts = Effect.fnUntraced(function* (one: LoadedAccount, other: LoadedAccount, at: number) {
  const [ofOne, ofOther] = yield* Effect.all([contactsOf(one), contactsOf(other)])
  const shared = (mine: typeof ofOne, theirs: typeof ofOne) =>
    mine.filter(({ same }) => theirs.some((contact) => contact.same === same)).map(({ index }) => index)
  return {
    one: yield* barContacts(one, shared(ofOne, ofOther), at),
    other: yield* barContacts(other, shared(ofOther, ofOne), at),
  }
})

/**
 * A wizard is over without effect, whoever was filling it in: nothing typed is kept, and its code is worth nothing.
 * The account is left to the caller.
 */
export const abandonWizard = Effect.fnUntraced(function* (account: LoadedAccount, at: number) {
  const storage = yield* Storage
  const person = personOf(account)
  const { rows } = yield* storage.load(idsOf(person))
  const wizard = { ...(yield* readWizard(person, rows)), account }
  const { state } = wizard.migration
  if (!("draft" in state)) return [wizard.migration, wizard.challenge] as const
  const { ticket, until } = state.draft
  const left = execute(wizard.migration, at < until ? { _tag: "Abandon", ticket, at } : { _tag: "Expire", at })
  const migration = yield* Effect.orDie(Effect.fromResult(left))
  const cleared = withoutPassword(withoutCode({ ...wizard, migration }, at))
  return [cleared.migration, cleared.challenge] as const
})

/** Whether a contact that the legacy system has on record of one is the other's too. While it is silent, it may be. */
const isOnRecord = Effect.fnUntraced(function* (account: LoadedAccount, other: LoadedAccount) {
  const sealed = "owner" in account.state ? account.state.owner?.nir : null
  if (!sealed) return false
  const { contactsOf: recordedOf } = yield* RecordedContacts
  const { contact: policy } = yield* Policies
  const storage = yield* Storage
  const person = personOf(account)
  const { rows } = yield* storage.load([DataKey.stream.id(person)])
  const nir = new Nir(yield* open(yield* readDataKey(person, rows[0]), sealed))
  const theirs = yield* contactsOf(other)
  return yield* recordedOf(nir).pipe(
    Effect.map((recorded) =>
      (recorded?.contacts ?? []).some((text) => {
        const parsed = parse(text, policy)
        return parsed.ok && theirs.some(({ same }) => same === sameness(parsed.contact))
      }),
    ),
    Effect.catchTag("LegacyDown", () => Effect.succeed(true)),
  )
})

/**
 * The legacy password of a file that separates opens nothing any more, where the account it opens was never migrated:
 * whoever knows it may be the `other` one. Nor do the contacts on record, where the other one reads one of them. A
 * wizard that was opened is left.
 */
export const disableLegacyPassword = Effect.fnUntraced(function* (
  account: LoadedAccount,
  other: LoadedAccount,
  at: number,
) {
  const bars = yield* isOnRecord(account, other)
  const disabled = yield* Effect.orDie(Effect.fromResult(execute(account, { _tag: "DisableLegacy", bars, at })))
  return { account: disabled, wizard: yield* abandonWizard(account, at) }
})
