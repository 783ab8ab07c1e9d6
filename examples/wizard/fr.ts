import { frenchDay } from "./day.ts"
import type { Wording } from "./wording.ts"

const time = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" })
const hour = (at: number) => time.format(at).replace(":", " h ")

const at = ({ of, step }: { readonly step: number; readonly of: number }, name: string) =>
  `Étape ${step} sur ${of} – ${name}`

const tasks = {
  Terms: "lire et accepter les conditions générales d’utilisation (CGU)",
  Password: "choisir un nouveau mot de passe",
  Contact: "donner une adresse e-mail ou un mobile, et recopier le code reçu",
}

const kinds = { Email: "une adresse e-mail", Mobile: "un numéro de mobile" }

const roles = { Adult: "comme allocataire ou conjoint", Child: "comme enfant", Dependant: "comme personne à charge" }

const standings = {
  None: "Il n’y a pas d’autorisation de gestion dans ce dossier.",
  Pending: "Elle est donnée. Elle prendra effet quand votre conjoint aura ouvert son espace personnel.",
  Live: "Elle est en cours : votre conjoint peut gérer le dossier. Vous pouvez l’annuler à tout moment.",
  Over: "Elle a pris fin.",
}

export const fr: Wording = {
  fields: {
    identifier: "Numéro de sécurité sociale (13 chiffres)",
    password: "Mot de passe (8 à 24 caractères)",
    newPassword: "Nouveau mot de passe",
    confirmation: "Le même, une seconde fois",
    contact: "Adresse e-mail ou numéro de mobile",
    code: "Code reçu (6 chiffres)",
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
    Leave: "Abandonner",
    WhoAmI: "Qui suis-je ?",
    Rights: "Ce que je peux faire sur le dossier",
    Procedure: "Faire une démarche pour le foyer",
    Grant: "Donner l’autorisation de gestion à mon conjoint",
    Revoke: "Annuler l’autorisation de gestion",
    Renounce: "Renoncer à l’autorisation de gestion",
    Separate: "Déclarer une séparation",
    SignOut: "Se déconnecter",
    Quit: "Quitter",
  },
  signIn: {
    title: "Mon Compte – Se connecter",
    paragraphs: ["Votre mot de passe a encore 8 chiffres ? Saisissez-le : nous vous aiderons à choisir le nouveau."],
  },
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
    title: at(step, "Conditions générales d’utilisation"),
    paragraphs: [text.fr, `Version ${version}`],
  }),
  password: (step, help) => ({ title: at(step, "Nouveau mot de passe"), paragraphs: [help] }),
  contact: (step) => ({
    title: at(step, "Coordonnées"),
    paragraphs: [`Donnez ${step.kinds.map((kind) => kinds[kind]).join(" ou ")} : un code y sera envoyé aussitôt.`],
  }),
  code: (step) => ({
    title: at(step, "Code de confirmation"),
    paragraphs: [
      step.undeliverable
        ? `Le message n’a pas pu être remis à ${step.sentTo}. Revenez en arrière pour vérifier vos coordonnées.`
        : `Un code a été envoyé à ${step.sentTo}. Recopiez-le avant ${hour(step.codeUntil)}.`,
      ...(step.number > 1 ? [`C’est le message n° ${step.number} : les codes précédents ne servent plus.`] : []),
    ],
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
    paragraphs: [
      "Si ce numéro ouvre un espace personnel, un code vient d’être envoyé aux coordonnées que nous connaissons.",
    ],
  },
  passwordAnew: (help) => ({ title: "Nouveau mot de passe", paragraphs: [help] }),
  recovered: {
    title: "Votre mot de passe est changé",
    paragraphs: ["Toutes vos connexions ont été fermées. Connectez-vous avec le nouveau mot de passe."],
  },
  welcome: ({ contact, identifier }, files) => ({
    title: "Bienvenue dans Mon Compte",
    paragraphs: [
      "Vous êtes dans votre espace personnel.",
      `Identifiant : ${identifier}\nCoordonnées : ${contact}`,
      ...files.map(
        ({ file, kind, since, until }) =>
          `Dossier allocataire ${file}, ${roles[kind]}, depuis le ${frenchDay(since)}` +
          (until === null ? "" : `, jusqu’au ${frenchDay(until)}`),
      ),
    ],
  }),
  rights: (file, lines) => ({ title: `Vos droits sur le dossier ${file}`, paragraphs: lines }),
  performed: ({ onBehalfOf }) => ({
    title: "Démarche enregistrée",
    paragraphs: [
      onBehalfOf === null
        ? "Vous l’avez faite en votre nom."
        : "Vous l’avez faite pour le compte de l’allocataire, qui verra que c’était vous.",
    ],
  }),
  delegation: ({ standing }) => ({ title: "Autorisation de gestion", paragraphs: [standings[standing]] }),
  separation: {
    title: "Déclarer une séparation",
    paragraphs: [
      "Votre déclaration prend effet tout de suite. L’autorisation de gestion, s’il y en a une, prend fin. " +
        "Cette déclaration ne s’annule pas.",
    ],
  },
  separated: {
    title: "Séparation déclarée",
    paragraphs: ["Chacun de vous en est informé, aux coordonnées qu’il a données pour son propre espace."],
  },
  dayRefused: "Cette date n’existe pas ou est mal écrite. Indiquez le jour, le mois et l’année : 23/11/2026.",
  notInThisDemonstration: "Cette étape ne se joue pas dans la démonstration.",
  arrived: (arrival) =>
    arrival.kind === "Letter"
      ? {
          title: "Boîte de réception",
          paragraphs: [`De : ${arrival.from}\nÀ : ${arrival.to}\nObjet : ${arrival.subject}`, arrival.text.trimEnd()],
        }
      : { title: `SMS reçu au ${arrival.to}`, paragraphs: [arrival.text] },
  nothingArrived: "Aucun message n’est encore arrivé.",
}
