import type { Text } from "../domain/language/language.ts"
import { dateAttributes, LONGEST_LABEL, LONGEST_NAME, optional, plain } from "./attributes.ts"
import type { FieldErrors, FormField } from "./field.ts"

const NONE: FieldErrors = { empty: null, malformed: null }
const day: Text = {
  fr: "Indiquez le jour, le mois et l’année, par exemple 23/11/2026.",
  en: "Give the day, the month and the year, for example 23/11/2026.",
}
const dateErrors = {
  empty: day,
  malformed: {
    fr: `Cette date n’existe pas ou est mal écrite. ${day.fr}`,
    en: `This date does not exist or is written incorrectly. ${day.en}`,
  },
}
const birthDate: Text = {
  fr: "Indiquez votre date de naissance, par exemple 01/05/1969. Si le jour ou le mois n’est pas connu, saisissez 00 : 00/00/1969.",
  en: "Enter your date of birth, for example 01/05/1969. If the day or the month is unknown, type 00: 00/00/1969.",
}
const birthName: Text = {
  fr: "Indiquez votre nom de naissance, par exemple Durand.",
  en: "Enter your name at birth, for example Durand.",
}
const evidence: Text = {
  fr: "Complétez votre justificatif, par exemple le code reçu par courrier.",
  en: "Complete your proof of identity, for example the code sent by post.",
}

/** The fields about a person, their device, their consent and their household. */
export const personalFields = {
  birthName: {
    name: "birthName",
    label: { fr: "Nom de naissance", en: "Name at birth" },
    hint: birthName,
    attributes: {
      ...plain,
      type: "text",
      autocomplete: "family-name",
      inputmode: "text",
      maxlength: LONGEST_NAME,
      autocapitalize: "words",
    },
    errors: { empty: birthName, malformed: birthName },
  },
  birthDate: {
    name: "birthDate",
    label: { fr: "Date de naissance", en: "Date of birth" },
    hint: birthDate,
    attributes: { ...dateAttributes, autocomplete: "bday", required: true },
    errors: { empty: birthDate, malformed: birthDate },
  },
  evidence: {
    name: "evidence",
    label: { fr: "Code reçu par courrier", en: "Code received by post" },
    hint: {
      fr: "Facultatif. Il figure dans la lettre de votre Caf.",
      en: "Optional. It is in the letter of your Caf.",
    },
    attributes: optional,
    errors: { empty: null, malformed: evidence },
  },
  version: {
    name: "version",
    label: {
      fr: "J’ai lu et j’accepte les conditions générales d’utilisation",
      en: "I have read and accept the general terms of use",
    },
    hint: null,
    attributes: { type: "checkbox", required: true },
    errors: {
      empty: {
        fr: "Lisez les conditions générales d’utilisation, puis cochez la case.",
        en: "Read the general terms of use, then tick the box.",
      },
      malformed: null,
    },
  },
  rememberMe: {
    name: "rememberMe",
    label: { fr: "Se souvenir de moi", en: "Remember me" },
    hint: {
      fr: "Sur votre propre appareil seulement. Il retient votre numéro, jamais votre mot de passe.",
      en: "On your own device only. It remembers your number, never your password.",
    },
    attributes: { type: "checkbox" },
    errors: NONE,
  },
  label: {
    name: "label",
    label: { fr: "Nom de cet appareil", en: "Name of this device" },
    hint: {
      fr: "Facultatif, par exemple ordinateur du salon. Personne d’autre ne le verra.",
      en: "Optional, for example home computer. No one else will see it.",
    },
    attributes: { ...optional, maxlength: LONGEST_LABEL },
    errors: NONE,
  },
  fact: {
    name: "fact",
    label: { fr: "Date de la séparation", en: "Date of the separation" },
    hint: day,
    attributes: { ...dateAttributes, required: true },
    errors: dateErrors,
  },
  lastDay: {
    name: "lastDay",
    label: { fr: "Dernier jour de l’autorisation", en: "Last day of the authorisation" },
    hint: {
      fr: "Facultatif, par exemple 23/11/2026. Vous pouvez annuler à tout moment.",
      en: "Optional, for example 23/11/2026. You can cancel at any time.",
    },
    attributes: dateAttributes,
    errors: { empty: null, malformed: dateErrors.malformed },
  },
} as const satisfies Readonly<Record<string, FormField>>
