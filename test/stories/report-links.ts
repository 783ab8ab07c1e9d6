import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { reportPolicies } from "../../src/domain/account/report-policy.ts"
import type { AnnouncementAbout } from "../../src/ports/notifier.ts"
import { type TestContext, tagOf } from "./test-context.ts"

export const PAGE = "https://www.example.org/pas-moi#"

/** Runs with a page for the button "Ce n’est pas moi". */
export const withPage = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provideService(effect, Policies, {
    ...defaultPolicies,
    reports: { ...reportPolicies.standard, page: PAGE },
  })

/** Delivers all due messages. Answers the announcements as "kind to address", with "+" for those with a link. */
export const announcedWithLinks = (context: TestContext) =>
  Effect.map(withPage(deliverDue()), () =>
    context.mailbox
      .announced()
      .map(({ about, report, to }) => `${about} to ${to.reveal()}${report === undefined ? "" : " +"}`),
  )

/** The token in the latest announcement of this kind to an address; `null` if it has none. */
export const tokenTo = (context: TestContext, about: AnnouncementAbout, address: string) =>
  Effect.map(announcedWithLinks(context), () => {
    const notice = context.mailbox.announced().findLast((sent) => sent.about === about && sent.to.reveal() === address)
    return notice?.report === undefined ? null : Redacted.value(notice.report.link).slice(PAGE.length)
  })

/** Presses the button with this token. */
export const press = (token: string | null, commandId?: string) =>
  Effect.flatMap(MonCompte, ({ reportNotMine }) => tagOf(reportNotMine({ token: token ?? "", commandId })))
