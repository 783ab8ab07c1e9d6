import type { EndCause } from "../delegation/delegation.ts"
import type { Text } from "../language/language.ts"
import type { Refusal } from "./refusal.ts"

/** The codes of the refusals of a household. */
export type RefusalCode = Exclude<Refusal["_tag"], "NotAllowed">

/** The text of each refusal for people: what is wrong, and what to do. */
export const householdTexts: Readonly<Record<RefusalCode, Text>> = {
  DateInFuture: {
    fr: "Cette date n’est pas encore passée. Indiquez au plus tard la date du jour.",
    en: "This date is in the future. Give today’s date at the latest.",
  },
  DateTooEarly: {
    fr: "Cette date est trop ancienne : elle contredit une date déjà connue du dossier. Vérifiez-la.",
    en: "This date is too early: it contradicts a date the file already has. Please check it.",
  },
  AlreadyMember: {
    fr: "Cette personne figure déjà dans le dossier.",
    en: "This person is already in the file.",
  },
  NotAMember: {
    fr: "Cette personne ne figure pas dans le dossier.",
    en: "This person is not in the file.",
  },
  HolderStays: {
    fr: "Un dossier a toujours un allocataire. Changez d’allocataire, ou demandez la fermeture du dossier.",
    en: "A file always has a holder. Change the holder, or ask for the file to be closed.",
  },
  SpouseExists: {
    fr: "Le dossier comporte déjà un conjoint. Déclarez d’abord la séparation.",
    en: "The file already has a spouse. Declare the separation first.",
  },
  NoCurrentSpouse: {
    fr: "Le dossier ne comporte pas de conjoint.",
    en: "The file has no spouse.",
  },
  NotTheSpouse: {
    fr: "Cela n’est possible que pour le conjoint actuel du dossier.",
    en: "This is possible for the current spouse of the file only.",
  },
  NotOfTheCouple: {
    fr: "Une séparation est déclarée par l’un des deux membres du couple, en son propre nom.",
    en: "A separation is declared by one of the couple, in their own name.",
  },
  AlreadyHolder: {
    fr: "Cette personne est déjà l’allocataire du dossier.",
    en: "This person already holds the file.",
  },
  ChildCannotHold: {
    fr: "Un enfant du dossier ne peut pas en devenir l’allocataire. Il peut demander l’ouverture de son propre dossier.",
    en: "A child of the file cannot become its holder. They can ask for a file of their own.",
  },
  NoDelegation: {
    fr: "Aucune autorisation de gestion n’est en cours.",
    en: "No management authorisation is in force.",
  },
  LastDayPast: {
    fr: "La date de fin de l’autorisation est déjà passée. Indiquez au plus tôt la date du jour.",
    en: "The last day of the authorisation is in the past. Give today’s date at the earliest.",
  },
  AlreadyGranted: {
    fr: "Une autorisation de gestion est déjà en cours, avec une autre date de fin. Annulez-la avant d’en donner une autre.",
    en: "A management authorisation is already in force, with another last day. Cancel it before you give another.",
  },
  NotTheHolder: {
    fr: "Seul l’allocataire du dossier peut faire cela.",
    en: "Only the holder of the file can do this.",
  },
  NotTheDelegate: {
    fr: "Seul le conjoint qui a reçu l’autorisation de gestion peut y renoncer.",
    en: "Only the spouse who was given the management authorisation can renounce it.",
  },
  NotOver: {
    fr: "L’autorisation de gestion n’est pas arrivée à sa date de fin.",
    en: "The last day of the management authorisation is not over.",
  },
}

/** Why a delegation ended, for people. The compiler asks for the text of a new cause. */
export const endCauseTexts: Readonly<Record<EndCause, Text>> = {
  RevokedByHolder: {
    fr: "L’allocataire a annulé l’autorisation de gestion.",
    en: "The holder cancelled the management authorisation.",
  },
  RenouncedBySpouse: {
    fr: "Le conjoint a renoncé à l’autorisation de gestion.",
    en: "The spouse renounced the management authorisation.",
  },
  Separation: { fr: "Une séparation a été déclarée.", en: "A separation was declared." },
  HolderChanged: { fr: "L’allocataire du dossier a changé.", en: "The holder of the file changed." },
  SpouseLeft: { fr: "Le conjoint a quitté le dossier.", en: "The spouse left the file." },
  Death: { fr: "L’allocataire ou le conjoint est décédé.", en: "The holder or the spouse died." },
  FileClosed: { fr: "Le dossier a été fermé.", en: "The file was closed." },
  AccountClosed: {
    fr: "L’espace personnel de l’allocataire ou du conjoint a été fermé.",
    en: "The personal space of the holder or of the spouse was closed.",
  },
  Expired: {
    fr: "L’autorisation de gestion a atteint sa date de fin.",
    en: "The last day of the management authorisation is over.",
  },
}
