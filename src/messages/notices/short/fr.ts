import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { ShortTexts } from "./text.ts"

/** What the code does, and the same in a word or two. */
const purposes: Readonly<Record<CodePurpose, readonly [whole: (service: string) => string, brief: string]>> = {
  migration: [(service) => `pour activer votre connexion ${service}`, "activation"],
  recovery: [(service) => `pour changer votre mot de passe ${service}`, "mot de passe"],
  contact: [(service) => `pour changer vos coordonnées ${service}`, "coordonnées"],
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): ReadonlyArray<string> => {
  const [whole, brief] = purposes[purpose]
  const lead = `${code} : votre code ${whole(service)}`
  const validity = `valable ${minutes} ${minutes < 2 ? "minute" : "minutes"}`
  const messageNumber = number > 1 ? ` (message ${number})` : ""
  const briefNumber = number > 1 ? ` message ${number}` : ""
  const warning = "Ne le donnez à personne."
  const onlyThisOne = `Message ${number} : lui seul fonctionne.`
  return [
    ...(number > 1 ? [`${lead}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${lead}${messageNumber}, ${validity}. ${warning}`,
    `${code} ${whole(service)}${messageNumber}, ${minutes} min. ${warning}`,
    `${code} ${brief} ${service}${briefNumber}, ${minutes} min. ${warning}`,
    `${code}. ${warning}`,
  ]
}

/** The short texts in French. */
export const fr: ShortTexts = {
  code,
  announcements: {
    AccountOpened: "Votre espace personnel est ouvert. Pas vous ? Prévenez vite votre Caf.",
    MemberAccountOpened:
      "L'autre adulte de votre dossier a ouvert son espace personnel. Inattendu ? Prévenez votre Caf.",
    PasswordChanged:
      'Votre mot de passe a été changé. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
    PasswordRecovered:
      'Votre mot de passe a été remplacé sur demande. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
    ContactChanged:
      'Vos coordonnées de contact ont été changées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
    ContactRestored: "Vos anciennes coordonnées de contact sont rétablies. Pas vous ? Prévenez votre Caf.",
    ContactBarred: "Des coordonnées ne permettent plus de retrouver votre compte. Inattendu ? Voyez votre Caf.",
    AccessRestored:
      "Un agent a enregistré des coordonnées au guichet pour votre compte. Pas vous ? Prévenez vite votre Caf.",
    ManyWrongPasswords:
      "Plusieurs mots de passe erronés saisis pour votre compte : connexion bloquée un moment. Pas vous ? Aucun n'a marché.",
    AccountUnlocked: "Un agent a débloqué la connexion à votre compte. Pas vous ? Prévenez vite votre Caf.",
    AccountClosed: "Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre Caf.",
    AccountReopened:
      'Votre espace personnel est rouvert. Pour entrer : "Mot de passe oublié ?" sur le site. Inattendu ? Voyez votre Caf.',
    AccountsMerged: "Vos deux espaces personnels sont réunis en un seul. Inattendu ? Prévenez vite votre Caf.",
    IdentifierCorrected:
      "Votre numéro de connexion est corrigé : utilisez le nouveau numéro. Inattendu ? Prévenez vite votre Caf.",
    DeathRecorded: "Un décès est enregistré dans votre dossier. Une erreur ? Voyez vite votre Caf.",
    DeathUndone:
      "Un décès enregistré par erreur dans votre dossier est annulé. L'espace fermé est rouvert. Une question ? Voyez votre Caf.",
    SeparationDeclared:
      'Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
    SeparationCorrected:
      "Une séparation enregistrée par erreur dans votre dossier est corrigée. Pas une erreur ? Voyez votre Caf.",
    LegacyPasswordEnded:
      'Un mot de passe à 8 chiffres ne marche plus. Pour entrer : "Créer Mon Compte", ou voyez votre Caf.',
    CoupleFormed: "Une vie de couple a été enregistrée dans votre dossier. Inattendu ? Voyez votre Caf.",
    CoupleEnded: "Une vie de couple a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
    FileClosed: "Votre dossier allocataire est fermé ; votre espace reste ouvert. Inattendu ? Voyez votre Caf.",
    HolderChanged: "L'allocataire de votre dossier a changé. Inattendu ? Voyez votre Caf.",
    FilesMerged: "Votre dossier allocataire et un autre sont réunis. Inattendu ? Voyez votre Caf.",
    FileReopened: "Votre dossier allocataire, fermé par erreur, est rouvert. Inattendu ? Voyez votre Caf.",
    ConfidentialModeStarted: "Le mode confidentiel de votre espace est activé. Pas vous ? Prévenez vite votre Caf.",
    ConfidentialModeEnded: "Le mode confidentiel de votre espace a pris fin. Pas vous ? Prévenez vite votre Caf.",
    DelegationGranted: "Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre Caf.",
    DelegationEnded: "Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
    DelegationEnding: "Une autorisation de gestion va prendre fin : le dernier jour est dans votre espace.",
    MustChangePassword:
      'Votre mot de passe est à changer : utilisez "Mot de passe oublié ?" sur le site. Ne suivez aucun lien.',
    PasswordChangeRequired:
      "Un nouveau mot de passe vous sera demandé à votre prochaine connexion. Ne suivez aucun lien : passez par le site.",
    ChangeReported:
      'Un changement a été signalé : les connexions sont fermées. Pour entrer : "Mot de passe oublié ?". Pas vous ? Prévenez votre Caf.',
    IdentifierReplaced:
      "Connectez-vous maintenant avec votre numéro de sécurité sociale : l'identifiant provisoire ne marche plus. Inattendu ? Voyez votre Caf.",
    MandateRecorded:
      "Décision de justice enregistrée : une personne agit pour vous auprès de votre Caf. Inattendu ? Voyez votre Caf.",
    MandateChanged: "La décision de justice enregistrée pour vous a changé. Inattendu ? Voyez votre Caf.",
    MandateEnded: "Une décision de justice enregistrée pour vous a pris fin. Inattendu ? Voyez votre Caf.",
    MandateEnding: "Une décision de justice pour vous va prendre fin : le jour est dans votre espace.",
    HeldMandateRecorded:
      "Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
    HeldMandateChanged: "Un mandat de justice enregistré à votre nom a changé. Inattendu ? Voyez votre Caf.",
    HeldMandateEnding:
      "Un mandat de justice à votre nom va prendre fin. Pour le prolonger, voyez le juge, puis votre Caf.",
    HeldMandateEnded: "Un mandat de justice enregistré à votre nom a pris fin. Inattendu ? Voyez votre Caf.",
  },
  reported: (text, link) => [
    `${text.split(" Pas vous ?")[0]} Pas vous ? Signalez-le : ${link}`,
    `${text.split(" Pas vous ?")[0]} Pas vous ? ${link}`,
    `Un changement sur votre compte. Pas vous ? ${link}`,
  ],
  withService: (service, text) => `${service} : ${text}`,
}
