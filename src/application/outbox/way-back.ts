import * as Effect from "effect/Effect"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import { Keys } from "../../ports/keys.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { Policies } from "../contract/policies.ts"
import type { SendAnnouncement } from "./orders.ts"

/**
 * Whether an announcement carries a way to report the change: "ce n’est pas moi". It does for every change by
 * which an intruder takes or keeps an account. Its owner undoes them by a recovery with a former contact.
 *
 * A new kind of announcement does not compile until it has its line here.
 */
const hasWayBack: Readonly<Record<AnnouncementAbout, boolean>> = {
  AccountOpened: true,
  PasswordChanged: true,
  PasswordRecovered: true,
  ContactChanged: true,
  AccessRestored: true,
  IdentifierReplaced: true,
  // It goes to the contact that was dropped, too: an intruder must not report the owner.
  ContactRestored: false,
  // An agent decided it, after a report or at the counter. The password opens nothing in the meantime.
  ContactBarred: false,
  AccountUnlocked: false,
  // Nothing changed: no password was right.
  ManyWrongPasswords: false,
  MustChangePassword: false,
  PasswordChangeRequired: false,
  ChangeReported: false,
  // About the account of another person, about a household file, or not undone by a recovery.
  MemberAccountOpened: false,
  AccountClosed: false,
  AccountReopened: false,
  AccountsMerged: false,
  IdentifierCorrected: false,
  DeathRecorded: false,
  DeathUndone: false,
  SeparationDeclared: false,
  SeparationCorrected: false,
  LegacyPasswordEnded: false,
  CoupleFormed: false,
  CoupleEnded: false,
  FileClosed: false,
  HolderChanged: false,
  FilesMerged: false,
  FileReopened: false,
  ConfidentialModeStarted: false,
  ConfidentialModeEnded: false,
  DelegationGranted: false,
  DelegationEnded: false,
  DelegationEnding: false,
  MandateRecorded: false,
  MandateChanged: false,
  MandateEnded: false,
  MandateEnding: false,
  HeldMandateRecorded: false,
  HeldMandateChanged: false,
  HeldMandateEnded: false,
  HeldMandateEnding: false,
}

/**
 * What the tokens of an announcement are made from, for the contacts that may report it. The token itself is made when
 * the message is sent, so that the outbox does not contain it.
 */
export const wayBack = Effect.fnUntraced(function* (about: AnnouncementAbout, reporters: ReadonlyArray<SealedContact>) {
  const { reports } = yield* Policies
  if (!hasWayBack[about] || reporters.length === 0) return () => undefined
  const keys = yield* Keys
  const [key] = yield* keys.accepted
  return ({ index }: SealedContact): SendAnnouncement["report"] =>
    reporters.some((reporter) => reporter.index === index) ? { days: reports.days, key } : undefined
})
