import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { ShortTexts } from "./text.ts"

/** What the code does, and the same in a word or two. */
const purposes: Readonly<Record<CodePurpose, readonly [whole: (service: string) => string, brief: string]>> = {
  migration: [(service) => `to activate your ${service} sign-in`, "sign-in"],
  recovery: [(service) => `to change your ${service} password`, "password"],
  contact: [(service) => `to change your ${service} contact details`, "contact"],
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): ReadonlyArray<string> => {
  const [whole, brief] = purposes[purpose]
  const lead = `${code} is your code ${whole(service)}`
  const validity = `valid for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`
  const messageNumber = number > 1 ? ` (message ${number})` : ""
  const briefNumber = number > 1 ? ` message ${number}` : ""
  const warning = "Do not give it to anyone."
  const onlyThisOne = `Message ${number}: only this one works.`
  return [
    ...(number > 1 ? [`${lead}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${lead}${messageNumber}, ${validity}. ${warning}`,
    `${code} ${whole(service)}${messageNumber}, ${minutes} min. ${warning}`,
    `${code} ${brief} ${service}${briefNumber}, ${minutes} min. ${warning}`,
    `${code}. ${warning}`,
  ]
}

/** The short texts in English. */
export const en: ShortTexts = {
  code,
  announcements: {
    AccountOpened: "Your personal space is open. Not you? Contact your Caf quickly.",
    MemberAccountOpened: "The other adult of your file opened a personal space. Unexpected? Contact your Caf.",
    PasswordChanged: 'Your password was changed. Not you? Use "Forgotten password?" and contact your Caf.',
    PasswordRecovered:
      'Your password was replaced on request. Not you? Use "Forgotten password?" and contact your Caf.',
    ContactChanged: 'Your contact details were changed. Not you? Use "Forgotten password?" and contact your Caf.',
    ContactRestored: "Your previous contact details are in use again. Not you? Contact your Caf.",
    ContactBarred: "Some contact details no longer recover your account. Unexpected? Contact your Caf.",
    AccessRestored: "An agent recorded contact details at the counter for your account. Not you? Contact your Caf now.",
    ManyWrongPasswords:
      "Several wrong passwords were typed for your account: sign-in is blocked for a while. Not you? None of them worked.",
    AccountUnlocked: "An agent unlocked the sign-in to your account. Not you? Contact your Caf now.",
    AccountClosed: "Your personal space is closed. If you did not expect this, contact your Caf.",
    AccountReopened:
      'Your personal space is open again. To get in, use "Forgotten password?" on the site. Unexpected? Contact your Caf.',
    AccountsMerged: "Your two personal spaces are merged into one. Unexpected? Contact your Caf quickly.",
    IdentifierCorrected: "Your sign-in number was corrected: use the new number. Unexpected? Contact your Caf quickly.",
    DeathRecorded: "A death is recorded in your file. A mistake? Contact your Caf quickly.",
    DeathUndone:
      "A death recorded by mistake in your file is undone. The closed space is open again. Questions? Contact your Caf.",
    SeparationDeclared:
      'Separation declared in your file. An 8-digit password no longer works: use "Forgotten password?". A mistake? Contact your Caf.',
    SeparationCorrected: "A separation recorded by mistake in your file is corrected. Not a mistake? Contact your Caf.",
    LegacyPasswordEnded:
      'An 8-digit password no longer works. To get in, use "Create my account", or contact your Caf.',
    CoupleFormed: "A couple was recorded in your file. Unexpected? Contact your Caf.",
    CoupleEnded: "A couple has ended in your file. Unexpected? Contact your Caf.",
    FileClosed: "Your household file is closed; your space stays open. Unexpected? Contact your Caf.",
    HolderChanged: "The holder of your file changed. Unexpected? Contact your Caf.",
    FilesMerged: "Your household file and another one were merged. Unexpected? Contact your Caf.",
    FileReopened: "Your household file, closed by mistake, is open again. Unexpected? Contact your Caf.",
    ConfidentialModeStarted: "The confidential mode of your space is on. Not you? Contact your Caf quickly.",
    ConfidentialModeEnded: "The confidential mode of your space has ended. Not you? Contact your Caf quickly.",
    DelegationGranted:
      "A management authorisation was given in your file. If you did not expect this, contact your Caf.",
    DelegationEnded: "A management authorisation ended in your file. If you did not expect this, contact your Caf.",
    DelegationEnding: "A management authorisation ends soon: the last day is in your personal space.",
    MustChangePassword:
      'You must change your password: use "Forgotten password?" on the site you know. Do not follow links.',
    PasswordChangeRequired:
      "You will be asked for a new password at your next sign-in. Do not follow links: use the site you know.",
    ChangeReported:
      'A change was reported: all sessions are closed. To get in, use "Forgotten password?". Not you? Contact your Caf.',
    IdentifierReplaced:
      "Sign in with your social security number from now on: the provisional identifier no longer works. Unexpected? Contact your Caf.",
    MandateRecorded:
      "A court decision is on record: a person acts for you with your Caf. Unexpected? Contact your Caf.",
    MandateChanged: "The court decision on record for you has changed. Unexpected? Contact your Caf.",
    MandateEnded: "A court decision on record for you has ended. Unexpected? Contact your Caf.",
    MandateEnding: "A court decision on record for you ends soon. The day is in your personal space.",
    HeldMandateRecorded: "A court mandate for another person is on record in your name. Unexpected? Contact your Caf.",
    HeldMandateChanged: "A court mandate on record in your name has changed. Unexpected? Contact your Caf.",
    HeldMandateEnding: "A court mandate in your name ends soon. To extend it, ask the judge, then your Caf.",
    HeldMandateEnded: "A court mandate on record in your name has ended. Unexpected? Contact your Caf.",
  },
  reported: (text, link) => [
    `${text.split(" Not you?")[0]} Not you? Report it: ${link}`,
    `${text.split(" Not you?")[0]} Not you? ${link}`,
    `Your account was changed. Not you? ${link}`,
  ],
  withService: (service, text) => `${service}: ${text}`,
}
