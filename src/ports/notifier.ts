import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { CodePurpose } from "../domain/challenge/purpose.ts"
import type { Contact } from "../domain/contact/contact.ts"
import type { Language } from "../domain/language/language.ts"
import type { TimeZone } from "../domain/language/time-zone.ts"

/** A message to a person, by e-mail or SMS. */
export type Notice = ConfirmationCode | Announcement

/** The events that are announced, so that a person who did not cause one can react. */
export const announcements = [
  "AccountOpened",
  "MemberAccountOpened",
  "PasswordChanged",
  "PasswordRecovered",
  "ContactChanged",
  "ContactRestored",
  "ContactBarred",
  "AccessRestored",
  "AccountUnlocked",
  "ManyWrongPasswords",
  "AccountClosed",
  "AccountReopened",
  "AccountsMerged",
  "IdentifierCorrected",
  "DeathRecorded",
  "DeathUndone",
  "SeparationDeclared",
  "SeparationCorrected",
  "LegacyPasswordEnded",
  "CoupleFormed",
  "CoupleEnded",
  "FileClosed",
  "HolderChanged",
  "FilesMerged",
  "FileReopened",
  "ConfidentialModeStarted",
  "ConfidentialModeEnded",
  "DelegationGranted",
  "DelegationEnded",
  "DelegationEnding",
  "MustChangePassword",
  "PasswordChangeRequired",
  "IdentifierReplaced",
  "ChangeReported",
  "MandateRecorded",
  "MandateChanged",
  "MandateEnded",
  "MandateEnding",
  "HeldMandateRecorded",
  "HeldMandateChanged",
  "HeldMandateEnded",
  "HeldMandateEnding",
] as const
/** The event that an announcement is about. */
export type AnnouncementAbout = (typeof announcements)[number]

/** Announcements that undo each other: between two of one kind, one of the other makes the second news again. */
const contraries: ReadonlyArray<readonly [AnnouncementAbout, AnnouncementAbout]> = [
  ["DelegationGranted", "DelegationEnded"],
  ["ContactChanged", "ContactRestored"],
  ["AccountClosed", "AccountReopened"],
  ["DeathRecorded", "DeathUndone"],
  ["SeparationDeclared", "SeparationCorrected"],
  ["CoupleFormed", "CoupleEnded"],
  ["FileClosed", "FileReopened"],
  ["ConfidentialModeStarted", "ConfidentialModeEnded"],
  ["MandateRecorded", "MandateEnded"],
  ["HeldMandateRecorded", "HeldMandateEnded"],
]

/** The announcement that undoes this one; `null` if there is none. */
export const contraryOf = (about: AnnouncementAbout): AnnouncementAbout | null => {
  const [pair] = contraries.filter((pair) => pair.includes(about))
  return pair?.find((other) => other !== about) ?? null
}

/** The code that proves a contact. */
export interface ConfirmationCode {
  readonly _tag: "ConfirmationCode"
  /** Identifies this message for ever. A redelivery has the same id, so an e-mail has the same `Message-ID`. */
  readonly id: string
  readonly to: Contact
  readonly language: Language
  readonly purpose: CodePurpose
  /** 4 to 10 digits, as many as the code policy says. */
  readonly code: Redacted.Redacted<string>
  /**
   * Sequence number of the message in its challenge, from 1. The refusal of a superseded code names it ("use message
   * no. 2").
   */
  readonly number: number
  /** When the code stops working, in milliseconds since the epoch (UTC). */
  readonly expiresAt: number
  /** How long the code works from the moment it was requested, in minutes. */
  readonly minutes: number
}

/**
 * Announces an event of the account or of the household file. The text is the same for every recipient: no name,
 * address or number, because the other member of a couple may read it.
 */
export interface Announcement {
  readonly _tag: "Announcement"
  /** Identifies this message for ever. A redelivery has the same id, so an e-mail has the same `Message-ID`. */
  readonly id: string
  readonly to: Contact
  readonly language: Language
  readonly about: AnnouncementAbout
  /** When the event happened, in milliseconds since the epoch (UTC). */
  readonly at: number
  /** The time zone in which the text says when: `Europe/Paris` by default. */
  readonly timeZone?: TimeZone | undefined
  /** How the recipient reports the change. Absent where they cannot, and where the host gives no page. */
  readonly report?: ReportLink | undefined
}

/** The way to report a change that the recipient did not make: "ce n’est pas moi". */
export interface ReportLink {
  /**
   * The address of the page of the host (`ReportPolicy.page`) with the token at its end. Opening it changes nothing: only
   * the button on the page calls `reportNotMine`. Scanners of links open every address in a message.
   */
  readonly link: Redacted.Redacted<string>
  /** How long the link works, in days from the event. */
  readonly days: number
  /** From when the link reports nothing any more, in milliseconds since the epoch (UTC). */
  readonly until: number
}

/** The carrier cannot accept the message now. Retry the same message later. */
export class NotifierDown extends Schema.TaggedError<NotifierDown>()("NotifierDown", {}) {
  override get message(): string {
    return "The carrier cannot accept the message now."
  }
}

/** The carrier refused the message for good: this contact cannot receive it. */
export class Undeliverable extends Schema.TaggedError<Undeliverable>()("Undeliverable", {}) {
  override get message(): string {
    return "The carrier refused the message for good."
  }
}

/** Sends notices to people. Sending the same notice twice is harmless: it has the same id and text. */
export class Notifier extends Context.Service<
  Notifier,
  {
    /** The kinds of contact that this notifier can reach. */
    readonly reaches: ReadonlyArray<Contact["_tag"]>
    /** Fails with `Undeliverable` for a kind of contact that is not reached: a notice is never dropped silently. */
    readonly send: (notice: Notice) => Effect.Effect<void, NotifierDown | Undeliverable>
  }
>()("mon-compte/ports/Notifier") {}
