import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { AnnouncementFacts, AnnouncementTexts, LongText, LongTexts } from "./text.ts"

/**
 * French typography: a no-break space before `:`, `;`, `?`, `!` and `»`, after `«`, and between `n°` and its number.
 */
const typeset = (text: string): string => text.replace(/ (?=[:;?!»])|(?<=[°«]) /gu, "\u00a0")

const FOOTER = typeset("Ce message est envoyé automatiquement : inutile d’y répondre.")

const purposes: Readonly<Record<CodePurpose, string>> = {
  migration: "pour confirmer votre adresse e-mail",
  recovery: "pour choisir un nouveau mot de passe",
  contact: "pour confirmer votre nouvelle adresse e-mail",
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): LongText => ({
  subject: `${code} est votre code ${service}`,
  lead: typeset("Votre code de confirmation :"),
  code,
  paragraphs: [
    ...(number > 1
      ? [typeset(`Ce message est le n° ${number} : lui seul fonctionne. Les codes reçus auparavant ne servent plus.`)]
      : []),
    `Saisissez ce code dans ${service} ${purposes[purpose]}. Il fonctionne pendant ${minutes} ${
      minutes < 2 ? "minute" : "minutes"
    } à partir de votre demande.`,
  ],
  warning:
    "Ne communiquez ce code à personne. Nous ne vous demanderons jamais votre mot de passe ni ce code par téléphone, par SMS ou par e-mail.",
  unexpected: typeset(
    "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
  ),
  footer: FOOTER,
})

const FORGOTTEN = "utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre caisse."
const CONTACT_FUND = "adressez-vous à votre caisse."

const announcements: AnnouncementTexts = {
  PasswordChanged: {
    subject: "votre mot de passe a été changé",
    lead: "Votre mot de passe a été changé {at}.",
    paragraphs: ["Toutes les autres connexions à votre compte ont été fermées."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  PasswordRecovered: {
    subject: "votre mot de passe a été remplacé",
    lead: "Votre mot de passe a été remplacé {at}, après une demande « Mot de passe oublié ? ».",
    paragraphs: ["Toutes les connexions à votre compte ont été fermées."],
    unexpected: `Vous n’avez rien demandé ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactChanged: {
    subject: "vos coordonnées de contact ont été changées",
    lead: "Les coordonnées auxquelles nous vous écrivons ont été changées {at}.",
    paragraphs: ["Les anciennes permettent encore de retrouver votre compte pendant 24 heures."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactAdded: {
    subject: "des coordonnées de contact ont été ajoutées",
    lead: "Des coordonnées de contact ont été ajoutées à votre compte {at}.",
    paragraphs: [],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  AccountClosed: {
    subject: "votre espace personnel est fermé",
    lead: "Votre espace personnel a été fermé {at}.",
    paragraphs: ["Il n’est plus possible de s’y connecter. Vos droits n’en dépendent pas."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_FUND}`,
  },
  SeparationDeclared: {
    subject: "une séparation a été déclarée",
    lead: "Une séparation a été déclarée {at} dans votre dossier allocataire.",
    paragraphs: [
      "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin.",
      "Si vous vous connectiez encore avec un mot de passe à 8 chiffres, il ne fonctionne plus. Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion, ou adressez-vous à votre caisse.",
    ],
    unexpected: `Vous n’y êtes pour rien, ou c’est une erreur ? Sans attendre, ${CONTACT_FUND}`,
  },
  DelegationGranted: {
    subject: "une autorisation de gestion a été donnée",
    lead: "Une autorisation de gestion a été donnée {at} dans votre dossier allocataire.",
    paragraphs: ["Qui l’a donnée peut y mettre fin à tout moment, et qui l’a reçue peut y renoncer."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_FUND}`,
  },
  DelegationEnded: {
    subject: "une autorisation de gestion a pris fin",
    lead: "Une autorisation de gestion a pris fin {at} dans votre dossier allocataire.",
    paragraphs: [],
    unexpected:
      "Vous ne vous y attendiez pas ? Connectez-vous pour en voir la raison, ou adressez-vous à votre caisse.",
  },
  MustChangePassword: {
    subject: "votre mot de passe est à changer",
    lead: "Depuis {at}, votre mot de passe est à changer.",
    paragraphs: [
      "Un nouveau mot de passe vous sera demandé à votre prochaine connexion. Aucune autre démarche n’est nécessaire.",
    ],
    unexpected: "Ce message ne contient aucun lien : passez par l’adresse que vous connaissez.",
  },
}

const day = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "long" })
const hour = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", timeStyle: "short" })

/** A date and time in Paris: `le 1er juillet 2026 à 00 h 30 (heure de Paris)`. */
const dateTime = (at: number) =>
  `le ${day.format(at).replace(/^1(?= )/u, "1er")} à ${hour.format(at).replace(":", "\u00a0h\u00a0")} (heure de Paris)`

const announcement = ({ about, at, service }: AnnouncementFacts): LongText => {
  const { lead, paragraphs, subject, unexpected } = announcements[about]
  return {
    subject: typeset(`${service} : ${subject}`),
    lead: typeset(lead.replace("{at}", dateTime(at))),
    code: null,
    paragraphs: paragraphs.map(typeset),
    warning: "Nous ne vous demanderons jamais votre mot de passe par téléphone, par SMS ou par e-mail.",
    unexpected: typeset(unexpected),
    footer: FOOTER,
  }
}

/** The long texts in French. */
export const fr: LongTexts = { code, announcement }
