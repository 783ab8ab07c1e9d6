import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { ClosingCause } from "../../domain/account/closing.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { Storage } from "../../ports/storage.ts"
import { currentIdentifier } from "../secrets/current-identifier.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"

/** What an agent needs to recognise a person and to choose what to do. Never a whole number, contact or name. */
export interface FoundPerson {
  /** The id of the person, for the other verbs. */
  readonly person: string
  readonly account: Account.AccountState
  /** Why the space is closed; `null` where it is open, or where an agent closed it. */
  readonly closedBy: ClosingCause | null
  /** The identifier that opens the space, masked; `null` where there is none, or the space is closed. */
  readonly identifier: string | null
  /** The present contact, masked; `null` where there is none. */
  readonly contact: string | null
  /** Whether the present contact recovers the space no more. */
  readonly isContactBarred: boolean
  /** The files that the person is in now. */
  readonly files: ReadonlyArray<Pick<Memberships.Membership, "file" | "kind" | "since">>
}

/** Describes a person to an agent. */
export const describePerson = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const ids = [Account.stream.id(person), DataKey.stream.id(person), Memberships.stream.id(person)]
  const { rows } = yield* storage.load(ids)
  const { state } = yield* readAccount(person, rows[0])
  const dataKey = yield* readDataKey(person, rows[1])
  const memberships = yield* readAggregate(Memberships.register, Memberships.stream.id(person), rows[2])
  const owner = state._tag === "Closed" ? null : state.owner
  const hasIdentifier = owner !== null && (owner.nir !== null || owner.provisional !== null)
  const found: FoundPerson = {
    person,
    account: state._tag,
    closedBy: state._tag === "Closed" ? (state.cause ?? null) : null,
    identifier: hasIdentifier ? (yield* currentIdentifier(dataKey, owner)).masked : null,
    contact: state._tag === "Active" ? (yield* openContact(dataKey, state.contacts.present)).masked : null,
    isContactBarred: state._tag === "Active" && state.contacts.barred,
    files: Memberships.current(memberships.state).map(({ file, kind, since }) => ({ file, kind, since })),
  }
  return found
})
