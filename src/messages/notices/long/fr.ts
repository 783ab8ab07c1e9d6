import { announcementFrom, code } from "./compose-fr.ts"
import { household } from "./household-fr.ts"
import { lives } from "./lives-fr.ts"
import type { AnnouncementTexts, LongTexts } from "./text.ts"

const FORGOTTEN = "utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf."
const CONTACT_CAF = "adressez-vous à votre Caf."

const announcements: AnnouncementTexts = {
  AccountOpened: {
    subject: "votre espace personnel est ouvert",
    lead: "Votre espace personnel a été ouvert {at}, avec un nouveau mot de passe et des coordonnées de contact confirmées.",
    paragraphs: ["Un mot de passe à 8 chiffres ne permet plus de se connecter."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  MemberAccountOpened: {
    subject: "un espace personnel a été ouvert dans votre dossier",
    lead: "L’autre adulte de votre dossier allocataire a maintenant un espace personnel, ouvert {at}.",
    paragraphs: [
      "Vous lui aviez donné une autorisation de gestion ? Regardez dans votre espace si elle attend votre confirmation.",
    ],
    unexpected: `L’autre adulte n’y est pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  PasswordChanged: {
    subject: "votre mot de passe a été changé",
    lead: "Votre mot de passe a été changé {at}.",
    paragraphs: ["Toutes les connexions à votre compte ont été fermées, y compris celle qui a servi à le changer."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  PasswordRecovered: {
    subject: "votre mot de passe a été remplacé",
    lead: "Votre mot de passe a été remplacé {at}, après une demande « Mot de passe oublié ? ».",
    paragraphs: ["Toutes les connexions à votre compte ont été fermées."],
    unexpected: `Vous n’avez rien demandé ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactChanged: {
    subject: "vos coordonnées de contact ont été changées",
    lead: "Les coordonnées auxquelles nous vous écrivons ont été changées {at}.",
    paragraphs: [
      "Les nouvelles ne permettront de retrouver votre compte qu’après un délai. D’ici là, les anciennes le permettent encore, si elles n’ont pas été bloquées.",
      "Pendant quelque temps, nous vous écrivons aussi aux anciennes.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${FORGOTTEN}`,
  },
  ContactRestored: {
    subject: "vos anciennes coordonnées sont rétablies",
    lead: "Vos anciennes coordonnées de contact ont été rétablies {at}, car un code reçu à ces coordonnées a été saisi.",
    paragraphs: [
      "Celles qui les avaient remplacées ne servent plus. Vous pouvez en donner de nouvelles dans votre espace.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  ContactBarred: {
    subject: "des coordonnées ne permettent plus de retrouver votre compte",
    lead: "Depuis {at}, des coordonnées de contact ne permettent plus de retrouver votre compte. Un agent l’a décidé.",
    paragraphs: ["Pour les utiliser à nouveau, confirmez-les dans votre espace."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  AccessRestored: {
    subject: "un agent a enregistré des coordonnées au guichet",
    lead: "Un agent a enregistré des coordonnées au guichet pour votre compte {at}, après avoir vérifié une identité.",
    paragraphs: [
      "Seules ces coordonnées permettent maintenant de choisir un nouveau mot de passe.",
      "L’ancien mot de passe ne fonctionne plus, et toutes les connexions ont été fermées.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  ManyWrongPasswords: {
    subject: "plusieurs mots de passe erronés ont été saisis",
    lead: "Plusieurs mots de passe erronés ont été saisis pour votre compte, le dernier {at}. Aucun n’a permis d’entrer.",
    paragraphs: [
      "Pour protéger votre compte, la connexion est bloquée pendant un moment, même avec le bon mot de passe.",
      "C’était vous ? Attendez un peu, ou utilisez « Mot de passe oublié ? » sur la page de connexion.",
    ],
    unexpected:
      "Ce n’était pas vous ? Votre mot de passe n’a pas été trouvé et vous n’avez rien à faire. Si cela continue, adressez-vous à votre Caf.",
  },
  AccountUnlocked: {
    subject: "la connexion à votre compte est débloquée",
    lead: "Un agent a débloqué la connexion à votre compte {at}, après avoir vérifié une identité.",
    paragraphs: ["Votre mot de passe n’a pas changé. Il peut être saisi à nouveau, même après de nombreux essais."],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  AccountClosed: {
    subject: "votre espace personnel est fermé",
    lead: "Votre espace personnel a été fermé {at}.",
    paragraphs: ["Il n’est plus possible de s’y connecter. Vos droits n’en dépendent pas."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  ...lives,
  ...household,
  ConfidentialModeStarted: {
    subject: "le mode confidentiel est activé",
    lead: "Le mode confidentiel de votre espace personnel a été activé {at}.",
    paragraphs: [
      "Nous n’envoyons plus rien aux coordonnées qu’une autre personne peut lire, et elles ne permettent plus de retrouver votre compte.",
      "Vous pouvez voir ces coordonnées dans votre espace, et mettre fin à ce mode.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  ConfidentialModeEnded: {
    subject: "le mode confidentiel a pris fin",
    lead: "Le mode confidentiel de votre espace personnel a pris fin {at}.",
    paragraphs: [
      "Les coordonnées que ce mode écartait servent de nouveau, sauf si elles sont bloquées pour une autre raison.",
    ],
    unexpected: `Vous n’y êtes pour rien ? Sans attendre, ${CONTACT_CAF}`,
  },
  DelegationGranted: {
    subject: "une autorisation de gestion a été donnée",
    lead: "Une autorisation de gestion a été donnée {at} dans votre dossier allocataire.",
    paragraphs: ["La personne qui l’a donnée peut y mettre fin à tout moment. Celle qui l’a reçue peut y renoncer."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  DelegationEnded: {
    subject: "une autorisation de gestion a pris fin",
    lead: "Une autorisation de gestion a pris fin {at} dans votre dossier allocataire.",
    paragraphs: [],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  DelegationEnding: {
    subject: "votre autorisation de gestion se termine bientôt",
    lead: "Rappel envoyé {at} : l’autorisation de gestion de votre dossier se termine bientôt.",
    paragraphs: [
      "Dans votre espace, vous voyez son dernier jour. Ensuite, seule la personne allocataire gère le dossier.",
      "Pour la prolonger, la personne allocataire l’annule, puis en donne une autre.",
    ],
    unexpected: `En cas de question, ${CONTACT_CAF}`,
  },
  MustChangePassword: {
    subject: "votre mot de passe est à changer",
    lead: "Depuis {at}, votre mot de passe est à changer.",
    paragraphs: [
      "Pour en choisir un nouveau, utilisez « Mot de passe oublié ? » sur la page de connexion. Si aucun code n’arrive, adressez-vous à votre Caf.",
    ],
    unexpected: "Ce message ne contient aucun lien : passez par l’adresse que vous connaissez.",
  },
  PasswordChangeRequired: {
    subject: "un nouveau mot de passe vous sera demandé",
    lead: "Depuis {at}, votre Caf vous demande de choisir un nouveau mot de passe.",
    paragraphs: [
      "À votre prochaine connexion, une page vous dit pourquoi et vous le fait choisir. Vous pouvez aussi le changer dès maintenant dans votre espace.",
    ],
    unexpected: "Ce message ne contient aucun lien : passez par l’adresse que vous connaissez.",
  },
  ChangeReported: {
    subject: "un changement a été signalé",
    lead: "Un changement de votre espace personnel a été signalé {at}, avec le lien « Ce n’est pas moi » d’un de nos messages.",
    paragraphs: [
      "Par sécurité, toutes les connexions sont fermées et le mot de passe ne fonctionne plus. Des coordonnées plus récentes, s’il y en a, ne permettent plus de retrouver votre compte.",
      "Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion. Si aucun code n’arrive, adressez-vous à votre Caf.",
    ],
    unexpected: `Ce signalement ne vient pas de vous ? Sans attendre, ${CONTACT_CAF}`,
  },
  IdentifierReplaced: {
    subject: "votre numéro de sécurité sociale est enregistré",
    lead: "Votre numéro de sécurité sociale a été enregistré {at}.",
    paragraphs: [
      "Connectez-vous maintenant avec ce numéro : votre identifiant provisoire ne fonctionne plus. Votre mot de passe ne change pas.",
    ],
    unexpected: `Ce n’est pas le vôtre, ou vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  MandateRecorded: {
    subject: "une personne est chargée d’agir pour vous",
    lead: "Une décision de justice a été enregistrée {at} : une personne est chargée d’agir pour vous auprès de votre Caf.",
    paragraphs: [
      "Vous gardez votre espace personnel, votre mot de passe et vos coordonnées. Cette personne a son propre accès.",
      "Dans votre espace, vous voyez ce qu’elle peut faire, et ce qu’elle a fait pour vous.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  MandateChanged: {
    subject: "votre mesure de protection a changé",
    lead: "La décision de justice enregistrée pour vous a changé {at}.",
    paragraphs: ["Dans votre espace, vous voyez qui agit pour vous, et ce que cette personne peut faire."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  MandateEnded: {
    subject: "votre mesure de protection a pris fin",
    lead: "Une décision de justice enregistrée pour vous a pris fin {at}.",
    paragraphs: [
      "La personne qui agissait pour vous n’a plus accès à vos informations. Dans votre espace, vous voyez la raison.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  MandateEnding: {
    subject: "votre mesure de protection se termine bientôt",
    lead: "Rappel envoyé {at} : la décision de justice enregistrée pour vous se termine bientôt.",
    paragraphs: [
      "Dans votre espace, vous voyez son dernier jour, et qui agit pour vous.",
      "Si vous avez encore besoin d’aide ensuite, il faut demander une nouvelle décision au juge.",
    ],
    unexpected: `En cas de question, ${CONTACT_CAF}`,
  },
  HeldMandateRecorded: {
    subject: "un mandat de justice est enregistré à votre nom",
    lead: "Un mandat de justice a été enregistré à votre nom {at}, pour une autre personne.",
    paragraphs: [
      "Dans votre espace, vous voyez pour qui, et ce que vous pouvez faire. N’utilisez jamais le mot de passe de cette personne.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  HeldMandateChanged: {
    subject: "un mandat de justice a changé",
    lead: "Un mandat de justice enregistré à votre nom a changé {at}.",
    paragraphs: ["Dans votre espace, vous voyez ce que vous pouvez faire maintenant."],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
  HeldMandateEnding: {
    subject: "un mandat de justice se termine bientôt",
    lead: "Rappel envoyé {at} : un mandat de justice enregistré à votre nom se termine bientôt.",
    paragraphs: [
      "Dans votre espace, vous voyez son dernier jour. Pour le prolonger, demandez une nouvelle décision au juge.",
      "Envoyez ensuite cette décision à votre Caf, qui l’enregistre.",
    ],
    unexpected: `En cas de question, ${CONTACT_CAF}`,
  },
  HeldMandateEnded: {
    subject: "un mandat de justice a pris fin",
    lead: "Un mandat de justice enregistré à votre nom a pris fin {at}.",
    paragraphs: [
      "Vous n’avez plus accès aux informations de la personne concernée. Votre Caf peut vous en dire la raison.",
    ],
    unexpected: `Vous ne vous y attendiez pas ? Sans attendre, ${CONTACT_CAF}`,
  },
}

/** The long texts in French. */
export const fr: LongTexts = { code, announcement: announcementFrom(announcements) }
