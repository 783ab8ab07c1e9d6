import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { AnnouncementFacts, AnnouncementTexts, LongText, LongTexts } from "./text.ts"

/**
 * French typography: a no-break space before `:`, `;`, `?`, `!` and `»`, after `«`, and between `n°` and its number.
 */
const typeset = (text: string): string => text.replace(/ (?=[:;?!»])|(?<=[°«]) /gu, "\u00a0")

const FOOTER = typeset("Ce message est envoyé automatiquement : inutile d’y répondre.")

/** What the code does. */
const purposes: Readonly<Record<CodePurpose, (service: string) => string>> = {
  migration: (service) => `pour activer votre connexion ${service}`,
  recovery: (service) => `pour changer votre mot de passe ${service}`,
  contact: (service) => `pour changer vos coordonnées ${service}`,
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): LongText => ({
  subject: typeset(`${code} : votre code ${purposes[purpose](service)}`),
  lead: typeset(`Votre code ${purposes[purpose](service)} :`),
  code,
  paragraphs: [
    ...(number > 1
      ? [typeset(`Ce message est le n° ${number} : lui seul fonctionne. Les codes reçus auparavant ne servent plus.`)]
      : []),
    `Saisissez ce code sur la page de ${service} où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant ${minutes} ${
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
  AccountOpened: {
    subject: "votre espace personnel est ouvert",
    lead: "Votre espace personnel a été ouvert {at}, avec un nouveau mot de passe et des coordonnées de contact confirmées.",
    paragraphs: ["Un mot de passe à 8 chiffres ne permet plus de se connecter."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_FUND}`,
  },
  MemberAccountOpened: {
    subject: "un espace personnel a été ouvert dans votre dossier",
    lead: "L’autre adulte de votre dossier allocataire a maintenant un espace personnel, ouvert {at}.",
    paragraphs: [
      "Vous lui aviez donné une autorisation de gestion ? Regardez dans votre espace si elle attend votre confirmation.",
    ],
    unexpected: `L’autre adulte n’y est pour rien ? Sans attendre, ${CONTACT_FUND}`,
  },
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
    paragraphs: [
      "Les anciennes permettent encore de retrouver votre compte pendant 24 heures.",
      "Pendant quelque temps, nous vous écrivons encore aux anciennes.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactAdded: {
    subject: "des coordonnées de contact ont été ajoutées",
    lead: "Des coordonnées de contact ont été ajoutées à votre compte {at}.",
    paragraphs: [],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactRestored: {
    subject: "vos anciennes coordonnées sont rétablies",
    lead: "Vos anciennes coordonnées de contact ont été rétablies {at}, car un code reçu à ces coordonnées a été saisi.",
    paragraphs: [
      "Celles qui les avaient remplacées ne servent plus. Vous pouvez en donner de nouvelles dans votre espace.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_FUND}`,
  },
  ContactBarred: {
    subject: "des coordonnées ne permettent plus de retrouver votre compte",
    lead: "Depuis {at}, des coordonnées de contact ne permettent plus de retrouver votre compte. Un agent l’a demandé.",
    paragraphs: ["Pour les utiliser à nouveau, confirmez-les dans votre espace."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_FUND}`,
  },
  AccessRestored: {
    subject: "un agent a enregistré de nouvelles coordonnées",
    lead: "Un agent a enregistré de nouvelles coordonnées pour votre compte {at}, après avoir vérifié une identité.",
    paragraphs: [
      "Seules ces nouvelles coordonnées permettent maintenant de choisir un nouveau mot de passe.",
      "L’ancien mot de passe ne fonctionne plus, et toutes les connexions ont été fermées.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_FUND}`,
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
      "Pour en choisir un nouveau, utilisez « Mot de passe oublié ? » sur la page de connexion. Si aucun code n’arrive, adressez-vous à votre caisse.",
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
