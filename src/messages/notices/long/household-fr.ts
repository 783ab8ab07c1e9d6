import type { AnnouncementTexts } from "./text.ts"

const CONTACT_CAF = "adressez-vous à votre Caf."

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
    subject: "une séparation a été déclarée",
    lead: "Une séparation a été déclarée {at} dans votre dossier allocataire.",
    paragraphs: [
      "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin.",
      "Si vous vous connectiez encore avec un mot de passe à 8 chiffres, il ne fonctionne plus. Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion, ou adressez-vous à votre Caf.",
    ],
    unexpected: `Vous n’y êtes pour rien, ou c’est une erreur ? Sans attendre, ${CONTACT_CAF}`,
  },
  SeparationCorrected: {
    subject: "une séparation enregistrée par erreur est corrigée",
    lead: "Une séparation avait été enregistrée par erreur dans votre dossier allocataire. Elle a été corrigée {at}.",
    paragraphs: [
      "L’autorisation de gestion qui avait pris fin ne reprend pas : l’allocataire peut en donner une autre.",
      "Un mot de passe à 8 chiffres ou des coordonnées qui ne servaient plus ne servent pas de nouveau.",
    ],
    unexpected: `Ce n’était pas une erreur ? Sans attendre, ${CONTACT_CAF}`,
  },
  LegacyPasswordEnded: {
    subject: "un mot de passe à 8 chiffres ne fonctionne plus",
    lead: "Le mot de passe à 8 chiffres de votre dossier allocataire a cessé de fonctionner {at}, car un changement a été enregistré dans ce dossier.",
    paragraphs: [
      "Pour accéder à votre espace, utilisez « Créer Mon Compte » sur la page de connexion, ou adressez-vous à votre Caf.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  CoupleFormed: {
    subject: "une vie de couple a été enregistrée",
    lead: "Une vie de couple a été enregistrée {at} dans votre dossier allocataire.",
    paragraphs: ["Cela ne donne aucune autorisation de gestion : l’allocataire peut en donner une, et l’annuler."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  CoupleEnded: {
    subject: "une vie de couple a pris fin dans votre dossier",
    lead: "Une vie de couple enregistrée dans votre dossier allocataire a pris fin {at}.",
    paragraphs: [
      "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin.",
      "Un mot de passe à 8 chiffres de ce dossier ne fonctionne plus. Pour entrer, utilisez « Mot de passe oublié ? » ou « Créer Mon Compte » sur la page de connexion.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  FileClosed: {
    subject: "votre dossier allocataire est fermé",
    lead: "Votre dossier allocataire a été fermé {at}.",
    paragraphs: ["Votre espace personnel reste ouvert."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  HolderChanged: {
    subject: "l’allocataire de votre dossier a changé",
    lead: "L’allocataire de votre dossier a changé {at}.",
    paragraphs: [
      "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin. L’allocataire peut en donner une autre.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  FilesMerged: {
    subject: "deux dossiers allocataires sont réunis",
    lead: "Votre dossier allocataire et un autre ont été réunis {at}, car une vie de couple a été enregistrée.",
    paragraphs: [
      "Les autorisations de gestion qui s’y trouvaient, s’il y en avait, ont pris fin. L’allocataire peut en donner une.",
      "Votre espace personnel et votre mot de passe restent les mêmes.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  FileReopened: {
    subject: "votre dossier allocataire est rouvert",
    lead: "Votre dossier allocataire avait été fermé par erreur. Il a été rouvert {at}.",
    paragraphs: [
      "L’autorisation de gestion qui avait pris fin ne reprend pas : l’allocataire peut en donner une autre.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
}
