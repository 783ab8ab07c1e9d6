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

export const fr: Wording = {
  fields: {
    identifier: "Numéro de sécurité sociale (13 chiffres)",
    password: "Mot de passe (8 à 24 caractères)",
    newPassword: "Nouveau mot de passe",
    confirmation: "Le même, une seconde fois",
    contact: "Adresse e-mail ou numéro de mobile",
    code: "Code reçu (6 chiffres)",
  },
  buttons: {
    SignIn: "Se connecter",
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
  welcome: { title: "Bienvenue dans Mon Compte", paragraphs: ["Vous êtes dans votre espace personnel."] },
  arrived: (arrival) =>
    arrival.kind === "Letter"
      ? {
          title: "Boîte de réception",
          paragraphs: [`De : ${arrival.from}\nÀ : ${arrival.to}\nObjet : ${arrival.subject}`, arrival.text.trimEnd()],
        }
      : { title: `SMS reçu au ${arrival.to}`, paragraphs: [arrival.text] },
  nothingArrived: "Aucun message n’est encore arrivé.",
}
