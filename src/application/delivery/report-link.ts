import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Keys } from "../../ports/keys.ts"
import type { ReportLink } from "../../ports/notifier.ts"
import { Policies } from "../contract/policies.ts"
import type { SendAnnouncement } from "../outbox/orders.ts"
import { makeReportToken } from "../secrets/report-token.ts"

const DAY = 24 * 60 * 60_000

/**
 * The link to report the change of an announcement, made when the message is sent. A redelivery has the same link.
 * `undefined` without a page, and under a key that is not accepted any more.
 */
export const reportLinkOf = Effect.fnUntraced(function* ({ account, at, contact, report }: SendAnnouncement) {
  const keys = yield* Keys
  const { page } = (yield* Policies).reports
  if (report === undefined || page === null || !(yield* keys.accepted).includes(report.key)) return undefined
  const { days, key } = report
  const token = yield* makeReportToken({ account, contact: contact.index, sentAt: at, days, key })
  const link: ReportLink = { link: Redacted.make(`${page}${token}`), days, until: at + days * DAY }
  return link
})
