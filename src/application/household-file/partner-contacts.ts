import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { allContacts } from "../../domain/account/contacts.ts"
import { parse } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { partnersEver } from "../../domain/household/person-facts.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { open, readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"
import { readFile } from "./load-file.ts"
import { comparable } from "./shared-contacts.ts"
import { type Held, heldByPredecessors, stateHeld } from "./state-before-closing.ts"

const NONE: ReadonlyArray<string> = []

/** The contacts of one partner: those of the account, or those on record if it is not open. */
const contactsOf = Effect.fnUntraced(function* ({ dataKey, held: state }: Held) {
  if (dataKey.state._tag !== "Created") return NONE
  if (state._tag === "Active") {
    return yield* Effect.forEach(allContacts(state.contacts), (sealed) =>
      Effect.map(openContact(dataKey, sealed), comparable),
    )
  }
  const sealed = "owner" in state ? state.owner?.nir : null
  if (!sealed) return NONE
  const { contact: policy } = yield* Policies
  const { contactsOf: recordedOf } = yield* RecordedContacts
  const recorded = yield* recordedOf(new Nir(yield* open(dataKey, sealed, "nir")))
  return (recorded?.contacts ?? []).flatMap((text) => {
    const parsed = parse(text, policy)
    return parsed.ok ? [comparable(parsed.contact)] : []
  })
})

/** The partners of a person, present and former ones, in all their files. */
const partnersOf = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Memberships.stream.id(person)])
  const { state } = yield* readAggregate(Memberships.register, Memberships.stream.id(person), rows[0])
  const files = [...new Set(state.memberships.map(({ file }) => Household.stream.id(file)))]
  if (files.length === 0) return NONE
  const loaded = yield* storage.load(files)
  const households = yield* Effect.forEach(files, (id, index) => readFile(id, loaded.rows[index]))
  return [...new Set(households.flatMap(({ state }) => partnersEver(state, person)))]
})

/**
 * The contacts of the partners of a person, present and former ones, as texts that are equal for equal contacts. A
 * contact that a partner only typed is not proved, so it is not one of them.
 *
 * It costs three round trips: ask for it only in confidential mode. Fails with `LegacyDown` if a partner's contacts on
 * record cannot be read.
 */
export const contactsOfPartners = Effect.fnUntraced(function* (person: string) {
  const partners = yield* partnersOf(person)
  if (partners.length === 0) return new Set<string>()
  const storage = yield* Storage
  const ids = partners.flatMap((partner) => [Account.stream.id(partner), DataKey.stream.id(partner)])
  const { rows } = yield* storage.load(ids)
  const texts = yield* Effect.forEach(partners, (partner, index) =>
    Effect.gen(function* () {
      const account = yield* readAccount(partner, rows[2 * index])
      // A partner still reads the contacts of a space that they closed, and of one that was merged into theirs.
      const held = yield* stateHeld(account)
      const dataKey = yield* readDataKey(partner, rows[2 * index + 1])
      const all = yield* Effect.forEach([{ held, dataKey }, ...(yield* heldByPredecessors(held))], contactsOf)
      return all.flat()
    }),
  )
  return new Set(texts.flat())
})
