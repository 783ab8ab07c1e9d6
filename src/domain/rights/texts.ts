import type { Text } from "../language/language.ts"
import type { Action, Column } from "./matrix.ts"
import type { PermitReason, RefusalReason } from "./reason.ts"

/** The text of every action, for people. The compiler asks for the text of a new action. */
export const actionTexts: Readonly<Record<Action, Text>> = {
  ViewOwnData: { fr: "Voir ses propres données", en: "View your own data" },
  ChangeOwnData: { fr: "Modifier ses propres données", en: "Change your own data" },
  ChangeOwnContact: { fr: "Modifier ses coordonnées de contact", en: "Change your own contact details" },
  ChangeOwnPassword: { fr: "Modifier son mot de passe", en: "Change your own password" },
  ChangeOwnIncome: { fr: "Modifier ses propres ressources", en: "Change your own income" },
  ChangeOwnIdentifier: { fr: "Remplacer son identifiant provisoire", en: "Replace your provisional identifier" },
  ManageOwnSessions: { fr: "Voir et fermer ses connexions", en: "List and end your own sessions" },
  AcceptTerms: { fr: "Accepter les conditions d’utilisation", en: "Accept the terms of use" },
  CloseOwnAccount: { fr: "Fermer son espace personnel", en: "Close your own account" },
  ClaimIndividualBenefit: { fr: "Demander une prestation individuelle", en: "Claim an individual benefit" },
  WriteToFund: { fr: "Écrire à la Caf", en: "Write to the fund" },
  ViewFile: { fr: "Voir le dossier allocataire", en: "View the household file" },
  MakeHouseholdProcedure: { fr: "Faire une démarche pour le foyer", en: "Complete a procedure for the household" },
  AnswerFundRequest: { fr: "Répondre à une demande de la Caf", en: "Answer a request from the fund" },
  DeclareSeparation: { fr: "Déclarer une séparation, en son nom", en: "Declare a separation, in your own name" },
  GrantDelegation: { fr: "Donner l’autorisation de gestion", en: "Give the management authorisation" },
  RevokeDelegation: { fr: "Annuler l’autorisation de gestion", en: "Cancel the management authorisation" },
  RenounceDelegation: { fr: "Renoncer à l’autorisation de gestion", en: "Renounce the management authorisation" },
  ViewOtherSpace: { fr: "Voir l’espace personnel d’un autre membre", en: "View another member’s personal space" },
}

export const columnTexts: Readonly<Record<Column, Text>> = {
  Holder: { fr: "Allocataire", en: "Holder" },
  Spouse: { fr: "Autre membre du couple", en: "Spouse" },
  Delegate: {
    fr: "Autre membre du couple, avec l’autorisation de gestion",
    en: "Spouse, with the management authorisation",
  },
  ChildOver15: { fr: "Enfant de plus de 15 ans", en: "Child over 15" },
  Dependant: { fr: "Personne à charge", en: "Dependant" },
  YoungerChild: { fr: "Enfant plus jeune", en: "Younger child" },
  FormerSpouse: { fr: "Personne séparée", en: "Separated spouse" },
  Outsider: { fr: "Hors du dossier", en: "Not in the file" },
  Mandatary: { fr: "Mandataire de justice, pour la personne protégée", en: "Mandatary, for the protected person" },
}

/** Why an action is permitted, for people. */
export const permitTexts: Readonly<Record<PermitReason, Text>> = {
  OwnSpace: { fr: "C’est votre espace personnel.", en: "This is your own space." },
  Holder: { fr: "Vous êtes l’allocataire du dossier.", en: "You hold the file." },
  OneOfTheCouple: { fr: "Cela concerne votre couple.", en: "This is about your own couple." },
  Delegate: {
    fr: "L’autorisation de gestion vous a été donnée : vous pouvez y renoncer.",
    en: "The management authorisation was given to you: you may renounce it.",
  },
  Delegation: {
    fr: "L’allocataire vous a donné l’autorisation de gérer le dossier.",
    en: "The holder authorised you to manage the file.",
  },
  MandateToView: {
    fr: "Une décision de justice vous permet de voir ces informations pour la personne protégée.",
    en: "A court decision lets you see this for the protected person.",
  },
  MandateToDeclare: {
    fr: "Une décision de justice vous permet de faire cette démarche pour la personne protégée.",
    en: "A court decision lets you do this for the protected person.",
  },
}

/** Why an action is refused, for people. */
export const refusalTexts: Readonly<Record<RefusalReason, Text>> = {
  AccountNotActive: {
    fr: "Votre espace personnel n’est pas encore activé.",
    en: "Your personal space is not active yet.",
  },
  AccountClosed: { fr: "Cet espace personnel est fermé.", en: "This personal space is closed." },
  NotOwnSpace: {
    fr: "L’espace personnel d’une autre personne n’est accessible qu’à elle.",
    en: "Another person’s space is open to that person only.",
  },
  NoDelegation: {
    fr: "L’allocataire ne vous a pas donné d’autorisation de gestion.",
    en: "The holder has not given you the management authorisation.",
  },
  DelegationPending: {
    fr: "L’autorisation de gestion vous a été donnée, mais n’est pas encore active.",
    en: "The management authorisation was given to you, but is not active yet.",
  },
  DelegationUnconfirmed: {
    fr: "L’autorisation de gestion vous a été donnée avant l’ouverture de votre espace, et n’est pas encore confirmée.",
    en: "The management authorisation was given before your space was opened, and is not confirmed yet.",
  },
  DelegationOver: {
    fr: "L’autorisation de gestion a pris fin.",
    en: "The management authorisation has ended.",
  },
  Separated: {
    fr: "Une séparation a été déclarée : ce dossier n’est plus le vôtre.",
    en: "A separation was declared: this file is no longer yours.",
  },
  HolderOnly: {
    fr: "Cette action est réservée à l’allocataire du dossier.",
    en: "This is for the holder of the file only.",
  },
  NotTheDelegate: {
    fr: "Aucune autorisation de gestion ne vous a été donnée.",
    en: "No management authorisation was given to you.",
  },
  NotOfTheCouple: {
    fr: "Une séparation est déclarée par l’un des deux membres du couple.",
    en: "A separation is declared by one of the couple.",
  },
  NotForThisRole: {
    fr: "Cette action n’est pas ouverte aux enfants ni aux personnes à charge.",
    en: "This is not open to children and dependants.",
  },
  TooYoung: {
    fr: "L’espace personnel est ouvert aux enfants de plus de 15 ans.",
    en: "A personal space is for children over 15.",
  },
  NotInFile: { fr: "Vous ne figurez pas dans ce dossier.", en: "You are not in this file." },
  NoMandate: {
    fr: "Aucune décision de justice enregistrée ne vous charge de cette personne.",
    en: "No court decision on record puts you in charge of this person.",
  },
  MandateUnconfirmed: {
    fr: "Votre mandat a été enregistré avant l’ouverture de votre espace, et n’est pas encore confirmé.",
    en: "Your mandate was recorded before your space was opened, and is not confirmed yet.",
  },
  MandateOver: { fr: "Votre mandat a pris fin.", en: "Your mandate has ended." },
  PowerNotGiven: {
    fr: "La décision de justice ne vous donne pas ce pouvoir.",
    en: "The court decision does not give you this power.",
  },
  PersonalAct: {
    fr: "Cet acte est personnel : seule la personne protégée peut le faire.",
    en: "This act is personal: only the protected person can do it.",
  },
  NotPassedOn: {
    fr: "Un pouvoir donné par la justice ne se transmet pas.",
    en: "A power that a court gave is not passed on.",
  },
  LimitedByCourt: {
    fr: "Une décision de justice ne vous laisse pas faire cette démarche sans aide.",
    en: "A court decision does not let you do this alone.",
  },
  NoCouple: {
    fr: "Aucun couple n’est enregistré dans ce dossier en ce moment.",
    en: "No couple is recorded in this file at the moment.",
  },
  AlreadySeparated: {
    fr: "La séparation est déjà déclarée : vous n’avez rien d’autre à faire.",
    en: "The separation is already declared: there is nothing more to do.",
  },
  SpaceOfSpouseClosed: {
    fr: "L’espace personnel de l’autre membre du couple est fermé.",
    en: "The personal space of the other member of the couple is closed.",
  },
  AlreadyGiven: {
    fr: "Vous avez déjà donné l’autorisation de gestion.",
    en: "You have already given the management authorisation.",
  },
  NothingGiven: {
    fr: "Vous n’avez donné aucune autorisation de gestion.",
    en: "You have given no management authorisation.",
  },
  AlreadyNumber: {
    fr: "Vous vous connectez déjà avec votre numéro de sécurité sociale.",
    en: "You already sign in with your social security number.",
  },
  TermsAccepted: {
    fr: "Vous avez déjà accepté les conditions d’utilisation en vigueur.",
    en: "You have already accepted the terms of use in force.",
  },
  FileIsClosed: { fr: "Ce dossier est fermé.", en: "This file is closed." },
  ForSelfOnly: {
    fr: "Cette démarche ne concerne que vous : elle ne se fait pas pour le dossier.",
    en: "This concerns only you: it is not done for the file.",
  },
  ForFileOnly: {
    fr: "Cette démarche concerne tout le dossier : elle ne se fait pas pour une seule personne.",
    en: "This concerns the whole file: it is not done for one person.",
  },
  Unknown: { fr: "Cette action n’est pas possible.", en: "This action is not possible." },
}
