import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { allContacts } from "../../../domain/account/contacts.ts"
import { parse } from "../../../domain/contact/contact.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { asAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { ContactRefused, ContactUnknown } from "../../contract/refusals.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { comparable } from "../../household-file/shared-contacts.ts"
import { announce } from "../../outbox/announce.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { openContact } from "../../secrets/sealed-contact.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The contact recovers the account no more, until its owner signs in and proves it again. */
export interface ContactBarred {
  readonly _tag: "ContactBarred"
  readonly person: string
}

/**
 * Bars a contact of a personal space from recovery, because others read it: a lost telephone, a mailbox that was taken.
 *
 * `contact` may be the present one or one that it replaced. A replaced contact is not notified any more either. Every
 * contact is notified of the bar, the barred one too. Refused with `ContactUnknown` for any other contact.
 */
export const barContact = Effect.fn("Agency.barContact")(function* (request: AgencyInput<"barContact">) {
  const { contact: policy } = yield* Policies
  const parsed = parse(request.contact, policy)
  if (!parsed.ok) return yield* new ContactRefused({ defects: parsed.defects })
  const text = comparable(parsed.contact)
  const person = yield* findPerson(request.person)
  const ids = [Account.stream.id(person), DataKey.stream.id(person)]
  yield* asAgent("BarContact", request, ids, (_, [accountRow, dataKeyRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const { state } = account
      if (state._tag !== "Active") return yield* new NotAllowed({ state: state._tag, command: "BarContact" })
      const dataKey = yield* readDataKey(person, dataKeyRow)
      // Opened, because blind indexes that were made under different keys differ.
      const opened = yield* Effect.forEach(allContacts(state.contacts), (sealed) =>
        Effect.map(openContact(dataKey, sealed), (contact) => ({ index: sealed.index, text: comparable(contact) })),
      )
      const indexes = opened.filter((contact) => contact.text === text).map(({ index }) => index)
      if (indexes.length === 0) return yield* new ContactUnknown()
      const barred = yield* executeOrDie(account, { _tag: "BarContacts", indexes, agent: request.agent, at })
      return {
        ...(yield* planOf([barred, dataKey])),
        messages: yield* announce(person, state.contacts, "ContactBarred", at),
      }
    }),
  )
  const answer: ContactBarred = { _tag: "ContactBarred", person }
  return answer
})
