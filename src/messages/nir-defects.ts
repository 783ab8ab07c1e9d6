import type { Text } from "../domain/language/language.ts"
import type { DefectCode } from "../domain/nir/index.ts"

const example = "2 69 05 49 588 157"
const withKey = "2 69 05 49 588 157 80"
const corsican = "1 85 05 2A 004 084"
const provisional = "P7K2 M9QX 4TRB"

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
    fr: `Il manque des chiffres : le numéro en compte 13, ou 15 avec la clé. Exemple : ${example}.`,
    en: `Digits are missing: the number has 13 digits, or 15 with its key. Example: ${example}.`,
  },
  IncompleteKey: {
    fr: `La clé compte deux chiffres. Complétez-la, ou saisissez le numéro sans clé. Exemple : ${withKey}.`,
    en: `The key has two digits. Complete it, or type the number without its key. Example: ${withKey}.`,
  },
  TooLong: {
    fr: `Il y a trop de chiffres : le numéro en compte 13, ou 15 avec la clé. Exemple : ${withKey}.`,
    en: `There are too many digits: the number has 13 digits, or 15 with its key. Example: ${withKey}.`,
  },
  UnexpectedCharacter: {
    fr: `Ce caractère n’a pas sa place ici : le numéro se compose de chiffres de 0 à 9, et de 2A ou 2B pour la Corse. Exemple : ${corsican}.`,
    en: `This character is not allowed here: the number consists of the digits 0 to 9, and of 2A or 2B for Corsica. Example: ${corsican}.`,
  },
  MisplacedLetter: {
    fr: `Une lettre n’est possible que dans 2A ou 2B, aux 6e et 7e positions. Exemple : ${corsican}.`,
    en: `A letter is possible only in 2A or 2B, as the 6th and 7th characters. Example: ${corsican}.`,
  },
  ImpossibleFirstDigit: {
    fr: `Un numéro de sécurité sociale commence par 1 ou 2. Exemple : ${example}.`,
    en: `A social security number begins with 1 or 2. Example: ${example}.`,
  },
  WaitingNumber: {
    fr: `C’est un numéro d’attente. Connectez-vous avec votre identifiant provisoire, par exemple ${provisional}. Vous n’en avez pas ? Demandez-le à votre Caf.`,
    en: `This is a waiting number. Sign in with your provisional identifier, for example ${provisional}. You have none? Ask your Caf for it.`,
  },
  MigrantNumber: {
    fr: `C’est un numéro donné pour un séjour temporaire. Connectez-vous avec votre identifiant provisoire, par exemple ${provisional}. Vous n’en avez pas ? Demandez-le à votre Caf.`,
    en: `This number was given for a temporary stay. Sign in with your provisional identifier, for example ${provisional}. You have none? Ask your Caf for it.`,
  },
  ImpossibleMonth: {
    fr: "Le mois de naissance (4e et 5e chiffres) ne peut pas être celui-ci : vérifiez-le sur votre carte Vitale. Exemple : 05 pour mai.",
    en: "The month of birth (4th and 5th digits) is not valid: check it on your carte Vitale. Example: 05 for May.",
  },
  ImpossibleDepartement: {
    fr: "Le département de naissance (6e et 7e caractères) ne peut pas être 00. Exemple : 49 pour le Maine-et-Loire, 2A pour la Corse-du-Sud.",
    en: "The département of birth (6th and 7th characters) cannot be 00. Example: 49 for Maine-et-Loire, 2A for Corse-du-Sud.",
  },
  ImpossibleCommune: {
    fr: "La commune ou le pays de naissance (8e à 10e chiffres) ne peut pas être celui-ci : vérifiez-le sur votre carte Vitale. Exemple : 588.",
    en: "The commune or country of birth (8th to 10th digits) is not valid: check it on your carte Vitale. Example: 588.",
  },
  ImpossibleOrder: {
    fr: "Le numéro d’ordre (11e à 13e chiffres) ne peut pas être 000 : vérifiez-le sur votre carte Vitale. Exemple : 157.",
    en: "The order number (11th to 13th digits) cannot be 000: check it on your carte Vitale. Example: 157.",
  },
  WrongKey: {
    fr: `La clé (2 derniers chiffres) ne correspond pas au numéro : un chiffre est faux, ou deux sont inversés. Exemple : ${withKey}.`,
    en: `The key (last 2 digits) does not match the number: a digit is wrong, or two digits were swapped. Example: ${withKey}.`,
  },
}
