import type { EndCause } from "../delegation/delegation.ts"
import type { Text } from "../language/language.ts"
import type { Refusal } from "./refusal.ts"

/** The codes of the refusals of a household. */
export type RefusalCode = Exclude<Refusal["_tag"], "NotAllowed">

/** The text of each refusal for people: what is wrong, and what to do. */
export const householdTexts: Readonly<Record<RefusalCode, Text>> = {
  DateInFuture: {
    fr: "Cette date est à venir. Indiquez au plus tard la date du jour.",
    en: "This date is in the future. Give today’s date at the latest.",
  },
  DateTooEarly: {
    fr: "Cette date est trop ancienne : elle contredit une date déjà connue du dossier. Vérifiez-la.",
    en: "This date is too early: it contradicts a date the file already has. Please check it.",
  },
  AlreadyMember: {
    fr: "Cette personne figure déjà dans le dossier. Vérifiez que c’est la bonne personne.",
    en: "This person is already in the file. Check that this is the right person.",
  },
  HolderNotChild: {
    fr: "Cette personne est l’allocataire du dossier : elle ne peut pas y figurer aussi comme enfant. Vérifiez la personne et le dossier.",
    en: "This person holds the file, and cannot also be a child of it. Check the person and the file.",
  },
  ChildTooOld: {
    fr: "D’après cette date de naissance, la personne est trop âgée pour être ajoutée comme enfant. Vérifiez l’année, ou ajoutez-la comme personne à charge.",
    en: "By this date of birth, the person is too old to be added as a child. Check the year, or add them as a dependant.",
  },
  NoAgeToDecide: {
    fr: "Il n’y a pas d’âge à décider : le jour de naissance est connu, ou la personne n’est pas un enfant du dossier. Vérifiez la personne.",
    en: "There is no age to decide: the day of birth is known, or the person is not a child of the file. Check the person.",
  },
  AgeImpossible: {
    fr: "Aucune date de naissance possible ne donne l’âge voulu à partir de ce jour. Vérifiez-le avec ce que le dossier sait de la naissance.",
    en: "No possible date of birth gives the required age from this day on. Check it with what the file knows of the birth.",
  },
  NotAMember: {
    fr: "Cette personne ne figure pas dans le dossier. Vérifiez la personne et le dossier.",
    en: "This person is not in the file. Check the person and the file.",
  },
  HolderStays: {
    fr: "Un dossier a toujours un allocataire. Changez d’allocataire, ou demandez la fermeture du dossier.",
    en: "A file always has a holder. Change the holder, or ask for the file to be closed.",
  },
  SpouseExists: {
    fr: "Le dossier comporte déjà un couple. Déclarez d’abord la séparation.",
    en: "The file already has a couple. Declare the separation first.",
  },
  NoCurrentSpouse: {
    fr: "Le dossier ne comporte pas de couple en ce moment. Vérifiez le dossier.",
    en: "The file has no couple at the moment. Check the file.",
  },
  NotTheSpouse: {
    fr: "Cela n’est possible que pour la personne en couple avec l’allocataire. Vérifiez le dossier.",
    en: "This is possible only for the person who forms a couple with the holder. Check the file.",
  },
  NotOfTheCouple: {
    fr: "Une séparation est déclarée par l’un des deux membres du couple, en son propre nom. Vérifiez la personne et le dossier.",
    en: "A separation is declared by one of the couple, in their own name. Check the person and the file.",
  },
  AlreadyHolder: {
    fr: "Cette personne est déjà l’allocataire du dossier. Choisissez-en une autre.",
    en: "This person already holds the file. Choose another person.",
  },
  ChildCannotHold: {
    fr: "Un enfant du dossier ne peut pas en devenir l’allocataire. Ouvrez-lui son propre dossier, ou choisissez une autre personne.",
    en: "A child of the file cannot become its holder. Open a file for the child, or choose another person.",
  },
  NoDelegation: {
    fr: "Aucune autorisation de gestion n’est en cours. Rechargez la page pour voir le dossier tel qu’il est.",
    en: "No management authorisation is in force. Reload the page to see the file as it is.",
  },
  NoDeathRecorded: {
    fr: "Aucun décès de cette personne n’est enregistré dans ce dossier, ou il a déjà été annulé. Vérifiez la personne.",
    en: "No death of this person is recorded in this file, or it was undone already. Please check the person.",
  },
  NoSeparationToUndo: {
    fr: "Aucune séparation enregistrée par un agent n’est à corriger dans ce dossier. Si une personne du couple l’avait déclarée, enregistrez une nouvelle vie de couple.",
    en: "There is no separation recorded by an agent to correct in this file. If one of the couple declared it, record a new couple.",
  },
  FileChangedSince: {
    fr: "Le dossier a changé depuis : cette erreur ne peut plus être corrigée ainsi. Enregistrez ce qui est vrai maintenant.",
    en: "The file has changed since: this mistake cannot be corrected in this way any more. Record what is true now.",
  },
  ClosingStands: {
    fr: "Ce dossier a été fermé à la suite d’un décès ou d’une réunion de dossiers. Corrigez le décès, ou ouvrez un autre dossier.",
    en: "This file was closed after a death or a merger of files. Correct the death, or open another file.",
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
    fr: "Cela est réservé à l’allocataire du dossier. Rechargez la page pour voir ce que vous pouvez faire.",
    en: "Only the holder of the file can do this. Reload the page to see what you can do.",
  },
  NotTheDelegate: {
    fr: "Seule la personne qui a reçu l’autorisation de gestion peut y renoncer. Rechargez la page pour voir le dossier.",
    en: "Only the person who was given the management authorisation can renounce it. Reload the page to see the file.",
  },
  NotOver: {
    fr: "L’autorisation de gestion n’est pas arrivée à sa date de fin. Attendez cette date, ou annulez l’autorisation.",
    en: "The last day of the management authorisation is not over. Wait until it is, or cancel the authorisation.",
  },
}

/** Why a delegation ended, for people. The compiler asks for the text of a new cause. */
export const endCauseTexts: Readonly<Record<EndCause, Text>> = {
  RevokedByHolder: {
    fr: "L’allocataire a annulé l’autorisation de gestion.",
    en: "The holder cancelled the management authorisation.",
  },
  RenouncedBySpouse: {
    fr: "La personne qui avait reçu l’autorisation de gestion y a renoncé.",
    en: "The person who had been given the management authorisation renounced it.",
  },
  Separation: { fr: "Une séparation a été déclarée.", en: "A separation was declared." },
  HolderChanged: { fr: "L’allocataire du dossier a changé.", en: "The holder of the file changed." },
  SpouseLeft: {
    fr: "L’autre membre du couple a quitté le dossier.",
    en: "The other member of the couple left the file.",
  },
  Death: { fr: "Un décès a été enregistré dans le couple.", en: "A death was recorded in the couple." },
  FileClosed: { fr: "Le dossier a été fermé.", en: "The file was closed." },
  AccountClosed: {
    fr: "L’espace personnel de l’un des deux membres du couple a été fermé.",
    en: "The personal space of one of the couple was closed.",
  },
  HolderProtected: {
    fr: "Une décision de justice a confié ces démarches à la personne chargée de protéger l’allocataire.",
    en: "A court decision put a mandatary in charge of these procedures for the holder.",
  },
  Expired: {
    fr: "L’autorisation de gestion a atteint sa date de fin.",
    en: "The last day of the management authorisation is over.",
  },
}
