import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import * as AnnouncementAllowance from "../../domain/challenge/announcement-allowance.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Notifier } from "../../ports/notifier.ts"
import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import { isConfidential } from "../household-file/withheld-contacts.ts"
import type { SendAnnouncement } from "../outbox/orders.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { countAnnouncement } from "./count-announcement.ts"
import { isWithheldNow } from "./is-withheld-now.ts"
import type { ReadRows } from "./read-ahead.ts"
import { reportLinkOf } from "./report-link.ts"
import { announcementDeadline } from "./retry-rule.ts"

/** The aggregates to read before an announcement is sent. */
export const readsOfAnnouncement = ({ account }: SendAnnouncement) =>
  [DataKey.stream.id(account), AnnouncementAllowance.stream.id(account), Account.stream.id(account)] as const

/**
 * Sends an announcement to the owner of a contact. Gives up an announcement after its deadline. Those of one kind within
 * the hour are one.
 */
export const deliverAnnouncement = Effect.fnUntraced(function* (
  order: SendAnnouncement,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  const { about, account, at, contact } = order
  const isTooLate = (yield* Clock.currentTimeMillis) >= announcementDeadline(order, policy)
  if (isTooLate) return "undeliverable" as const satisfies Handled
  const notifier = yield* Notifier
  const [row, allowanceRow, accountRow] = yield* readRows(readsOfAnnouncement(order))
  const dataKey = yield* readDataKey(account, row)
  // There is no data key: the person was erased, and the contact cannot be decrypted.
  if (dataKey.state._tag !== "Created") return "settled" as const satisfies Handled
  const to = yield* openContact(dataKey, contact)
  const owner = yield* readAccount(account, accountRow)
  const isPrivate = about === "ConfidentialModeStarted" || about === "ConfidentialModeEnded"
  if (yield* isWithheldNow(account, owner.state, { contact: to, index: contact.index }, isPrivate)) {
    return "settled" as const satisfies Handled
  }
  // The mode that this announces has ended: contacts that it withheld are not known any more.
  if (about === "ConfidentialModeStarted" && !isConfidential(owner.state)) return "settled" as const satisfies Handled
  if (!(yield* countAnnouncement(order, id, allowanceRow))) return "settled" as const satisfies Handled
  const report = yield* reportLinkOf(order)
  return yield* notifier
    .send({ _tag: "Announcement", id, to, language: contact.language, about, at, timeZone: policy.timeZone, report })
    .pipe(
      Effect.as("sent" as const satisfies Handled),
      Effect.catchTag("Undeliverable", () => Effect.succeed("undeliverable" as const satisfies Handled)),
    )
})
