import type { Irreversible } from "../domain/audit/reversal.ts"
import type { Text } from "../domain/language/language.ts"

/** Why no command reverses what was done, and what to do. */
export const reversalTexts: Readonly<Record<Irreversible, Text>> = {
  NeedsDecision: {
    fr: "Cette opération ne s’annule pas d’elle-même, car il faut décider de ce qui est juste. Vérifiez le dossier avec la personne, puis faites l’opération qui corrige.",
    en: "This cannot be reversed by itself, because a person must decide what is right. Check the file with the person, then give the command that corrects it.",
  },
  OwnDecision: {
    fr: "C’est la personne elle-même qui l’a fait, dans son espace personnel. Demandez-lui ce qu’elle souhaite.",
    en: "The person did this in their own personal space. Ask them what they want.",
  },
  Read: {
    fr: "Des données ont été lues, et rien n’a été changé : il n’y a rien à annuler. Si la lecture n’était pas justifiée, prévenez la personne responsable de la protection des données.",
    en: "Data were read, and nothing was changed: there is nothing to reverse. If there was no reason to read them, inform the data protection officer.",
  },
  Precaution: {
    fr: "C’était une précaution, qui ne retire aucun droit : il n’y a rien à annuler. Si la personne est gênée, proposez-lui « Mot de passe oublié ? ».",
    en: "This was a precaution that takes no right away: there is nothing to reverse. If it is in the person’s way, suggest “Forgotten password?”.",
  },
  Erased: {
    fr: "Les données ont été effacées et ne peuvent pas revenir. La personne peut créer un autre espace avec « Créer Mon Compte ». Prévenez la personne responsable de la protection des données.",
    en: "The data were erased and cannot come back. The person can open another space with “Create my account”. Inform the data protection officer.",
  },
  Merged: {
    fr: "Ce qui a été réuni ne peut plus être séparé automatiquement. Ouvrez un autre dossier, puis ajoutez-y les personnes une à une.",
    en: "What was merged cannot be separated automatically. Open another file, then add the persons to it one by one.",
  },
  IsReversal: {
    fr: "Cette opération en annule déjà une autre. Si la première était juste, faites-la de nouveau.",
    en: "This already reverses another command. If the first one was right, give it again.",
  },
  DoneAgain: {
    fr: "La même opération a été faite de nouveau depuis. Vérifiez si cette dernière est juste, et annulez-la si elle ne l’est pas.",
    en: "The same was done again since. Check whether the latest one is right, and reverse it if it is not.",
  },
  Automatic: {
    fr: "Ce changement vient d’une autre opération ou d’une date. Cherchez cette opération dans la liste et annulez-la.",
    en: "This followed from another command or from a date. Look for that command in the list and reverse it.",
  },
}
