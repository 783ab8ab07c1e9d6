import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { contactsToNotify } from "../../domain/account/contacts.ts"
import { Storage } from "../../ports/storage.ts"
import { ownerOfCounters, type WarnOfAttempts } from "../caller/attempts-warning.ts"
import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import type { SendAnnouncement } from "../outbox/orders.ts"
import { uniqueKeys } from "../secrets/blind-index.ts"
import { asFoundBy, readAccount } from "../unit-of-work/loaded-account.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { deliverAnnouncement } from "./deliver-announcement.ts"
import type { ReadRows } from "./read-ahead.ts"

/** The account whose password was tried; `null` where no account has the identifier. */
const accountOf = Effect.fnUntraced(function* (counters: ReadonlyArray<string>) {
  const owner = ownerOfCounters(counters)
  if (owner.person !== undefined) return { person: owner.person, indexes: [] }
  const [index, ...others] = owner.indexes
  if (index === undefined) return null
  const storage = yield* Storage
  const [first, ...more] = uniqueKeys("nir", [index, ...others])
  const found = yield* storage.find(first, ...more, ...uniqueKeys("provisional", [index, ...others]))
  return found === null ? null : { person: Account.stream.keyOf(found), indexes: owner.indexes }
})

/**
 * Announces many wrong passwords to every contact of the account, if an account has the identifier and is active. A
 * retry sends the same messages with the same ids.
 */
export const warnOfAttempts = Effect.fnUntraced(function* (
  { at, counters }: WarnOfAttempts,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  const found = yield* accountOf(counters)
  if (found === null) return "settled" as const satisfies Handled
  const { indexes, person } = found
  const [row] = yield* readRows([Account.stream.id(person)])
  const { state } = asFoundBy(yield* readAccount(person, row), indexes)
  if (state._tag !== "Active") return "settled" as const satisfies Handled
  const about = { account: person, about: "ManyWrongPasswords", at } as const
  const orders = contactsToNotify(state.contacts, at).map(
    (contact): SendAnnouncement => ({ _tag: "SendAnnouncement", ...about, contact }),
  )
  const states: ReadonlyArray<Handled> = yield* Effect.forEach(orders, (order, index) =>
    deliverAnnouncement(order, `${id}.${index + 1}`, policy, readRows),
  )
  return states.find((handled) => handled === "sent") ?? states[0] ?? ("settled" as const satisfies Handled)
})
