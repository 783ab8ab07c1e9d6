import { AGENT_COMMANDS, CONTACT_CHANGE } from "./commands.ts"
import { freeTextNames, personalDataNames } from "./free-texts.ts"
import { householdMessages, notPermittedMessage } from "./household.ts"
import { mandateMessages } from "./mandate.ts"
import type { Messages } from "./refusal.ts"
import { notReopenable } from "./reopening.ts"
import { reversalTexts } from "./reversals.ts"
import { timesIn } from "./times.ts"

const { day, wait } = timesIn("fr")

const tries = (left: number) => (left === 1 ? "Il vous reste 1 essai." : `Il vous reste ${left} essais.`)

export const fr: Messages = {
  Refused: () =>
    "La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est " +
    "bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore " +
    "d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
  FieldEmpty: ({ field }) =>
    ({
      password: "Saisissez votre mot de passe.",
      current: "Saisissez votre mot de passe actuel.",
      code: "Saisissez le code que vous avez reçu.",
    })[field],
  LegacySignInClosed: ({ lastDay }) =>
    `Le mot de passe à 8 chiffres permettait de se connecter jusqu’au ${day(lastDay)} inclus. Utilisez « Mot de passe ` +
    "oublié ? » ou « Créer Mon Compte ». Si cela ne marche pas, contactez votre Caf.",
  LegacyPasswordRefused: () =>
    "Un mot de passe à 8 chiffres va avec le numéro de sécurité sociale de l’allocataire, pas avec un identifiant " +
    "provisoire. Saisissez ce numéro, ou le mot de passe que vous avez choisi. Si vous n’en avez pas encore, utilisez " +
    "« Créer Mon Compte ».",
  IdentifierRefused: ({ next }) =>
    ({
      UseProvisionalIdentifier:
        "Ce numéro n’est pas encore votre numéro de sécurité sociale : il ne permet pas de se connecter. Utilisez votre " +
        "identifiant provisoire, avec le lien « J’ai un identifiant provisoire ». Vous n’en avez pas ? Demandez-le à votre Caf.",
      CheckProvisionalIdentifier:
        "Cet identifiant provisoire n’est pas complet ou comporte une erreur. Comparez-le avec celui que vous avez reçu.",
      NotEmail:
        "C’est une adresse e-mail. Saisissez plutôt votre numéro de sécurité sociale (13 chiffres) ou votre identifiant " +
        "provisoire.",
      NotPhone:
        "C’est un numéro de téléphone. Saisissez plutôt votre numéro de sécurité sociale (13 chiffres) ou votre " +
        "identifiant provisoire.",
      NotWords:
        "Ce n’est pas un numéro. Saisissez votre numéro de sécurité sociale (13 chiffres) ou votre identifiant provisoire.",
      EnterNumber:
        "Saisissez votre numéro de sécurité sociale : 13 chiffres, par exemple 2 69 05 49 588 157. Pour une naissance en " +
        "Corse, 2A ou 2B remplace deux chiffres.",
      CompleteNumber: "Ce numéro est incomplet : il compte 13 chiffres, ou 15 avec la clé. Complétez-le.",
      CompareWithCard: "Ce numéro n’est pas valable. Comparez-le avec celui de votre carte Vitale.",
    })[next],
  CreationRefused: () =>
    "Nous n’avons pas pu ouvrir d’espace personnel avec ces informations. Vérifiez-les. Si vous avez déjà un espace ou un " +
    "mot de passe à 8 chiffres, connectez-vous, ou utilisez « Mot de passe oublié ? ». Après plusieurs essais, patientez " +
    "un moment. Sinon, contactez votre Caf.",
  IdentityIncomplete: ({ missing }) =>
    [
      ...(missing.includes("BirthName") ? ["Indiquez votre nom de naissance, par exemple Durand."] : []),
      ...(missing.includes("BirthDate")
        ? [
            "Indiquez votre date de naissance, par exemple 01/05/1969. Si le jour ou le mois n’est pas connu, saisissez 00 : " +
              "00/00/1969.",
          ]
        : []),
      ...(missing.includes("Evidence") ? ["Complétez votre justificatif, par exemple le code reçu par courrier."] : []),
    ].join(" "),
  TooYoung: ({ from, unknown }) =>
    unknown === undefined
      ? `L’espace personnel s’ouvre aux enfants de plus de 15 ans. Vous pourrez créer le vôtre à partir du ${day(from)}.`
      : `L’espace personnel s’ouvre aux enfants de plus de 15 ans. Votre date de naissance est connue sans le jour${unknown === "Day" ? "" : " ni le mois"} : vous ` +
        `pourrez créer le vôtre au plus tard le ${day(from)}. Votre Caf peut décider d’une date plus proche : contactez-la.`,
  TryLater: () => "Le service est momentanément indisponible. Rien n’a été perdu : réessayez dans quelques instants.",
  StateAltered: () =>
    "Par sécurité, cette demande n’a pas été traitée : des données doivent d’abord être vérifiées. Rien n’a changé. " +
    "Contactez votre Caf.",
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
  NotAllowed: ({ command }) =>
    CONTACT_CHANGE.includes(command)
      ? "Aucun changement de coordonnées n’est en cours. Indiquez d’abord vos nouvelles coordonnées."
      : AGENT_COMMANDS.includes(command)
        ? "L’espace personnel n’est pas activé : cette opération n’y est pas possible. Vérifiez d’abord son état."
        : "Cette action n’est pas possible à cette étape. Revenez à l’étape en cours.",
  TermsChanged: () =>
    "Les conditions générales d’utilisation viennent de changer. Lisez et acceptez la nouvelle version ; le reste " +
    "est conservé.",
  PasswordRefused: () => "Ce mot de passe ne convient pas. Corrigez les points indiqués.",
  ContactRefused: () => "Ces coordonnées ne conviennent pas. Corrigez les points indiqués.",
  ChannelUnavailable: ({ kind }) =>
    kind === "Mobile"
      ? "L’envoi de codes par SMS n’est pas disponible. Indiquez une adresse e-mail."
      : "L’envoi de codes par e-mail n’est pas disponible. Indiquez un numéro de mobile.",
  TooManyMessages: ({ waitSeconds }) =>
    `Trop de messages ont été envoyés à ces coordonnées. Réessayez dans ${wait(waitSeconds)}, ou indiquez-en d’autres.`,
  TooManyCodesRequested: ({ waitSeconds }) =>
    `Vous avez demandé beaucoup de codes en peu de temps. Réessayez dans ${wait(waitSeconds)}. Le dernier code reçu ` +
    "fonctionne tant qu’il est valable.",
  TooManyWrongCodes: ({ waitSeconds }) =>
    `Trop de codes faux ont été saisis. Par sécurité, vous pourrez en demander un autre dans ${wait(waitSeconds)}. ` +
    "Besoin d’aide ? Adressez-vous à votre Caf.",
  SendingPaused: ({ waitSeconds }) =>
    `Nous ne pouvons pas envoyer de code à ces coordonnées pour le moment. Réessayez dans ${wait(waitSeconds)}, ou ` +
    "indiquez-en d’autres.",
  CodeMalformed: ({ length }) =>
    `Un code comporte ${length} chiffres, par exemple ${"0123456789".slice(0, length)}. Recopiez celui que vous avez reçu.`,
  RecoveryCodeRefused: () =>
    "Ce code n’est pas le bon, ou il n’est plus valable. Saisissez celui du dernier message reçu, ou recommencez pour en " +
    "recevoir un autre.",
  CodeWrong: ({ triesLeft }) => `Ce code n’est pas le bon. Recopiez celui du dernier message reçu. ${tries(triesLeft)}`,
  CodeSuperseded: ({ current }) => `Un code plus récent vous a été envoyé : utilisez celui du message n° ${current}.`,
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
  ReportLinkUnknown: () =>
    "Ce lien ne fonctionne pas : il a déjà servi, il est trop ancien, ou il est incomplet. Si le changement ne vient pas " +
    "de vous, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
  DeviceNotListed: () =>
    "Cet appareil n’est plus dans votre liste : il ne se souvient plus de vous. Rechargez la liste pour le vérifier.",
  SessionUnknown: () => "Cette connexion n’existe pas ou est déjà terminée. Rechargez la liste de vos connexions.",
  ContactUnknown: () =>
    "Ces coordonnées ne sont pas, ou ne sont plus, celles de cet espace personnel. Vérifiez-les avec la personne.",
  ContactWithheld: () =>
    "Le mode confidentiel est activé, et une autre personne peut lire ces coordonnées : aucun code n’y est envoyé. " +
    "Indiquez une adresse e-mail ou un mobile que personne d’autre ne peut lire.",
  ConfidentialModeByAgents: () =>
    "Le mode confidentiel s’active auprès de votre Caf. Adressez-vous à elle : elle peut le faire tout de suite.",
  ContactsNamedByAgents: () =>
    "Votre Caf indique elle-même les coordonnées qu’une autre personne peut lire : adressez-vous à elle. Vous pouvez déjà " +
    "activer le mode confidentiel pour les coordonnées que vous avez en commun.",
  NotConfidential: () => "Le mode confidentiel n’est pas activé. Rechargez la page pour voir l’état de votre espace.",
  ReauthenticationRequired: () =>
    "Pour confirmer cette démarche importante, saisissez à nouveau votre mot de passe actuel, puis validez.",
  PasswordWrong: () =>
    "Ce n’est pas votre mot de passe actuel. Vérifiez-le et recommencez, ou utilisez « Mot de passe oublié ? ».",
  Waiting: ({ waitSeconds }) =>
    "Trop de mots de passe erronés ont été saisis. Jusqu’à la fin de l’attente, même le bon est refusé. Réessayez dans " +
    `${wait(waitSeconds)}, ou utilisez « Mot de passe oublié ? ».`,
  TooManyFailures: () =>
    "Trop de mots de passe erronés ont été saisis à la suite. Pour protéger votre espace, choisissez maintenant un autre " +
    "mot de passe avec « Mot de passe oublié ? », ou contactez votre Caf.",
  ...householdMessages("fr"),
  ...mandateMessages("fr"),
  NotPermitted: notPermittedMessage("fr"),
  BirthDateRefused: () =>
    "Cette date de naissance n’existe pas, n’est pas encore passée ou est mal écrite. Exemple : 12/03/2015. Si le jour ou " +
    "le mois n’est pas connu, saisissez 00 : 00/00/2015.",
  CivilDateRefused: () =>
    "Cette date n’existe pas ou est mal écrite. Indiquez le jour, le mois et l’année, par exemple 23/11/2026.",
  InAnotherFile: ({ kind }) =>
    kind === "Child"
      ? "Cet enfant figure déjà dans deux dossiers, un pour chaque parent. Retirez-le d’abord de l’un des deux."
      : "Cette personne figure déjà dans un autre dossier ouvert. Retirez-la d’abord de ce dossier.",
  FileUnknown: () => "Il n’y a pas de dossier sous ce numéro. Vérifiez-le.",
  FileExists: () => "Un dossier existe déjà sous ce numéro. Choisissez-en un autre.",
  FileIsClosed: () => "Ce dossier est fermé : plus rien n’y change. Vérifiez le numéro du dossier.",
  FileIsOpen: () => "Ce dossier est ouvert : il n’y a pas de fermeture à corriger. Vérifiez son numéro.",
  SameFile: () => "Ces deux numéros désignent le même dossier. Indiquez celui de l’autre dossier.",
  PersonUnknown: () => "Cette personne n’est pas connue. Vérifiez son identifiant.",
  HasIdentifier: () =>
    "Cette personne a déjà un identifiant et se connecte avec lui. Vérifiez que c’est la bonne personne.",
  NirTaken: () =>
    "Un autre espace personnel a ce numéro de sécurité sociale. Rien n’a été changé. S’il s’agit de la même personne, " +
    "réunissez les deux espaces. Sinon, vérifiez lequel des deux a le bon numéro.",
  IdentifierUnchanged: () =>
    "Cette personne a déjà ce numéro de sécurité sociale : il n’y a rien à corriger. Vérifiez le numéro.",
  NoIdentifier: () =>
    "Cette personne n’a encore ni numéro de sécurité sociale ni identifiant provisoire. Enregistrez son numéro comme " +
    "premier numéro.",
  SamePerson: () => "Les deux références désignent le même espace personnel. Indiquez les deux espaces à réunir.",
  BothInFile: ({ file }) =>
    `Les deux espaces figurent dans le dossier ${file}. Retirez-en d’abord celui qui doit disparaître, avec le motif ` +
    "« Erreur », ou gardez l’autre espace. Puis recommencez.",
  NotReopenable: ({ because }) => notReopenable[because].fr,
  AccountIsClosed: () => "Cet espace personnel est déjà fermé. Vérifiez que c’est la bonne personne.",
  SpaceOfSpouseClosed: () =>
    "L’espace personnel de l’autre membre du couple est fermé : l’autorisation ne pourrait pas prendre effet. Contactez " +
    "votre Caf.",
  AgentMissing: () => "Indiquez l’agent qui fait cette opération.",
  CauseUnknown: () => "Ce motif ne convient pas à cette opération. Choisissez-en un de la liste.",
  WindowRefused: () =>
    "Cette période ne peut pas être lue. Indiquez son début puis sa fin, plus tard que son début. Pour la suite, reprenez " +
    "la valeur de la page précédente.",
  WorkUnknown: () => "Aucune opération ne correspond. Reprenez la valeur indiquée dans la liste des opérations.",
  NotReversible: ({ because }) => reversalTexts[because].fr,
  CohortRefused: () =>
    "Indiquez soit les personnes, de 1 à 100, soit le jour avant lequel les mots de passe ont été choisis. Pour la suite, " +
    "reprenez la valeur de la page précédente.",
  ReferenceRefused: () =>
    "Cette référence ne convient pas. Donnez 1 à 100 lettres, chiffres ou signes simples, par exemple courrier/2026-17.",
  PersonalDataRefused: ({ field, found }) =>
    `${freeTextNames[field].fr} contient ${personalDataNames[found].fr}. Ce texte serait conservé en clair : ` +
    "retirez-en cette donnée et recommencez.",
}
