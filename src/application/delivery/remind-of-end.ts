import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { contactsToNotify } from "../../domain/account/contacts.ts"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import * as Delegation from "../../domain/delegation/delegation.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { readMandates } from "../caller/mandates.ts"
import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import { parseFileReference, readFile } from "../household-file/load-file.ts"
import type { RemindOfDelegation, RemindOfMandate, SendAnnouncement } from "../outbox/orders.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { deliverAnnouncement } from "./deliver-announcement.ts"
import type { ReadRows } from "./read-ahead.ts"

/** One person to remind, and of what. */
interface Reminded {
  readonly person: string
  readonly about: AnnouncementAbout
}

/** The two persons of an authorisation. Empty where it ended before, or another one was given. */
const partiesOf = Effect.fnUntraced(function* (
  { delegation, file: reference }: RemindOfDelegation,
  today: CivilDate,
  readRows: ReadRows,
) {
  const id = yield* Effect.orDie(parseFileReference(reference))
  const [row] = yield* readRows([id])
  const { state } = yield* readFile(id, row)
  if (state._tag !== "Open" || state.delegation._tag !== "Granted" || state.delegation.id !== delegation) return []
  if (Delegation.isOver(state.delegation.lastDay, today)) return []
  const { holder, spouse } = state.delegation
  return [holder, spouse].map((person): Reminded => ({ person, about: "DelegationEnding" }))
})

/** The protected person and the mandatary, if the mandate is in force and still has this last day. */
const partiesOfMandate = Effect.fnUntraced(function* (
  { lastDay, mandate: number, person }: RemindOfMandate,
  today: CivilDate,
  readRows: ReadRows,
) {
  const [row] = yield* readRows([Mandates.stream.id(person)])
  const { state } = yield* readMandates(person, row)
  const mandate = Mandates.inForce(state).find((one) => one.number === number)
  if (mandate?.lastDay !== lastDay || Mandates.isOver(mandate, today)) return []
  const reminded: ReadonlyArray<Reminded> = [
    { person, about: "MandateEnding" },
    { person: mandate.mandatary, about: "HeldMandateEnding" },
  ]
  return reminded
})

/**
 * Reminds both persons that an authorisation or a mandate ends soon, at every contact of an active account. Sends nothing
 * if it ended before. After an outage a late reminder is still sent, until the last day is over. A retry sends the same
 * messages with the same ids.
 */
export const remindOfEnd = Effect.fnUntraced(function* (
  order: RemindOfDelegation | RemindOfMandate,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  const at = yield* Clock.currentTimeMillis
  const today = civilDateAt(at)
  const reminded = yield* order._tag === "RemindOfMandate"
    ? partiesOfMandate(order, today, readRows)
    : partiesOf(order, today, readRows)
  const orders = yield* Effect.forEach(reminded, ({ about, person }) =>
    Effect.gen(function* () {
      const [row] = yield* readRows([Account.stream.id(person)])
      const { state } = yield* readAccount(person, row)
      const contacts = state._tag === "Active" ? contactsToNotify(state.contacts, at) : []
      return contacts.map(
        (contact): SendAnnouncement => ({ _tag: "SendAnnouncement", account: person, about, at, contact }),
      )
    }),
  )
  const states: ReadonlyArray<Handled> = yield* Effect.forEach(orders.flat(), (announcement, index) =>
    deliverAnnouncement(announcement, `${id}.${index + 1}`, policy, readRows),
  )
  return states.find((handled) => handled === "sent") ?? states[0] ?? ("settled" as const satisfies Handled)
})
