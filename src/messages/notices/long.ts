import * as Redacted from "effect/Redacted"
import type { Language } from "../../domain/language/language.ts"
import type { Announcement, ConfirmationCode } from "../../ports/notifier.ts"
import { en } from "./long/en.ts"
import { fr } from "./long/fr.ts"
import type { LongText, LongTexts } from "./long/text.ts"

const texts: Readonly<Record<Language, LongTexts>> = { fr, en }

/** The parts of a notice that its long text depends on. */
export type LongNotice =
  | Pick<ConfirmationCode, "_tag" | "code" | "language" | "minutes" | "number" | "purpose">
  | Pick<Announcement, "_tag" | "about" | "at" | "language" | "report" | "timeZone">

/**
 * The text of a notice for a carrier with room for paragraphs, such as e-mail. Text and subject of a code contain that
 * code, and the text of a change may contain a link with a secret token. `service` is the name of the service, as its users know it.
 *
 * ```ts
 * import { type Announcement, Email, longTextOf } from "mon-compte"
 *
 * const to = Email.restore("camille@example.org")
 * const at = Date.UTC(2026, 10, 23, 9, 5)
 * const ended: Announcement = { _tag: "Announcement", id: "1", to, language: "en", about: "AccountClosed", at }
 * const { lead, subject } = longTextOf(ended, "Mon Compte")
 * subject // => "Mon Compte: your personal space is closed"
 * lead // => "Your personal space was closed on 23 November 2026 at 10:05 (Paris time)."
 * ```
 */
export const longTextOf = (notice: LongNotice, service: string): LongText => {
  const { announcement, code } = texts[notice.language]
  if (notice._tag === "ConfirmationCode") return code({ ...notice, code: Redacted.value(notice.code), service })
  const { report } = notice
  return announcement({
    ...notice,
    service,
    report: report === undefined ? null : { ...report, link: Redacted.value(report.link) },
  })
}
