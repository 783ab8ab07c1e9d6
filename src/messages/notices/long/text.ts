import type { Announcement, AnnouncementAbout, ReportLink } from "../../../ports/notifier.ts"
import type { CodeFacts } from "../code-facts.ts"

/** A text with room for paragraphs, such as an e-mail. The facts come first: many people read the preview only. */
export interface LongText {
  readonly subject: string
  /** Directly before the code, if there is one. */
  readonly lead: string
  /** The code that the person types; `null` in an announcement. */
  readonly code: string | null
  readonly paragraphs: ReadonlyArray<string>
  /** How to report the change; `null` where the recipient cannot. It comes after the paragraphs. */
  readonly report: ReportText | null
  /** What the service never asks for, to prevent phishing. */
  readonly warning: string
  /** What to do if the person did not expect this notice. */
  readonly unexpected: string
  readonly footer: string
}

/** How to report a change: `lead` comes before the address of the page, and `paragraphs` after it. */
export interface ReportText {
  readonly lead: string
  /** It contains a secret token. */
  readonly link: string
  readonly paragraphs: ReadonlyArray<string>
}

/** What the text of an announcement is made from. */
export interface AnnouncementFacts extends Pick<Announcement, "about" | "at" | "timeZone"> {
  readonly report: (Pick<ReportLink, "days" | "until"> & { readonly link: string }) | null
  /** The name of the service, as its users know it. */
  readonly service: string
}

/**
 * The text of one kind of announcement. `{at}` marks the place of the date and time.
 *
 * The texts are the same for everyone and contain no name, address or number: another person may read the mailbox.
 */
export interface AnnouncementText extends Pick<LongText, "subject" | "lead" | "paragraphs" | "unexpected"> {}

/** A text for each kind of announcement. */
export type AnnouncementTexts = Readonly<Record<AnnouncementAbout, AnnouncementText>>

/** Every long text in one language. To add a language, add its two files beside `fr.ts` and name them in `long.ts`. */
export interface LongTexts {
  readonly code: (facts: CodeFacts) => LongText
  readonly announcement: (facts: AnnouncementFacts) => LongText
}
