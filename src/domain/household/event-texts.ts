import type { Text } from "../language/language.ts"
import type { Event } from "./event.ts"

/** What happened to a file, for the list of who did what. `null`: it is not listed. The compiler asks for a new event. */
export const householdEventTexts: Readonly<Record<Event["_tag"], Text | null>> = {
  FileOpened: { fr: "Ouverture du dossier", en: "The file was opened" },
  ChildAdded: { fr: "Ajout d’un enfant au dossier", en: "A child was added to the file" },
  AgeDecided: { fr: "Décision sur l’âge d’un enfant", en: "The age of a child was decided" },
  DependantAdded: { fr: "Ajout d’une personne à charge", en: "A dependant was added to the file" },
  MemberRemoved: { fr: "Départ d’un membre du dossier", en: "A member left the file" },
  CoupleFormed: { fr: "Enregistrement d’un couple", en: "A couple was recorded" },
  SeparationDeclared: { fr: "Déclaration de séparation", en: "A separation was declared" },
  // It changes nothing.
  SeparationDeclaredAgain: null,
  HolderChanged: { fr: "Changement d’allocataire", en: "The holder of the file changed" },
  DeathRecorded: { fr: "Enregistrement d’un décès", en: "A death was recorded" },
  PersonReplaced: {
    fr: "Réunion des deux espaces d’une même personne",
    en: "Two spaces of one person were merged in the file",
  },
  DeathUndone: { fr: "Correction d’un décès enregistré par erreur", en: "A death recorded by mistake was corrected" },
  SeparationUndone: {
    fr: "Correction d’une séparation enregistrée par erreur",
    en: "A separation recorded by mistake was corrected",
  },
  FileReopened: { fr: "Réouverture du dossier", en: "The file was opened again" },
  FilesMerged: { fr: "Réunion de deux dossiers", en: "Two files were merged" },
  MergedInto: { fr: "Réunion du dossier avec un autre", en: "The file was merged into another" },
  FileClosed: { fr: "Fermeture du dossier", en: "The file was closed" },
  DelegationGranted: { fr: "Autorisation de gestion donnée", en: "The management authorisation was given" },
  DelegationGrantRepeated: {
    fr: "Autorisation de gestion confirmée",
    en: "The management authorisation was confirmed",
  },
  DelegationEnded: { fr: "Fin de l’autorisation de gestion", en: "The management authorisation ended" },
}
