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
    `${code} ${whole(service)}${messageNumber}, ${minutes} min.`,
    `${code} ${brief} ${service}${briefNumber}, ${minutes} min`,
    `${code} ${service}${briefNumber}, ${minutes} min`,
    code,
  ]
}

/** The short texts in French. */
export const fr: ShortTexts = {
  code,
  announcements: {
    AccountOpened: "Votre espace personnel est ouvert. Pas vous ? Prévenez vite votre caisse.",
    MemberAccountOpened:
      "L'autre adulte de votre dossier a ouvert son espace personnel. Inattendu ? Prévenez votre caisse.",
    PasswordChanged:
      'Votre mot de passe a été changé. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
    PasswordRecovered:
      'Votre mot de passe a été remplacé sur demande. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
    ContactChanged:
      'Vos coordonnées de contact ont été changées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
    ContactAdded:
      'Des coordonnées de contact ont été ajoutées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre caisse.',
    ContactRestored: "Vos anciennes coordonnées de contact sont rétablies. Pas vous ? Prévenez votre caisse.",
    ContactBarred: "Des coordonnées ne permettent plus de retrouver votre compte. Pas vous ? Voyez votre caisse.",
    AccessRestored:
      "Un agent a enregistré de nouvelles coordonnées pour votre compte. Pas vous ? Prévenez vite votre caisse.",
    AccountClosed: "Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre caisse.",
    SeparationDeclared:
      'Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre caisse.',
    DelegationGranted:
      "Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre caisse.",
    DelegationEnded: "Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre caisse.",
    MustChangePassword:
      'Votre mot de passe est à changer : utilisez "Mot de passe oublié ?" sur le site. Ne suivez aucun lien.',
  },
  withService: (service, text) => `${service} : ${text}`,
}
