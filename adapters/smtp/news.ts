import type { Language } from "../../src/domain/language/language.ts"
import type { Announcement, AnnouncementAbout } from "../../src/ports/notifier.ts"
import { typeset, type Wording } from "./wording.ts"

/** What a letter says of one kind of news. `{at}` stands where the day and hour go. */
interface News {
  readonly subject: string
  readonly lead: string
  readonly paragraphs: ReadonlyArray<string>
  readonly unasked: string
}

/** The same words for everybody: no name, no address and no number, whoever reads over a shoulder. */
type Texts = Readonly<Record<AnnouncementAbout, News>>

const FORGOTTEN = "utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre caisse."
const ASK = "adressez-vous à votre caisse."

const french: Texts = {
  PasswordChanged: {
    subject: "votre mot de passe a été changé",
    lead: "Votre mot de passe a été changé {at}.",
    paragraphs: ["Toutes les autres connexions à votre compte ont été fermées."],
    unasked: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  PasswordRecovered: {
    subject: "votre mot de passe a été remplacé",
    lead: "Votre mot de passe a été remplacé {at}, après une demande « Mot de passe oublié ? ».",
    paragraphs: ["Toutes les connexions à votre compte ont été fermées."],
    unasked: `Vous n’avez rien demandé ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactChanged: {
    subject: "vos coordonnées de contact ont été changées",
    lead: "Les coordonnées auxquelles nous vous écrivons ont été changées {at}.",
    paragraphs: ["Les anciennes permettent encore de retrouver votre compte pendant 24 heures."],
    unasked: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactAdded: {
    subject: "des coordonnées de contact ont été ajoutées",
    lead: "Des coordonnées de contact ont été ajoutées à votre compte {at}.",
    paragraphs: [],
    unasked: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  AccountClosed: {
    subject: "votre espace personnel est fermé",
    lead: "Votre espace personnel a été fermé {at}.",
    paragraphs: ["Il n’est plus possible de s’y connecter. Vos droits n’en dépendent pas."],
    unasked: `Vous ne vous y attendiez pas ? Sans attendre, ${ASK}`,
  },
  SeparationDeclared: {
    subject: "une séparation a été déclarée",
    lead: "Une séparation a été déclarée {at} dans votre dossier allocataire.",
    paragraphs: [
      "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin.",
      "Si vous vous connectiez encore avec un mot de passe à 8 chiffres, il ne fonctionne plus. Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion, ou adressez-vous à votre caisse.",
    ],
    unasked: `Vous n’y êtes pour rien, ou c’est une erreur ? Sans attendre, ${ASK}`,
  },
  DelegationGranted: {
    subject: "une autorisation de gestion a été donnée",
    lead: "Une autorisation de gestion a été donnée {at} dans votre dossier allocataire.",
    paragraphs: ["Qui l’a donnée peut y mettre fin à tout moment, et qui l’a reçue peut y renoncer."],
    unasked: `Vous ne vous y attendiez pas ? Sans attendre, ${ASK}`,
  },
  DelegationEnded: {
    subject: "une autorisation de gestion a pris fin",
    lead: "Une autorisation de gestion a pris fin {at} dans votre dossier allocataire.",
    paragraphs: [],
    unasked: "Vous ne vous y attendiez pas ? Connectez-vous pour en voir la raison, ou adressez-vous à votre caisse.",
  },
  MustChangePassword: {
    subject: "votre mot de passe est à changer",
    lead: "Depuis {at}, votre mot de passe est à changer.",
    paragraphs: [
      "Un nouveau mot de passe vous sera demandé à votre prochaine connexion. Aucune autre démarche n’est nécessaire.",
    ],
    unasked: "Ce message ne contient aucun lien : passez par l’adresse que vous connaissez.",
  },
}

const FORGOT = "use “Forgotten password?” on the sign-in page, then tell your fund."
const TELL = "tell your fund at once."

const english: Texts = {
  PasswordChanged: {
    subject: "your password was changed",
    lead: "Your password was changed {at}.",
    paragraphs: ["Every other session of your account was ended."],
    unasked: `It was not you? Do not wait: ${FORGOT}`,
  },
  PasswordRecovered: {
    subject: "your password was replaced",
    lead: "Your password was replaced {at}, after a “Forgotten password?” request.",
    paragraphs: ["Every session of your account was ended."],
    unasked: `You did not ask for it? Do not wait: ${FORGOT}`,
  },
  ContactChanged: {
    subject: "your contact details were changed",
    lead: "The contact details we write to you at were changed {at}.",
    paragraphs: ["The former ones still serve to recover your account for 24 hours."],
    unasked: `It was not you? Do not wait: ${FORGOT}`,
  },
  ContactAdded: {
    subject: "contact details were added",
    lead: "Contact details were added to your account {at}.",
    paragraphs: [],
    unasked: `It was not you? Do not wait: ${FORGOT}`,
  },
  AccountClosed: {
    subject: "your personal space is closed",
    lead: "Your personal space was closed {at}.",
    paragraphs: ["Nobody can sign in to it any more. Your benefits do not depend on it."],
    unasked: `You did not expect this? Please ${TELL}`,
  },
  SeparationDeclared: {
    subject: "a separation was declared",
    lead: "A separation was declared {at} in your household file.",
    paragraphs: [
      "The management authorisation in it, if there was one, has ended.",
      "If you still signed in with an 8-digit password, it no longer works. To get in, use “Forgotten password?” on the sign-in page, or ask your fund.",
    ],
    unasked: `It was not you, or it is a mistake? Please ${TELL}`,
  },
  DelegationGranted: {
    subject: "a management authorisation was given",
    lead: "A management authorisation was given {at} in your household file.",
    paragraphs: ["Whoever gave it can end it at any time, and whoever received it can renounce it."],
    unasked: `You did not expect this? Please ${TELL}`,
  },
  DelegationEnded: {
    subject: "a management authorisation has ended",
    lead: "A management authorisation ended {at} in your household file.",
    paragraphs: [],
    unasked: "You did not expect this? Sign in to see why, or ask your fund.",
  },
  MustChangePassword: {
    subject: "your password is to be changed",
    lead: "Your password is to be changed: this was decided {at}.",
    paragraphs: ["You will be asked for a new password when you next sign in. There is nothing else to do."],
    unasked: "There is no link in this message: use the address that you know.",
  },
}

const PARIS = { timeZone: "Europe/Paris" } as const
const styles = {
  fr: {
    day: new Intl.DateTimeFormat("fr-FR", { ...PARIS, dateStyle: "long" }),
    hour: new Intl.DateTimeFormat("fr-FR", { ...PARIS, timeStyle: "short" }),
  },
  en: {
    day: new Intl.DateTimeFormat("en-GB", { ...PARIS, dateStyle: "long" }),
    hour: new Intl.DateTimeFormat("en-GB", { ...PARIS, timeStyle: "short" }),
  },
}

/** When it happened, as clocks in Paris showed it. */
const moment = (language: Language, at: number) => {
  const { day, hour } = styles[language]
  return language === "fr"
    ? `le ${day.format(at).replace(/^1(?= )/u, "1er")} à ${hour.format(at).replace(":", "\u00a0h\u00a0")} (heure de Paris)`
    : `on ${day.format(at)} at ${hour.format(at)} (Paris time)`
}

/** What a letter of news says. */
export const newsOf = (
  { about, at, language }: Pick<Announcement, "about" | "at" | "language">,
  service: string,
): Wording => {
  const { lead, paragraphs, subject, unasked } = (language === "fr" ? french : english)[about]
  const when = moment(language, at)
  const told = {
    subject: language === "fr" ? `${service} : ${subject}` : `${service}: ${subject}`,
    lead: lead.replace("{at}", when),
    paragraphs,
    unasked,
  }
  return language === "fr"
    ? {
        subject: typeset(told.subject),
        lead: typeset(told.lead),
        paragraphs: told.paragraphs.map(typeset),
        unasked: typeset(told.unasked),
        warning: "Nous ne vous demanderons jamais votre mot de passe par téléphone, par SMS ou par e-mail.",
        footer: typeset("Ce message est envoyé automatiquement : inutile d’y répondre."),
      }
    : {
        ...told,
        warning: "We will never ask you for your password by telephone, text message or email.",
        footer: "This message is sent automatically: there is no need to reply.",
      }
}
