import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { ShortTexts } from "./text.ts"

/** The purpose of the code. Omitted in the migration: the person is on that page already. */
const purposes: Readonly<Record<CodePurpose, string>> = {
  migration: "",
  recovery: " to change your password",
  contact: " to confirm this number",
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): ReadonlyArray<string> => {
  const lead = `${code} is your ${service} code`
  const leadWithPurpose = `${lead}${purposes[purpose]}`
  const validity = `valid for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`
  const messageNumber = number > 1 ? ` (message ${number})` : ""
  const warning = "Do not give it to anyone."
  const onlyThisOne = `Message ${number}: only this one works.`
  return [
    ...(number > 1 ? [`${leadWithPurpose}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${leadWithPurpose}${messageNumber}, ${validity}. ${warning}`,
    ...(number > 1 ? [`${lead}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${lead}${messageNumber}, ${validity}. ${warning}`,
    `${lead}${messageNumber}, ${validity}.`,
    `${code} ${service}${messageNumber.replace(/[()]/gu, "")}, ${minutes} min`,
    code,
  ]
}

/** The short texts in English. */
export const en: ShortTexts = {
  code,
  announcements: {
    PasswordChanged: 'Your password was changed. Not you? Use "Forgotten password?" and contact your fund.',
    PasswordRecovered:
      'Your password was replaced on request. Not you? Use "Forgotten password?" and contact your fund.',
    ContactChanged: 'Your contact details were changed. Not you? Use "Forgotten password?" and contact your fund.',
    ContactAdded:
      'Contact details were added to your account. Not you? Use "Forgotten password?" and contact your fund.',
    AccountClosed: "Your personal space is closed. If you did not expect this, contact your fund.",
    SeparationDeclared:
      'Separation declared in your file. An 8-digit password no longer works: use "Forgotten password?". A mistake? Contact your fund.',
    DelegationGranted:
      "A management authorisation was given in your file. If you did not expect this, contact your fund.",
    DelegationEnded: "A management authorisation ended in your file. If you did not expect this, contact your fund.",
    MustChangePassword:
      "You will be asked for a new password when you next sign in. Do not follow links: use the site you know.",
  },
  withService: (service, text) => `${service}: ${text}`,
}
