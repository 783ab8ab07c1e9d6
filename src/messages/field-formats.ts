import type { FieldName } from "../application/contract/field-names.ts"
import type { Text } from "../domain/language/language.ts"

/** What a field expects, in words, and an example of it (RGAA 11.11). */
export interface FieldFormat {
  readonly format: Text
  /** Of an invented person. `null` where an example would help an attacker or be used as it is. */
  readonly example: Text | null
}

const same = (text: string): Text => ({ fr: text, en: text })

const number: Text = {
  fr: "13 chiffres (pour une naissance en Corse, 2A ou 2B à la place de deux chiffres), ou 15 avec la clé",
  en: "13 digits (for a birth in Corsica, 2A or 2B in place of two digits), or 15 with the key",
}
const NUMBER_EXAMPLE = same("2 69 05 49 588 157")
const date: FieldFormat = {
  format: { fr: "le jour, le mois et l’année", en: "the day, the month and the year" },
  example: same("23/11/2026"),
}
const birthDate: FieldFormat = {
  format: {
    fr: "le jour, le mois et l’année (00 pour un jour ou un mois inconnu)",
    en: "the day, the month and the year (00 for an unknown day or month)",
  },
  example: same("01/05/1969"),
}
const person: FieldFormat = {
  format: {
    fr: "un numéro de sécurité sociale, un identifiant provisoire, ou la référence interne de la personne",
    en: "a social security number, a provisional identifier, or the internal id of the person",
  },
  example: NUMBER_EXAMPLE,
}
const password: FieldFormat = {
  format: { fr: "votre mot de passe actuel", en: "your current password" },
  example: null,
}

/** The format of each field that a person or an agent types. The other fields come from the program. */
export const fieldFormats: { readonly [Name in FieldName]?: FieldFormat } = {
  identifier: {
    format: {
      fr: `votre numéro de sécurité sociale : ${number.fr} ; ou votre identifiant provisoire`,
      en: `your social security number: ${number.en}; or your provisional identifier`,
    },
    example: NUMBER_EXAMPLE,
  },
  nir: { format: number, example: NUMBER_EXAMPLE },
  password,
  current: password,
  code: {
    format: { fr: "les chiffres du dernier message reçu", en: "the digits of the latest message" },
    example: null,
  },
  contact: {
    format: { fr: "une adresse e-mail ou un numéro de mobile", en: "an email address or a mobile number" },
    example: same("camille@example.org"),
  },
  birthName: {
    format: { fr: "le nom de naissance, comme sur l’état civil", en: "the name at birth, as on the civil record" },
    example: same("Durand"),
  },
  birthDate,
  birth: birthDate,
  fact: date,
  on: date,
  lastDay: date,
  from: date,
  person,
  holder: person,
  spouse: person,
  to: person,
  file: {
    format: { fr: "le numéro du dossier allocataire", en: "the number of the household file" },
    example: same("1234567"),
  },
  agent: {
    format: { fr: "le nom de l’agent, tel que la Caf le connaît", en: "the name of the agent, as the fund knows it" },
    example: same("agent-17"),
  },
  reference: {
    format: {
      fr: "1 à 100 lettres, chiffres ou signes simples",
      en: "1 to 100 letters, digits or simple signs",
    },
    example: { fr: "courrier/2026-17", en: "letter/2026-17" },
  },
}
