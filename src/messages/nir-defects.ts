import type { Text } from "../domain/language/language.ts"
import type { DefectCode } from "../domain/nir/index.ts"

const example = "2 69 05 49 588 157"

/**
 * The text for each defect of a social security number: what is wrong, and what is expected, with an example (RGAA
 * 11.10 and 11.11). No text repeats what was typed.
 */
export const nirTexts: { readonly [Code in DefectCode]: Text } = {
  NotText: {
    fr: `Saisissez votre numéro de sécurité sociale, par exemple ${example}.`,
    en: `Type your social security number, for example ${example}.`,
  },
  Empty: {
    fr: `Saisissez votre numéro de sécurité sociale, par exemple ${example}.`,
    en: `Type your social security number, for example ${example}.`,
  },
  TooShort: {
    fr: "Il manque des caractères : le numéro en compte 13, ou 15 avec la clé.",
    en: "Characters are missing: the number has 13 characters, or 15 with its key.",
  },
  IncompleteKey: {
    fr: "La clé compte deux chiffres. Complétez-la, ou saisissez le numéro sans clé.",
    en: "The key has two digits. Complete it, or type the number without its key.",
  },
  TooLong: {
    fr: "Il y a trop de caractères : le numéro en compte 13, ou 15 avec la clé.",
    en: "There are too many characters: the number has 13 characters, or 15 with its key.",
  },
  UnexpectedCharacter: {
    fr: "Ce caractère n’a pas sa place ici : le numéro se compose de chiffres de 0 à 9, et de 2A ou 2B pour la Corse.",
    en: "This character is not allowed here: the number consists of the digits 0 to 9, and of 2A or 2B for Corsica.",
  },
  MisplacedLetter: {
    fr: "Une lettre n’est possible que dans 2A ou 2B, aux 6e et 7e positions.",
    en: "A letter is possible only in 2A or 2B, as the 6th and 7th characters.",
  },
  ImpossibleFirstDigit: {
    fr: "Un numéro de sécurité sociale commence par 1 ou 2.",
    en: "A social security number begins with 1 or 2.",
  },
  WaitingNumber: {
    fr: "C’est un numéro d’attente. Connectez-vous avec votre identifiant provisoire.",
    en: "This is a waiting number. Sign in with your provisional identifier.",
  },
  MigrantNumber: {
    fr: "C’est un numéro donné lors d’un passage. Connectez-vous avec votre identifiant provisoire.",
    en: "This number was given for a temporary stay. Sign in with your provisional identifier.",
  },
  ImpossibleMonth: {
    fr: "Le mois de naissance (4e et 5e chiffres) ne peut pas être celui-ci : vérifiez-le sur votre carte Vitale.",
    en: "The month of birth (4th and 5th digits) is not valid: check it on your carte Vitale.",
  },
  ImpossibleDepartement: {
    fr: "Le département de naissance (6e et 7e caractères) ne peut pas être 00.",
    en: "The département of birth (6th and 7th characters) cannot be 00.",
  },
  ImpossibleCommune: {
    fr: "La commune ou le pays de naissance (8e à 10e chiffres) ne peut pas être celui-ci.",
    en: "The commune or country of birth (8th to 10th digits) is not valid.",
  },
  ImpossibleOrder: {
    fr: "Le numéro d’ordre (11e à 13e chiffres) ne peut pas être 000.",
    en: "The order number (11th to 13th digits) cannot be 000.",
  },
  WrongKey: {
    fr: "La clé (2 derniers chiffres) ne correspond pas au numéro : un chiffre est faux, ou deux sont inversés.",
    en: "The key (last 2 digits) does not match the number: a digit is wrong, or two digits were swapped.",
  },
}
