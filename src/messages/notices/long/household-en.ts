import type { AnnouncementTexts } from "./text.ts"

/** The texts of what happens to a household file. */
export const household: Pick<
  AnnouncementTexts,
  | "SeparationDeclared"
  | "SeparationCorrected"
  | "LegacyPasswordEnded"
  | "CoupleFormed"
  | "CoupleEnded"
  | "FileClosed"
  | "HolderChanged"
  | "FilesMerged"
  | "FileReopened"
> = {
  SeparationDeclared: {
    subject: "a separation was declared",
    lead: "A separation was declared {at} in your household file.",
    paragraphs: [
      "The management authorisation in it, if there was one, has ended.",
      "If you still signed in with an 8-digit password, it no longer works. To get in, use “Forgotten password?” on the sign-in page, or contact your Caf.",
    ],
    unexpected: "If this was not you, or if it is a mistake, contact your Caf at once.",
  },
  SeparationCorrected: {
    subject: "a separation recorded by mistake is corrected",
    lead: "A separation was recorded by mistake in your household file. It was corrected {at}.",
    paragraphs: [
      "The management authorisation that had ended does not start again: the holder can give another one.",
      "An 8-digit password or contact details that were no longer used are still not used.",
    ],
    unexpected: "If it was not a mistake, contact your Caf at once.",
  },
  LegacyPasswordEnded: {
    subject: "an 8-digit password no longer works",
    lead: "The 8-digit password of your household file stopped working {at}, because a change was recorded in this file.",
    paragraphs: ["To reach your space, use “Create my account” on the sign-in page, or contact your Caf."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  CoupleFormed: {
    subject: "a couple was recorded",
    lead: "A couple was recorded {at} in your household file.",
    paragraphs: ["This gives no management authorisation: the holder can give one, and cancel it."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  CoupleEnded: {
    subject: "a couple has ended in your file",
    lead: "A couple that was recorded in your household file ended {at}.",
    paragraphs: [
      "The management authorisation in it, if there was one, has ended.",
      "An 8-digit password of this file no longer works. To get in, use “Forgotten password?” or “Create my account” on the sign-in page.",
    ],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  FileClosed: {
    subject: "your household file is closed",
    lead: "Your household file was closed {at}.",
    paragraphs: ["Your personal space stays open."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  HolderChanged: {
    subject: "the holder of your file changed",
    lead: "The holder of your household file changed {at}.",
    paragraphs: ["The management authorisation in it, if there was one, has ended. The holder can give another one."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  FilesMerged: {
    subject: "two household files were merged",
    lead: "Your household file and another one were merged {at}, because a couple was recorded.",
    paragraphs: [
      "The management authorisations in them, if there were any, have ended. The holder can give one.",
      "Your personal space and your password stay the same.",
    ],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  FileReopened: {
    subject: "your household file is open again",
    lead: "Your household file was closed by mistake. It was opened again {at}.",
    paragraphs: ["The management authorisation that had ended does not start again: the holder can give another one."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
}
