import type { Language } from "mon-compte"
import type { Panel } from "./panel.ts"

/** The texts of the screens on which the fund acts, in one language. */
interface FundWording {
  readonly actions: Panel
  readonly termsPublished: (version: string) => Panel
  readonly compromiseDeclared: Panel
  readonly accessRestored: Panel
}

export const fundWordings: { readonly [L in Language]: FundWording } = {
  fr: {
    actions: {
      title: "En coulisses",
      paragraphs: ["Ce que fait la Caf pendant que personne n’est à l’écran. La prochaine connexion s’en ressentira."],
    },
    termsPublished: (version) => ({
      title: "Nouvelles conditions générales",
      paragraphs: [`La version ${version} est en vigueur : chacun l’acceptera à sa prochaine connexion.`],
    }),
    compromiseDeclared: {
      title: "Mot de passe compromis",
      paragraphs: ["Toutes les connexions de cette personne sont fermées, et elle en est prévenue."],
    },
    accessRestored: {
      title: "Coordonnées enregistrées au guichet",
      paragraphs: [
        "Pour choisir un mot de passe, cette personne utilise « Mot de passe oublié ? » : le code arrive aux " +
          "coordonnées que l’agent a enregistrées. Les précédentes en sont prévenues.",
      ],
    },
  },
  en: {
    actions: {
      title: "Actions of the fund",
      paragraphs: ["Choose an action of the fund. It changes what happens at the next sign-in."],
    },
    termsPublished: (version) => ({
      title: "New terms of use",
      paragraphs: [`Version ${version} is in force. Each person must accept it at their next sign-in.`],
    }),
    compromiseDeclared: {
      title: "Password compromised",
      paragraphs: ["All sessions of this person have ended. We have notified this person."],
    },
    accessRestored: {
      title: "Contact recorded at the counter",
      paragraphs: [
        "To choose a password, this person uses “Forgotten password?”. The code goes to the contact that the agent " +
          "recorded. We have notified the previous one.",
      ],
    },
  },
}
