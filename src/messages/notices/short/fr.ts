import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { ShortTexts } from "./text.ts"

/** The purpose of the code. Omitted in the migration: the person is on that page already. */
const purposes: Readonly<Record<CodePurpose, string>> = {
  migration: "",
  recovery: " pour changer de mot de passe",
  contact: " pour confirmer ce numéro",
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): ReadonlyArray<string> => {
  const lead = `${code} est votre code ${service}`
  const leadWithPurpose = `${lead}${purposes[purpose]}`
  const validity = `valable ${minutes} ${minutes < 2 ? "minute" : "minutes"}`
  const messageNumber = number > 1 ? ` (message ${number})` : ""
  const warning = "Ne le donnez à personne."
  const onlyThisOne = `Message ${number} : lui seul fonctionne.`
  return [
    ...(number > 1 ? [`${leadWithPurpose}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${leadWithPurpose}${messageNumber}, ${validity}. ${warning}`,
    ...(number > 1 ? [`${lead}, ${validity}. ${onlyThisOne} ${warning}`] : []),
    `${lead}${messageNumber}, ${validity}. ${warning}`,
    `${lead}${messageNumber}, ${validity}.`,
    `${code} ${service}${messageNumber.replace(/[()]/gu, "")}, ${minutes} min`,
    code,
  ]
}

/** The short texts in French. */
export const fr: ShortTexts = {
  code,
  announcements: {
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
    DelegationGranted:
      "Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre caisse.",
    DelegationEnded: "Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre caisse.",
    MustChangePassword:
      "Un nouveau mot de passe vous sera demandé à votre prochaine connexion. Ne suivez aucun lien : passez par le site.",
  },
  withService: (service, text) => `${service} : ${text}`,
}
