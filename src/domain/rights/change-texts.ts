import type { Text } from "../language/language.ts"
import type { Change } from "./reason.ts"

/** What would change a refusal, for people. */
export const changeTexts: Readonly<Record<Change, Text>> = {
  ActivateAccount: {
    fr: "Terminez le changement de connexion ou la création de votre espace.",
    en: "Finish the change of sign-in, or the creation of your space.",
  },
  HolderGrants: {
    fr: "Demandez à l’allocataire de vous en donner une.",
    en: "Ask the holder to give you one.",
  },
  BothAccountsActive: {
    fr: "Elle sera active quand vos deux espaces personnels le seront : vérifiez le vôtre.",
    en: "It becomes active once both personal spaces are active: check yours.",
  },
  HolderConfirms: {
    fr: "Demandez à l’allocataire de la confirmer depuis son espace personnel.",
    en: "Ask the holder to confirm it from their personal space.",
  },
  OwnFile: {
    fr: "Vous pouvez demander l’ouverture de votre propre dossier.",
    en: "You can ask for a file of your own.",
  },
  AskHolder: {
    fr: "Demandez à l’allocataire du dossier de le faire.",
    en: "Ask the holder of the file to do it.",
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
    fr: "Si vous devriez y figurer, adressez-vous à votre Caf.",
    en: "If you should be in it, contact your Caf.",
  },
  CourtDecides: {
    fr: "Seule une décision de justice peut le permettre. Transmettez-la à votre Caf.",
    en: "Only a court decision can permit it. Send it to your Caf.",
  },
  AgentConfirms: {
    fr: "Votre Caf peut le confirmer, après avoir vérifié votre identité.",
    en: "Your Caf can confirm it, after checking your identity.",
  },
  AskMandatary: {
    fr: "Adressez-vous à la personne chargée de votre protection.",
    en: "Ask the person who is in charge of your protection.",
  },
  FormCouple: {
    fr: "Si vous vivez en couple, signalez-le à votre Caf.",
    en: "If you live as a couple, report it to your Caf.",
  },
  SpouseReopens: {
    fr: "Cette personne peut demander à votre Caf de le rouvrir.",
    en: "That person can ask your Caf to reopen it.",
  },
  Grant: {
    fr: "Vous pouvez en donner une à l’autre membre du couple.",
    en: "You can give one to the other member of the couple.",
  },
  AskFund: {
    fr: "Si ce n’est plus exact, adressez-vous à votre Caf.",
    en: "If this is no longer right, contact your Caf.",
  },
  NewTerms: {
    fr: "Nous vous les présenterons de nouveau si elles changent.",
    en: "We will show them to you again if they change.",
  },
  ChooseSelf: { fr: "Choisissez « pour moi ».", en: "Choose “for me”." },
  ChooseFile: { fr: "Choisissez « pour le dossier ».", en: "Choose “for the file”." },
  Nothing: {
    fr: "Si vous pensez que c’est une erreur, adressez-vous à votre Caf.",
    en: "If you think that this is a mistake, contact your Caf.",
  },
}
