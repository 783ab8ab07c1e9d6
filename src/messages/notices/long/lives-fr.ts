import type { AnnouncementTexts } from "./text.ts"

const CONTACT_CAF = "adressez-vous à votre Caf."

/** The texts of what an agent corrects in a life: a number, two spaces of one person, a death, a closing. */
export const lives: Pick<
  AnnouncementTexts,
  "AccountReopened" | "AccountsMerged" | "IdentifierCorrected" | "DeathRecorded" | "DeathUndone"
> = {
  AccountReopened: {
    subject: "votre espace personnel est rouvert",
    lead: "Votre espace personnel, qui était fermé, a été rouvert {at}.",
    paragraphs: [
      "Pour entrer, choisissez un nouveau mot de passe avec « Mot de passe oublié ? » sur la page de connexion. L’ancien ne fonctionne plus.",
      "Une autorisation de gestion qui avait pris fin reste terminée : il faut la donner à nouveau.",
    ],
    unexpected: `Vous n’avez rien demandé ? Sans attendre, ${CONTACT_CAF}`,
  },
  AccountsMerged: {
    subject: "vos deux espaces personnels sont réunis",
    lead: "Deux espaces personnels étaient à votre nom. Un agent les a réunis {at}, après avoir vérifié votre identité.",
    paragraphs: [
      "Il reste un seul espace, avec ses coordonnées et son mot de passe. L’autre est fermé : son numéro et son mot de passe ne fonctionnent plus.",
      "Vous ne savez pas lequel reste ? Connectez-vous avec votre numéro de sécurité sociale, ou demandez à votre Caf.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  IdentifierCorrected: {
    subject: "votre numéro de connexion a changé",
    lead: "Le numéro de sécurité sociale de votre espace personnel a été corrigé {at}.",
    paragraphs: [
      "Connectez-vous maintenant avec le nouveau numéro : l’ancien ne fonctionne plus. Votre mot de passe ne change pas.",
    ],
    unexpected: `Vous ne connaissez pas le nouveau numéro, ou vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  DeathRecorded: {
    subject: "un décès est enregistré dans votre dossier",
    lead: "Un décès a été enregistré {at} dans votre dossier allocataire. Si vous avez perdu un proche, nous vous présentons nos condoléances.",
    paragraphs: [
      "L’espace personnel de la personne décédée, s’il y en avait un, est fermé et conservé.",
      "Si cette personne était allocataire, le dossier passe à l’autre membre du couple, ou il est fermé s’il n’y en a pas. Une autorisation de gestion entre les deux a pris fin.",
      "Vous pouvez continuer à vous connecter à votre propre espace. Pour la suite, votre Caf peut vous aider.",
    ],
    unexpected: `C’est une erreur ? Sans attendre, ${CONTACT_CAF}`,
  },
  DeathUndone: {
    subject: "un décès enregistré par erreur est annulé",
    lead: "Un décès avait été enregistré par erreur dans votre dossier allocataire. Il a été annulé {at}.",
    paragraphs: [
      "L’espace personnel qui avait été fermé est rouvert, avec le même mot de passe. Pour y entrer, il faut se connecter de nouveau.",
      "Une autorisation de gestion qui avait pris fin reste terminée : il faut la donner à nouveau.",
    ],
    unexpected: `Quelque chose ne va pas dans votre dossier ? Adressez-vous à votre Caf.`,
  },
}
