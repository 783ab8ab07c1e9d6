import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { CodePurpose } from "../domain/challenge/purpose.ts"
import type { Contact } from "../domain/contact/contact.ts"
import type { Language } from "../domain/language/language.ts"

/** What people are told by mail or by message, each about one thing. */
export type Notice = ConfirmationCode | Announcement

/** What people are told has happened, so that whoever did not do it can act. */
export const announcements = [
  "PasswordChanged",
  "PasswordRecovered",
  "ContactChanged",
  "ContactAdded",
  "AccountClosed",
  "SeparationDeclared",
  "DelegationGranted",
  "DelegationEnded",
  "MustChangePassword",
] as const
/** What a piece of news is about. */
export type AnnouncementAbout = (typeof announcements)[number]

/** The code that proves a contact. */
export interface ConfirmationCode {
  readonly _tag: "ConfirmationCode"
  /** Names this message for ever: a redelivery carries the same id, hence the same `Message-ID`. */
  readonly id: string
  readonly to: Contact
  readonly language: Language
  readonly purpose: CodePurpose
  /** Six digits. */
  readonly code: Redacted.Redacted<string>
  /** The how-manieth message of its challenge, from 1: an older code is answered "use message n° 2". */
  readonly number: number
  /** When the code stops working, in milliseconds since the epoch (UTC). */
  readonly expiresAt: number
  /** How long a code works from when it is asked for, in minutes. */
  readonly minutes: number
}

/**
 * News of the account or of the household file, in words that are the same for everybody: no name, no address, no
 * number, nothing that the other person of a couple should not learn from it.
 */
export interface Announcement {
  readonly _tag: "Announcement"
  /** Names this message for ever: a redelivery carries the same id, hence the same `Message-ID`. */
  readonly id: string
  readonly to: Contact
  readonly language: Language
  readonly about: AnnouncementAbout
  /** When it happened, in milliseconds since the epoch (UTC). */
  readonly at: number
}

/** The carrier cannot take the message now; the same message may be tried later. */
export class NotifierDown extends Schema.TaggedError<NotifierDown>()("NotifierDown", {}) {
  override get message(): string {
    return "The message could not be handed over for now."
  }
}

/** The carrier refused the message for good: this contact does not receive. */
export class Undeliverable extends Schema.TaggedError<Undeliverable>()("Undeliverable", {}) {
  override get message(): string {
    return "The message was refused for good."
  }
}

/** Carries notices to people. Handing the same notice over twice is harmless: it bears the same id and words. */
export class Notifier extends Context.Service<
  Notifier,
  {
    /** The kinds of contact this notifier can reach. */
    readonly reaches: ReadonlyArray<Contact["_tag"]>
    /** A contact of a kind that is not reached is `Undeliverable`: never is a notice dropped in silence. */
    readonly send: (notice: Notice) => Effect.Effect<void, NotifierDown | Undeliverable>
  }
>()("mon-compte/ports/Notifier") {}
