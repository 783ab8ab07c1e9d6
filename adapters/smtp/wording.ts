import type { CodePurpose } from "../../src/domain/challenge/purpose.ts"
import type { Language } from "../../src/domain/language/language.ts"
import type { ConfirmationCode } from "../../src/ports/notifier.ts"

/** What a letter says, paragraph by paragraph. What matters comes first: people read it in the preview and never open. */
export interface Wording {
  readonly subject: string
  /** Stands right before the code, where there is one. */
  readonly lead: string
  readonly paragraphs: ReadonlyArray<string>
  /** What sets the sender apart from who pretends to be it. */
  readonly warning: string
  readonly unasked: string
  readonly footer: string
}

interface Facts {
  readonly code: string
  readonly minutes: number
  readonly number: number
  /** The service as its users call it. */
  readonly service: string
  readonly purpose: CodePurpose
}

/** French typography: nothing parts a colon or a question mark from its word, a quotation from its marks, nor a number from its n°. */
export const typeset = (text: string): string => text.replace(/ (?=[:;?!»])|(?<=[°«]) /gu, "\u00a0")

const inFrench: Readonly<Record<CodePurpose, string>> = {
  migration: "pour confirmer votre adresse e-mail",
  recovery: "pour choisir un nouveau mot de passe",
  contact: "pour confirmer votre nouvelle adresse e-mail",
}

const inEnglish: Readonly<Record<CodePurpose, string>> = {
  migration: "to confirm your email address",
  recovery: "to choose a new password",
  contact: "to confirm your new email address",
}

const french = ({ code, minutes, number, purpose, service }: Facts): Wording => ({
  subject: `${code} est votre code ${service}`,
  lead: typeset("Votre code de confirmation :"),
  paragraphs: [
    ...(number > 1
      ? [typeset(`Ce message est le n° ${number} : lui seul fonctionne. Les codes reçus auparavant ne servent plus.`)]
      : []),
    `Saisissez ce code dans ${service} ${inFrench[purpose]}. Il fonctionne pendant ${minutes} ${
      minutes < 2 ? "minute" : "minutes"
    } à partir de votre demande.`,
  ],
  warning:
    "Ne communiquez ce code à personne. Nous ne vous demanderons jamais votre mot de passe ni ce code par téléphone, par SMS ou par e-mail.",
  unasked: typeset(
    "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
  ),
  footer: typeset("Ce message est envoyé automatiquement : inutile d’y répondre."),
})

const english = ({ code, minutes, number, purpose, service }: Facts): Wording => ({
  subject: `${code} is your ${service} code`,
  lead: "Your confirmation code:",
  paragraphs: [
    ...(number > 1 ? [`This is message no. ${number}: only its code works. Codes sent before it no longer do.`] : []),
    `Enter this code in ${service} ${inEnglish[purpose]}. It works for ${minutes} ${
      minutes === 1 ? "minute" : "minutes"
    } from when you asked for it.`,
  ],
  warning:
    "Do not give this code to anyone. We will never ask you for your password or for this code by telephone, text message or email.",
  unasked:
    "You did not ask for it? Do not pass this code on: without it, nothing changes. You can delete this message.",
  footer: "This message is sent automatically: there is no need to reply.",
})

const wordings: Readonly<Record<Language, (facts: Facts) => Wording>> = { fr: french, en: english }

export const wordingOf = (
  { language, minutes, number, purpose }: Pick<ConfirmationCode, "language" | "minutes" | "number" | "purpose">,
  code: string,
  service: string,
): Wording => wordings[language]({ code, minutes, number, purpose, service })
