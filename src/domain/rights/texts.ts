import type { Text } from "../language/language.ts"
import type { Action, Column } from "./matrix.ts"
import type { Change, PermitReason, RefusalReason } from "./reason.ts"

/** The text of every action, for people. The compiler asks for the text of a new action. */
export const actionTexts: Readonly<Record<Action, Text>> = {
  ViewOwnData: { fr: "Voir ses propres données", en: "View your own data" },
  ChangeOwnData: { fr: "Modifier ses propres données", en: "Change your own data" },
  ChangeOwnContact: { fr: "Modifier ses coordonnées de contact", en: "Change your own contact" },
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
  Spouse: { fr: "Conjoint", en: "Spouse" },
  Delegate: { fr: "Conjoint avec autorisation en cours", en: "Spouse with live delegation" },
  ChildOver15: { fr: "Enfant de plus de 15 ans", en: "Child over 15" },
  Dependant: { fr: "Personne à charge", en: "Dependant" },
  YoungerChild: { fr: "Enfant plus jeune", en: "Younger child" },
  FormerSpouse: { fr: "Ex-conjoint, séparé", en: "Separated spouse" },
  Outsider: { fr: "Hors du dossier", en: "Not in the file" },
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
  Unknown: { fr: "Cette action n’est pas possible.", en: "This action is not possible." },
}

/** What would change a refusal, for people. */
export const changeTexts: Readonly<Record<Change, Text>> = {
  ActivateAccount: {
    fr: "Terminez le changement de connexion ou la création de votre espace.",
    en: "Finish the change of sign-in, or the creation of your space.",
  },
  HolderGrants: {
    fr: "L’allocataire peut vous donner l’autorisation de gestion.",
    en: "The holder can give you the management authorisation.",
  },
  BothAccountsActive: {
    fr: "Elle sera active quand vos deux espaces personnels le seront.",
    en: "It becomes active once both personal spaces are active.",
  },
  HolderConfirms: {
    fr: "L’allocataire peut la confirmer depuis son espace personnel.",
    en: "The holder can confirm it from their personal space.",
  },
  OwnFile: {
    fr: "Vous pouvez demander l’ouverture de votre propre dossier.",
    en: "You can ask for a file of your own.",
  },
  AskHolder: {
    fr: "L’allocataire du dossier peut le faire.",
    en: "The holder of the file can do it.",
  },
  Renounce: {
    fr: "Vous pouvez renoncer à l’autorisation.",
    en: "You can renounce the authorisation.",
  },
  Revoke: { fr: "Vous pouvez annuler l’autorisation.", en: "You can cancel the authorisation." },
  TurnFifteen: {
    fr: "Ce sera possible quand vous aurez plus de 15 ans.",
    en: "It becomes possible once you are over 15.",
  },
  JoinFile: {
    fr: "Il faut figurer dans le dossier.",
    en: "You must be in the file.",
  },
  Nothing: { fr: "Rien ne le permettrait.", en: "Nothing would." },
}
