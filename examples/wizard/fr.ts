import { passwordReasonTexts } from "mon-compte"
import { done } from "mon-compte/forms"
import { CODE_LENGTH } from "./code.ts"
import { timesIn } from "./times.ts"
import type { CodeSent, Wording } from "./wording.ts"

const { date, hour, lastDay, minutesUntil, moment, zone } = timesIn("fr")

const minutes = (count: number) => (count < 2 ? `${count} minute` : `${count} minutes`)

const stepTitle = ({ of, step }: { readonly step: number; readonly of: number }, name: string) =>
  `Étape ${step} sur ${of} – ${name}`

const tasks = {
  Terms: "lire et accepter les conditions générales d’utilisation (CGU)",
  Password: "choisir un nouveau mot de passe",
  Contact: "donner une adresse e-mail ou un mobile, et recopier le code reçu",
}

const kinds = { Email: "une adresse e-mail", Mobile: "un numéro de mobile" }

const roles = {
  Holder: "comme allocataire",
  Spouse: "comme membre du couple",
  Child: "comme enfant",
  Dependant: "comme personne à charge",
}

const codeSent = ({ codeUntil, number, sentTo, undeliverable }: CodeSent) => [
  undeliverable
    ? `Le message n’a pas pu être remis à ${sentTo}. Revenez en arrière pour vérifier vos coordonnées.`
    : `Un code a été envoyé à ${sentTo}. Recopiez-le : il fonctionne encore ${minutes(minutesUntil(codeUntil))}.`,
  ...(number > 1 ? [`C’est le message n° ${number} : les codes précédents ne servent plus.`] : []),
]

const delegationStates = {
  None: "Il n’y a pas d’autorisation de gestion dans ce dossier.",
  Pending: "Elle est donnée. Elle prendra effet quand l’autre membre du couple aura ouvert son espace personnel.",
  Unconfirmed: "L’autre membre du couple a ouvert son espace personnel depuis. Donnez-la à nouveau pour la confirmer.",
  Live: "Elle est en cours : l’autre membre du couple peut gérer le dossier. Vous pouvez l’annuler à tout moment.",
  Over: "Elle a pris fin.",
}

export const fr: Wording = {
  fields: {
    identifier: "Numéro de sécurité sociale (13 chiffres, avec 2A ou 2B pour la Corse)",
    password: "Mot de passe (8 à 24 caractères)",
    current: "Votre mot de passe actuel",
    newPassword: "Nouveau mot de passe",
    confirmation: "Confirmez votre mot de passe",
    contact: "Adresse e-mail ou numéro de mobile",
    code: `Code reçu (${CODE_LENGTH} chiffres)`,
    birthName: "Nom de naissance",
    birthDate: "Date de naissance (JJ/MM/AAAA)",
    separationDay: "Date de la séparation (JJ/MM/AAAA)",
  },
  buttons: {
    SignIn: "Se connecter",
    Forgotten: "Mot de passe oublié ?",
    Create: "Première connexion ? Créer Mon Compte",
    Begin: "Commencer",
    Later: "Plus tard",
    Accept: "Accepter et continuer",
    Refuse: "Refuser",
    Continue: "Continuer",
    SendCode: "Envoyer le code",
    Confirm: "Valider",
    Resend: "Renvoyer un code",
    GoBack: "Revenir en arrière",
    Cancel: "Abandonner",
    WhoAmI: "Qui suis-je ?",
    Rights: "Ce que je peux faire sur le dossier",
    Procedure: "Faire une démarche pour le foyer",
    Grant: "Donner l’autorisation de gestion",
    Revoke: "Annuler l’autorisation de gestion",
    Renounce: "Renoncer à l’autorisation de gestion",
    DeclareSeparation: "Déclarer une séparation",
    AccountSettings: "Mes coordonnées, mon mot de passe, mes connexions",
    ChangePassword: "Changer mon mot de passe",
    ChangeContact: "Changer mes coordonnées",
    Sessions: "Voir mes connexions",
    EndOthers: "Fermer toutes les autres",
    Remember: "Retenir mon numéro sur cet appareil",
    ForgetDevice: "Ne plus retenir mon numéro ici",
    ClosePage: "Fermer la page sans me déconnecter",
    FundActions: "En coulisses : ce qui peut arriver entre deux connexions",
    PublishTerms: "De nouvelles conditions générales paraissent",
    DeclareCompromised: "Un mot de passe est tombé entre d’autres mains",
    RestoreAccess: "Un agent vérifie une identité et enregistre des coordonnées",
    SignOut: "Se déconnecter",
    Quit: "Quitter",
  },
  signIn: {
    title: "Mon Compte – Se connecter",
    paragraphs: ["Votre mot de passe a encore 8 chiffres ? Saisissez-le : nous vous aiderons à choisir le nouveau."],
  },
  signInAgain: (identifier) => ({
    title: "Mon Compte – Se connecter",
    paragraphs: [`Cet appareil a retenu votre numéro : ${identifier}\nLaissez le champ vide pour vous en servir.`],
  }),
  announcement: (steps) => ({
    title: "Votre connexion change",
    paragraphs: [
      "Pour mieux protéger vos données, votre mot de passe à 8 chiffres doit être remplacé. Cela prend de 5 à " +
        `10 minutes, en ${steps.length} étapes :`,
      steps.map((step, index) => `${index + 1}. ${tasks[step]}`).join(" ;\n"),
      "Rien ne change avant la fin de la dernière étape.",
    ],
  }),
  terms: (step, { text, version }) => ({
    title: stepTitle(step, "Conditions générales d’utilisation"),
    paragraphs: [text.fr, `Version ${version}`],
  }),
  password: (step, help) => ({ title: stepTitle(step, "Nouveau mot de passe"), paragraphs: [help] }),
  contact: (step) => ({
    title: stepTitle(step, "Coordonnées"),
    paragraphs: [`Donnez ${step.kinds.map((kind) => kinds[kind]).join(" ou ")} : un code y sera envoyé aussitôt.`],
  }),
  code: (step) => ({
    title: stepTitle(step, "Code de confirmation"),
    paragraphs: codeSent(step),
  }),
  completed: {
    title: "C’est fait",
    paragraphs: [
      "Vous vous connectez désormais avec votre numéro de sécurité sociale et votre nouveau mot de passe, et rien " +
        "d’autre : votre mot de passe à 8 chiffres ne fonctionne plus.",
    ],
  },
  left: {
    title: "Rien n’a changé",
    paragraphs: ["Vous vous connectez comme avant. Le changement sera proposé de nouveau à votre prochaine connexion."],
  },
  creation: {
    title: "Créer Mon Compte",
    paragraphs: ["Pour ouvrir votre espace personnel, dites-nous qui vous êtes, comme c’est écrit dans le dossier."],
  },
  created: {
    title: "C’est fait",
    paragraphs: [
      "Votre espace personnel est ouvert. Vous vous connectez avec votre numéro de sécurité sociale et le mot de passe " +
        "que vous venez de choisir.",
    ],
  },
  notCreated: {
    title: "Rien n’a été créé",
    paragraphs: ["Vous pourrez recommencer quand vous voudrez, avec « Première connexion ? Créer Mon Compte »."],
  },
  codeSentIfKnown: {
    title: "Mot de passe oublié ?",
    paragraphs: [done.startRecovery.fr],
  },
  newPassword: (help) => ({ title: "Nouveau mot de passe", paragraphs: [help] }),
  passwordChanged: {
    title: "Votre mot de passe est changé",
    paragraphs: ["Toutes vos connexions ont été fermées. Connectez-vous avec le nouveau mot de passe."],
  },
  welcome: ({ contact, identifier }, files) => ({
    title: "Bienvenue dans Mon Compte",
    paragraphs: [
      "Vous êtes dans votre espace personnel.",
      `Identifiant : ${identifier}\nCoordonnées : ${contact}`,
      ...files.map(
        ({ file, role, since, until }) =>
          `Dossier allocataire ${file}, ${role === null ? "" : `${roles[role]}, `}depuis le ${date(since)}` +
          (until === null ? "" : `, jusqu’au ${lastDay(until)}`),
      ),
    ],
  }),
  rights: (file, lines) => ({ title: `Vos droits sur le dossier ${file}`, paragraphs: lines }),
  actionRecorded: ({ onBehalfOf }) => ({
    title: "Démarche enregistrée",
    paragraphs: [
      onBehalfOf === null
        ? "Vous l’avez faite en votre nom."
        : "Vous l’avez faite pour le compte de l’allocataire, qui verra que c’était vous.",
    ],
  }),
  delegation: ({ status }) => ({ title: "Autorisation de gestion", paragraphs: [delegationStates[status]] }),
  separation: {
    title: "Déclarer une séparation",
    paragraphs: [
      "Votre déclaration prend effet tout de suite. L’autorisation de gestion, s’il y en a une, prend fin. " +
        "Cette déclaration ne s’annule pas.",
    ],
  },
  separationDeclared: {
    title: "Séparation déclarée",
    paragraphs: ["Chaque membre du couple en est prévenu, aux coordonnées données pour son propre espace."],
  },
  newContact: {
    title: "Changer mes coordonnées",
    paragraphs: [
      "Donnez une adresse e-mail ou un numéro de mobile : un code y sera envoyé aussitôt. Rien ne change tant que vous " +
        "ne l’avez pas recopié.",
    ],
  },
  contactCode: (sent) => ({ title: "Code de confirmation", paragraphs: codeSent(sent) }),
  contactChanged: ({ contact, recoversFrom }) => ({
    title: "Vos coordonnées sont changées",
    paragraphs: [
      `Nous vous écrirons désormais à ${contact}. En cas de mot de passe oublié, elles serviront à partir du ` +
        `${moment(recoversFrom)} ; d’ici là, les précédentes servent encore.`,
    ],
  }),
  sessions: (sessions) => ({
    title: "Vos connexions",
    paragraphs: [
      sessions
        .map(
          ({ current, lastUsed, number, opened }) =>
            `N° ${number}, ouverte à ${hour(opened)}, utilisée à ${hour(lastUsed)}${current ? " (celle-ci)" : ""}`,
        )
        .join("\n"),
      `Heures : ${zone}.`,
    ],
  }),
  remembered: (identifier) => ({
    title: "Numéro retenu",
    paragraphs: [`Cet appareil retient votre numéro : ${identifier}. Votre mot de passe vous sera toujours demandé.`],
  }),
  mustChangePassword: (reason, help) => ({
    title: "Un nouveau mot de passe est nécessaire",
    paragraphs: [
      ...(reason === "Compromised"
        ? [
            "Votre mot de passe n’est plus sûr : une autre personne le connaît peut-être.",
            "Pour en choisir un autre, utilisez « Mot de passe oublié ? ». Si aucun code n’arrive, adressez-vous à votre Caf.",
          ]
        : [passwordReasonTexts[reason].fr, help]),
    ],
  }),
  passwordReplaced: { title: "Votre mot de passe est changé", paragraphs: ["Connectez-vous avec le nouveau."] },
  newTerms: ({ text, version }) => ({
    title: "Les conditions générales d’utilisation ont changé",
    paragraphs: [text.fr, `Version ${version}`],
  }),
  dayRefused:
    "Cette date n’existe pas ou est mal écrite. Indiquez le jour, le mois et l’année, par exemple 23/11/2026.",
  receivedMessage: (message) =>
    message.kind === "Email"
      ? {
          title: "Boîte de réception",
          paragraphs: [`De : ${message.from}\nÀ : ${message.to}\nObjet : ${message.subject}`, message.text.trimEnd()],
        }
      : { title: `SMS reçu au ${message.to}`, paragraphs: [message.text] },
  nothingArrived: "Aucun message n’est encore arrivé.",
}
