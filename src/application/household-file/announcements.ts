import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { endOfDay } from "../../domain/civil-date/end-of-day.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import type * as Household from "../../domain/household/household.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import type { Message } from "../../ports/storage.ts"
import { announce } from "../outbox/announce.ts"
import { orderReminder } from "../outbox/order-reminder.ts"
import type { ExpireDelegation } from "../outbox/orders.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { type LoadedFile, referenceOf } from "./load-file.ts"

/** One announcement, and the persons who receive it. */
interface FileAnnouncement {
  readonly about: AnnouncementAbout
  readonly to: ReadonlyArray<string>
}

type OpenedFile = Exclude<Household.State, { readonly _tag: "NotOpened" }>

const parties = (delegation: Delegation.State) =>
  delegation._tag === "NotGranted" ? [] : [delegation.holder, delegation.spouse]

/** The holder and the spouse of a file now. */
const adultsOf = (state: Household.State) =>
  state._tag === "Open" ? [state.holder.person, ...(state.couple === null ? [] : [state.couple.spouse.person])] : []

/**
 * The announcements that follow from the decisions on a file. Both spouses are notified of what happens to their
 * delegation. A death is announced instead of what ends with it.
 */
const announcementsOf = ({ events, state }: LoadedFile): ReadonlyArray<FileAnnouncement> => {
  if (state._tag === "NotOpened") return []
  const { delegation } = state
  const isDeath = events.some(({ _tag }) => _tag === "DeathRecorded")
  const isSeparation = events.some(({ _tag }) => _tag === "SeparationDeclared")
  return events.flatMap((event): ReadonlyArray<FileAnnouncement> => {
    switch (event._tag) {
      case "DelegationGrantRepeated":
        // The spouse had no account at the first grant, and was not notified.
        return event.confirms === true ? [{ about: "DelegationGranted", to: parties(delegation) }] : []
      case "SeparationDeclared":
      case "DelegationGranted":
        return [{ about: event._tag, to: [event.holder, event.spouse] }]
      case "DelegationEnded":
        // The announcements of a separation and of a death say that the delegation ended with it.
        return isSeparation || isDeath ? [] : [{ about: event._tag, to: parties(delegation) }]
      case "DeathRecorded":
        // The contacts of the person are notified too: the record may be a mistake.
        return [{ about: event._tag, to: [...adultsOf(state), event.person] }]
      case "DeathUndone":
        // The person is notified with the opening of their space.
        return [{ about: event._tag, to: adultsOf(state).filter((adult) => adult !== event.person) }]
      case "CoupleFormed":
      case "FilesMerged":
        return [{ about: event._tag, to: adultsOf(state) }]
      case "SeparationUndone":
        return [{ about: "SeparationCorrected", to: adultsOf(state) }]
      case "FileReopened":
        return [{ about: event._tag, to: adultsOf(state) }]
      case "HolderChanged":
        // The announcement of a death says that the spouse holds the file now.
        return event.cause === "Death" ? [] : [{ about: event._tag, to: [event.from, event.to] }]
      case "MemberRemoved":
        return endedCoupleWith(state, event.person).map((to) => ({ about: "CoupleEnded", to }))
      case "FileClosed":
        return isDeath ? [] : [{ about: event._tag, to: adultsUntil(state, event.on) }]
      default:
        return []
    }
  })
}

/** The two of a couple that ended because this spouse left the file; nothing where another member left. */
const endedCoupleWith = (
  { former, formerCouples }: OpenedFile,
  person: string,
): ReadonlyArray<ReadonlyArray<string>> => {
  const couple = formerCouples.at(-1)
  const wasSpouse = former.findLast((stay) => stay.person === person)?.role === "Spouse"
  return wasSpouse && couple !== undefined ? [[couple.holder, couple.spouse]] : []
}

/** The adults of a file until it was closed on this day. */
const adultsUntil = ({ former }: OpenedFile, on: string): ReadonlyArray<string> =>
  former
    .filter(
      ({ cause, role, until }) => cause === "FileClosed" && until >= on && (role === "Holder" || role === "Spouse"),
    )
    .map(({ person }) => person)

/** The persons who receive an announcement of the decisions on a file. */
export const recipientsOf = (file: LoadedFile): ReadonlyArray<string> => [
  ...new Set(announcementsOf(file).flatMap(({ to }) => to)),
]

/** Orders the announcements to every recipient with an active account, each at their own contacts. */
export const orderAnnouncements = Effect.fnUntraced(function* (
  file: LoadedFile,
  accounts: ReadonlyArray<LoadedAccount>,
  at: number,
) {
  const messages = yield* Effect.forEach(announcementsOf(file), ({ about, to }) =>
    Effect.forEach(accounts, ({ id, state }) => {
      const person = Account.stream.keyOf(id)
      return state._tag === "Active" && to.includes(person) ? announce(person, state.contacts, about, at) : NONE
    }),
  )
  return messages.flat(2)
})

const NONE = Effect.succeed<ReadonlyArray<Message>>([])

/**
 * Orders that the end of a delegation is recorded once its last day is over, and a reminder this many days before.
 */
export const orderExpiry = ({ events, ...file }: LoadedFile, days: number): ReadonlyArray<Message> =>
  events.flatMap((event) => {
    if (event._tag !== "DelegationGranted" || event.lastDay === null) return []
    const { at, lastDay } = event
    const of = { file: referenceOf(file), delegation: event.id }
    const body: ExpireDelegation = { _tag: "ExpireDelegation", ...of }
    const named = (what: string) => `delegation.${event.id}.${what}/${of.file}`
    return [
      { id: named("ends"), dueAt: endOfDay(lastDay), body },
      ...orderReminder(named("reminder"), { _tag: "RemindOfDelegation", ...of }, { at, days, lastDay }),
    ]
  })
