import type { Language } from "../../src/domain/language/language.ts"
import type { Announcement, AnnouncementAbout } from "../../src/ports/notifier.ts"
import { encode } from "./alphabet.ts"

/**
 * Each fits one message by itself, in GSM 03.38: it has no `ç`, no `ê`, no `’` and no `«`. No name, no address and no
 * number, whoever reads the screen of a locked phone.
 */
type Texts = Readonly<Record<AnnouncementAbout, string>>

const french: Texts = {
  PasswordChanged:
    'Votre mot de passe a été changé. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
  PasswordRecovered:
    'Votre mot de passe a été remplacé sur demande. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
  ContactChanged:
    'Vos coordonnées de contact ont été changées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
  ContactAdded:
    'Des coordonnées de contact ont été ajoutées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
  AccountClosed: "Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre caisse.",
  SeparationDeclared:
    'Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre caisse.',
  DelegationGranted: "Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre caisse.",
  DelegationEnded: "Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre caisse.",
  MustChangePassword:
    "Un nouveau mot de passe vous sera demandé à votre prochaine connexion. Ne suivez aucun lien : passez par le site.",
}

const english: Texts = {
  PasswordChanged: 'Your password was changed. Not you? Use "Forgotten password?" and tell your fund.',
  PasswordRecovered: 'Your password was replaced on request. Not you? Use "Forgotten password?" and tell your fund.',
  ContactChanged: 'Your contact details were changed. Not you? Use "Forgotten password?" and tell your fund.',
  ContactAdded: 'Contact details were added to your account. Not you? Use "Forgotten password?" and tell your fund.',
  AccountClosed: "Your personal space is closed. Did you not expect this? Tell your fund.",
  SeparationDeclared:
    'Separation declared in your file. An 8-digit password no longer works: use "Forgotten password?". A mistake? Tell your fund.',
  DelegationGranted: "A management authorisation was given in your file. Did you not expect this? Tell your fund.",
  DelegationEnded: "A management authorisation ended in your file. Did you not expect this? Ask your fund.",
  MustChangePassword:
    "You will be asked for a new password when you next sign in. Follow no link: use the site you know.",
}

const texts: Readonly<Record<Language, Texts>> = { fr: french, en: english }

/**
 * The text of news, in one message. Where there is no room for the name of the service it goes, and not what is to be
 * done: the sender of the message says the name too.
 */
export const newsOf = ({ about, language }: Pick<Announcement, "about" | "language">, service: string): string => {
  const text = texts[language][about]
  const named = language === "fr" ? `${service} : ${text}` : `${service}: ${text}`
  return encode(named).fits ? named : text
}
