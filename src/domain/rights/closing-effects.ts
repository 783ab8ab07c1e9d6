import type { Text } from "../language/language.ts"

/** What the owner of a space loses by closing it. */
export const closingLosses = [
  "SignIn",
  "Password",
  "Sessions",
  "RememberedBrowsers",
  "AuthorisationGiven",
  "AuthorisationReceived",
  "MandatesHeld",
] as const
export type ClosingLoss = (typeof closingLosses)[number]

/** What closing the space does not change. */
export const closingKeeps = ["Files", "Benefits", "Records"] as const
export type ClosingKeep = (typeof closingKeeps)[number]

/** What to show before a person closes their space. The compiler asks for the text of a new effect. */
export const closingTexts: Readonly<Record<ClosingLoss | ClosingKeep, Text>> = {
  SignIn: {
    fr: "Vous ne pourrez plus vous connecter ni créer un autre espace. Seul un agent de votre Caf pourra le rouvrir.",
    en: "You can no longer sign in or open another space. Only an agent of your Caf can reopen it.",
  },
  Password: { fr: "Votre mot de passe est supprimé.", en: "Your password is deleted." },
  Sessions: { fr: "Toutes vos connexions sont fermées.", en: "All your sessions end." },
  RememberedBrowsers: {
    fr: "Plus aucun appareil ne se souvient de vous.",
    en: "No browser remembers you any more.",
  },
  AuthorisationGiven: {
    fr: "L’autorisation de gestion que vous avez donnée prend fin.",
    en: "The management authorisation that you gave ends.",
  },
  AuthorisationReceived: {
    fr: "L’autorisation de gestion que vous avez reçue prend fin.",
    en: "The management authorisation that you received ends.",
  },
  MandatesHeld: {
    fr: "Vous ne pourrez plus agir pour les personnes que vous représentez : vos mandats prennent fin.",
    en: "You can no longer act for the persons whom you represent: your mandates end.",
  },
  Files: {
    fr: "Vous restez dans votre dossier allocataire.",
    en: "You stay in your household file.",
  },
  Benefits: { fr: "Vos droits aux prestations ne changent pas.", en: "Your rights to benefits do not change." },
  Records: {
    fr: "L’historique de ce qui a été fait est conservé.",
    en: "The records of what was done are kept.",
  },
}
