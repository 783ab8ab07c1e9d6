import type { NotReopenable } from "../domain/account/account.ts"
import type { Text } from "../domain/language/language.ts"

/** Why a personal space is not opened again, and what to do. */
export const notReopenable: Readonly<Record<NotReopenable["because"], Text>> = {
  Merged: {
    fr: "Cet espace a été réuni à un autre espace de la même personne, qui reste. Cherchez la personne avec son numéro de sécurité sociale.",
    en: "This space was merged into another one of the same person, which stays. Look the person up by their social security number.",
  },
  Death: {
    fr: "Cet espace est fermé parce qu’un décès est enregistré. Si c’est une erreur, annulez le décès dans le dossier.",
    en: "This space is closed because a death is recorded. If that is a mistake, undo the death in the file.",
  },
  OtherCause: {
    fr: "Ce n’est pas un décès qui a fermé cet espace. Rouvrez l’espace lui-même.",
    en: "It was not a death that closed this space. Reopen the space itself.",
  },
  NotClosed: {
    fr: "Cet espace personnel n’est pas fermé. Vérifiez que c’est la bonne personne.",
    en: "This personal space is not closed. Check that this is the right person.",
  },
  Erased: {
    fr: "Les données de cette personne ont été effacées : son espace ne peut plus être rouvert. Elle peut en créer un autre avec « Créer Mon Compte ».",
    en: "The data of this person were erased: the space cannot be reopened. They can open another one with “Create my account”.",
  },
}
