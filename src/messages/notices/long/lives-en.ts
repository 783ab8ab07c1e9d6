import type { AnnouncementTexts } from "./text.ts"

/** The texts of what an agent corrects in a life: a number, two spaces of one person, a death, a closing. */
export const lives: Pick<
  AnnouncementTexts,
  "AccountReopened" | "AccountsMerged" | "IdentifierCorrected" | "DeathRecorded" | "DeathUndone"
> = {
  AccountReopened: {
    subject: "your personal space is open again",
    lead: "Your personal space, which was closed, was opened again {at}.",
    paragraphs: [
      "To get in, choose a new password with “Forgotten password?” on the sign-in page. The former one no longer works.",
      "A management authorisation that had ended stays ended: it must be given again.",
    ],
    unexpected: "If you did not ask for this, contact your Caf at once.",
  },
  AccountsMerged: {
    subject: "your two personal spaces are merged",
    lead: "There were two personal spaces in your name. An agent merged them {at}, after checking your identity.",
    paragraphs: [
      "One space stays, with its contact details and its password. The other one is closed: its number and its password no longer work.",
      "If you do not know which one stays, sign in with your social security number, or ask your Caf.",
    ],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  IdentifierCorrected: {
    subject: "your sign-in number has changed",
    lead: "The social security number of your personal space was corrected {at}.",
    paragraphs: [
      "Sign in with the new number from now on: the former one no longer works. Your password stays the same.",
    ],
    unexpected: "If you do not know the new number, or did not expect this, contact your Caf at once.",
  },
  DeathRecorded: {
    subject: "a death is recorded in your file",
    lead: "A death was recorded {at} in your household file. If you have lost a relative, please accept our condolences.",
    paragraphs: [
      "The personal space of the person who died, if there was one, is closed and kept.",
      "If that person held the file, it passes to the other member of the couple, or is closed if there is none. A management authorisation between the two has ended.",
      "You can go on signing in to your own space. Your Caf can help you with what comes next.",
    ],
    unexpected: "If this is a mistake, contact your Caf at once.",
  },
  DeathUndone: {
    subject: "a death recorded by mistake is undone",
    lead: "A death had been recorded by mistake in your household file. It was undone {at}.",
    paragraphs: [
      "The personal space that had been closed is open again, with the same password. To get in, its owner must sign in again.",
      "A management authorisation that had ended stays ended: it must be given again.",
    ],
    unexpected: "If something is wrong in your file, contact your Caf.",
  },
}
