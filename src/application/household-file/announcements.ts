import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { endOfDay } from "../../domain/civil-date/end-of-day.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import type { Message } from "../../ports/storage.ts"
import { announce } from "../outbox/announce.ts"
import type { ExpireDelegation } from "../outbox/orders.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { type LoadedFile, referenceOf } from "./load-file.ts"

/** One announcement, and the persons who receive it. */
interface FileAnnouncement {
  readonly about: AnnouncementAbout
  readonly to: ReadonlyArray<string>
}

const parties = (delegation: Delegation.State) =>
  delegation._tag === "NotGranted" ? [] : [delegation.holder, delegation.spouse]

/**
 * The announcements that follow from the decisions on a file. Both spouses are notified of what happens to their
 * delegation, except a spouse who has died.
 */
const announcementsOf = ({ events, state }: LoadedFile): ReadonlyArray<FileAnnouncement> => {
  if (state._tag === "NotOpened") return []
  const { delegation } = state
  const deceased = events.flatMap((event) => (event._tag === "DeathRecorded" ? [event.person] : []))
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
        // The announcement of a separation says that the delegation ended with it.
        return isSeparation
          ? []
          : [{ about: event._tag, to: parties(delegation).filter((person) => !deceased.includes(person)) }]
      default:
        return []
    }
  })
}

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

/** Orders that the end of a delegation is recorded once its last day is over. */
export const orderExpiry = ({ events, ...file }: LoadedFile): ReadonlyArray<Message> =>
  events.flatMap((event) => {
    if (event._tag !== "DelegationGranted" || event.lastDay === null) return []
    const reference = referenceOf(file)
    const body: ExpireDelegation = { _tag: "ExpireDelegation", file: reference, delegation: event.id }
    return [{ id: `delegation.${event.id}.ends/${reference}`, dueAt: endOfDay(event.lastDay), body }]
  })
