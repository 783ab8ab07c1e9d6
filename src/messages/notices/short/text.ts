import type { AnnouncementAbout } from "../../../ports/notifier.ts"
import type { CodeFacts } from "../code-facts.ts"

/**
 * Every short text in one language. To add a language, add a file beside `fr.ts` and name it in `short.ts`.
 *
 * Use only characters of GSM 03.38: no `ç`, no `ê`, no `’` and no `«`. One other character shortens an SMS from 160
 * characters to 70.
 */
export interface ShortTexts {
  /** The texts of a code, the longest first. Each ends with the warning, and the last one has nothing else. */
  readonly code: (facts: CodeFacts) => ReadonlyArray<string>
  /**
   * Each text fits one SMS. The texts are the same for everyone and contain no name, address or number: other people
   * can read the screen of a locked phone.
   */
  readonly announcements: Readonly<Record<AnnouncementAbout, string>>
  /** The texts with the address where the change is reported, the longest first. `text` is that of the announcement. */
  readonly reported: (text: string, link: string) => ReadonlyArray<string>
  /** Puts the name of the service before an announcement. */
  readonly withService: (service: string, text: string) => string
}
