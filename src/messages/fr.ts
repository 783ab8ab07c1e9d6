import { freeTextNames, personalDataNames } from "./free-texts.ts"
import { householdMessages, notPermittedMessage } from "./household.ts"
import type { Messages } from "./refusal.ts"
import { timesIn } from "./times.ts"

const { after, day, wait } = timesIn("fr")

const tries = (left: number) => (left === 1 ? "Il vous reste 1 essai." : `Il vous reste ${left} essais.`)

export const fr: Messages = {
  Refused: () =>
    "Ce numéro et ce mot de passe ne vont pas ensemble. Vérifiez-les et recommencez ; après plusieurs erreurs, " +
    "patientez quelques minutes avant un nouvel essai, ou utilisez « Mot de passe oublié ? ».",
  IdentifierRefused: ({ next }) =>
    ({
      UseProvisionalIdentifier:
        "Ce numéro n’est pas encore votre numéro de sécurité sociale : il ne permet pas de se connecter. Utilisez votre " +
        "identifiant provisoire, avec le lien « J’ai un identifiant provisoire ».",
      CheckProvisionalIdentifier:
        "Cet identifiant provisoire n’est pas complet ou comporte une erreur. Comparez-le avec celui que vous avez reçu.",
      EnterNumber: "Saisissez votre numéro de sécurité sociale : 13 caractères, par exemple 1 85 05 78 006 084.",
      CompleteNumber: "Ce numéro est incomplet : il compte 13 caractères, ou 15 avec la clé.",
      CompareWithCard: "Ce numéro n’est pas valable. Comparez-le avec celui de votre carte Vitale.",
    })[next],
  CreationRefused: () =>
    "Nous n’avons pas pu ouvrir d’espace personnel avec ces informations. Vérifiez-les. Si vous avez déjà un espace ou un " +
    "mot de passe à 8 chiffres, connectez-vous, ou utilisez « Mot de passe oublié ? ». Sinon, contactez votre Caf.",
  IdentityIncomplete: ({ missing }) =>
    [
      ...(missing.includes("BirthName") ? ["Indiquez votre nom de naissance, par exemple Durand."] : []),
      ...(missing.includes("BirthDate") ? ["Indiquez votre date de naissance : jour, mois et année."] : []),
      ...(missing.includes("Evidence") ? ["Votre justificatif n’a pas pu être lu : envoyez-le à nouveau."] : []),
    ].join(" "),
  TooYoung: ({ from }) => `Vous pourrez créer votre espace personnel à partir du ${day(from)}.`,
  TryLater: () => "Le service est momentanément indisponible. Rien n’a été perdu : réessayez dans quelques instants.",
  CommandIdRefused: () => "Cette demande est mal formée. Rechargez la page et recommencez.",
  CommandIdReused: () =>
    "Cette demande a déjà été envoyée avec d’autres informations. Rien n’a changé : rechargez la page et recommencez.",
  TicketUnknown: () => "Cette démarche n’est plus valable. Recommencez-la depuis la page de connexion.",
  TicketInvalid: () => "Cette démarche ne peut plus être commencée ainsi. Recommencez depuis la page de connexion.",
  DraftExpired: () =>
    "Le temps prévu pour les trois étapes est écoulé. Rien n’a changé : recommencez depuis la page de connexion, de la " +
    "même façon que la première fois.",
  Superseded: () =>
    "Vous avez poursuivi dans une autre fenêtre ou sur un autre appareil. Continuez là-bas ou, pour reprendre ici, " +
    "recommencez depuis la page de connexion.",
  NotAllowed: () => "Cette action n’est pas possible à cette étape. Revenez à l’étape en cours.",
  TermsChanged: () =>
    "Les conditions générales d’utilisation viennent de changer. Lisez et acceptez la nouvelle version ; le reste " +
    "est conservé.",
  PasswordRefused: () => "Ce mot de passe ne convient pas. Corrigez les points indiqués.",
  ContactRefused: () => "Ces coordonnées ne conviennent pas. Corrigez les points indiqués.",
  ChannelUnavailable: ({ kind }) =>
    kind === "Mobile"
      ? "L’envoi de codes par SMS n’est pas disponible. Indiquez une adresse e-mail."
      : "L’envoi de codes par e-mail n’est pas disponible. Indiquez un numéro de mobile.",
  TooManyMessages: ({ retryAt, waitSeconds }) =>
    `Trop de messages ont été envoyés à ces coordonnées. Réessayez ${after(retryAt, waitSeconds)}, ou indiquez-en d’autres.`,
  TooManyCodesRequested: ({ retryAt, waitSeconds }) =>
    `Vous avez demandé beaucoup de codes en peu de temps. Réessayez ${after(retryAt, waitSeconds)}. Le dernier code reçu fonctionne tant qu’il est valable.`,
  SendingPaused: ({ retryAt, waitSeconds }) =>
    `Nous ne pouvons pas envoyer de code à ces coordonnées pour le moment. Réessayez ${after(retryAt, waitSeconds)}, ou indiquez-en d’autres.`,
  CodeMalformed: ({ length }) =>
    `Un code comporte ${length} chiffres, par exemple ${"0123456789".slice(0, length)}. Recopiez celui que vous avez reçu.`,
  RecoveryCodeRefused: () =>
    "Ce code n’est pas le bon, ou il n’est plus valable. Saisissez celui du dernier message reçu, ou recommencez pour en " +
    "recevoir un autre.",
  CodeWrong: ({ triesLeft }) => `Ce code n’est pas le bon. ${tries(triesLeft)}`,
  CodeSuperseded: ({ current, triesLeft }) =>
    `Un code plus récent vous a été envoyé : utilisez celui du message n° ${current}. ${tries(triesLeft)}`,
  CodeExpired: () => "Ce code n’est plus valable. Demandez-en un nouveau.",
  CodeExhausted: () =>
    "Trop de codes erronés ont été saisis. Pour en recevoir un autre, indiquez de nouveau vos coordonnées ou, si vous avez " +
    "oublié votre mot de passe, votre numéro.",
  ResendTooSoon: ({ waitSeconds }) =>
    `Un code vient de vous être envoyé. Patientez encore ${wait(waitSeconds)} avant d’en demander un autre, et ` +
    "vérifiez qu’il n’est pas déjà arrivé.",
  ResendsExhausted: () =>
    "Le code a déjà été envoyé plusieurs fois. Vérifiez vos coordonnées, puis indiquez-les de nouveau.",
  SessionOver: () => "Votre session est terminée. Connectez-vous de nouveau.",
  DeviceUnknown: () =>
    "Cet appareil ne se souvient plus de vous. Saisissez votre numéro, ou votre identifiant provisoire.",
  SessionUnknown: () => "Cette connexion n’existe pas ou est déjà terminée.",
  ContactUnknown: () =>
    "Ces coordonnées ne sont pas, ou ne sont plus, celles de cet espace personnel. Vérifiez-les avec la personne.",
  ReauthenticationRequired: () =>
    "Pour confirmer cette démarche importante, saisissez à nouveau votre mot de passe actuel, puis validez.",
  PasswordWrong: () => "Ce n’est pas votre mot de passe actuel. Vérifiez-le et recommencez.",
  Waiting: ({ until, waitSeconds }) =>
    `Trop de mots de passe erronés ont été saisis. Réessayez ${after(until, waitSeconds)}.`,
  TooManyFailures: () =>
    "Trop de mots de passe erronés ont été saisis à la suite. Pour protéger votre espace, il faut maintenant choisir un " +
    "autre mot de passe avec « Mot de passe oublié ? », ou contacter votre Caf.",
  ...householdMessages("fr"),
  NotPermitted: notPermittedMessage("fr"),
  CivilDateRefused: () =>
    "Cette date n’existe pas ou est mal écrite. Indiquez l’année, le mois et le jour : 2026-11-23.",
  InAnotherFile: ({ kind }) =>
    kind === "Child"
      ? "Cet enfant figure déjà dans deux dossiers, un pour chaque parent."
      : "Cette personne figure déjà dans un autre dossier ouvert. Elle doit d’abord le quitter.",
  FileUnknown: () => "Il n’y a pas de dossier sous ce numéro. Vérifiez-le.",
  FileExists: () => "Un dossier existe déjà sous ce numéro. Choisissez-en un autre.",
  FileIsClosed: () => "Ce dossier est clos : plus rien n’y change.",
  PersonUnknown: () => "Cette personne n’est pas connue. Vérifiez son identifiant.",
  HasIdentifier: () => "Cette personne a déjà un identifiant : elle se connecte avec lui.",
  NirTaken: () =>
    "Un autre espace personnel a ce numéro de sécurité sociale. Rien n’a été changé : vérifiez d’abord lequel des deux est " +
    "le bon.",
  AccountIsClosed: () => "Cet espace personnel est déjà fermé.",
  SpaceOfSpouseClosed: () =>
    "L’espace personnel de votre conjoint est fermé : l’autorisation ne pourrait pas prendre effet. Contactez votre Caf.",
  AgentMissing: () => "Indiquez l’agent qui fait cette opération.",
  CauseUnknown: () => "Ce motif ne convient pas à cette opération. Choisissez-en un de la liste.",
  ReferenceRefused: () =>
    "Cette référence ne convient pas : 1 à 100 lettres, chiffres ou signes simples, par exemple courrier/2026-17.",
  PersonalDataRefused: ({ field, found }) =>
    `${freeTextNames[field].fr} contient ${personalDataNames[found].fr}. Ce texte serait conservé en clair : ` +
    "retirez-en cette donnée et recommencez.",
}
