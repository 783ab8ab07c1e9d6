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
    `${code} ${whole(service)}${messageNumber}, ${minutes} min.`,
    `${code} ${brief} ${service}${briefNumber}, ${minutes} min`,
    `${code} ${service}${briefNumber}, ${minutes} min`,
    code,
  ]
}

/** The short texts in English. */
export const en: ShortTexts = {
  code,
  announcements: {
    AccountOpened: "Your personal space is open. Not you? Contact your fund quickly.",
    MemberAccountOpened: "The other adult of your file opened a personal space. Unexpected? Contact your fund.",
    PasswordChanged: 'Your password was changed. Not you? Use "Forgotten password?" and contact your fund.',
    PasswordRecovered:
      'Your password was replaced on request. Not you? Use "Forgotten password?" and contact your fund.',
    ContactChanged: 'Your contact details were changed. Not you? Use "Forgotten password?" and contact your fund.',
    ContactAdded:
      'Contact details were added to your account. Not you? Use "Forgotten password?" and contact your fund.',
    ContactRestored: "Your previous contact details are in use again. Not you? Contact your fund.",
    ContactBarred: "Some contact details no longer recover your account. Not you? Contact your fund.",
    AccessRestored: "An agent recorded new contact details for your account. Not you? Contact your fund now.",
    AccountClosed: "Your personal space is closed. If you did not expect this, contact your fund.",
    SeparationDeclared:
      'Separation declared in your file. An 8-digit password no longer works: use "Forgotten password?". A mistake? Contact your fund.',
    DelegationGranted:
      "A management authorisation was given in your file. If you did not expect this, contact your fund.",
    DelegationEnded: "A management authorisation ended in your file. If you did not expect this, contact your fund.",
    MustChangePassword:
      'You must change your password: use "Forgotten password?" on the site you know. Do not follow links.',
  },
  withService: (service, text) => `${service}: ${text}`,
}
