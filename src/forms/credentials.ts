import type { Text } from "../domain/language/language.ts"
import { currentAttributes, identifierAttributes, UNITS } from "./attributes.ts"
import type { FieldAttributes, FormField } from "./field.ts"

/** The attributes and the help text of the leaflet's password policy, which is the default. */
export const leaflet = {
  attributes: {
    type: "password",
    autocomplete: "new-password",
    minlength: 8,
    maxlength: 24 * UNITS,
    passwordrules: "minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;",
  },
  help: {
    fr: "De 8 à 24 caractères, dont au moins un chiffre, une majuscule et une minuscule. Exemple de format : plusieurs mots sans lien entre eux, séparés par des tirets.",
    en: "From 8 to 24 characters, with at least a digit, an upper-case letter and a lower-case letter. Example of the format: several unrelated words with hyphens between them.",
  },
} as const

const nirFormat: Text = {
  fr: "13 chiffres, par exemple 2 69 05 49 588 157. Pour une naissance en Corse, 2A ou 2B remplace deux chiffres.",
  en: "13 digits, for example 2 69 05 49 588 157. For a birth in Corsica, 2A or 2B replaces two digits.",
}

const again: Text = {
  fr: "Saisissez le même mot de passe une deuxième fois.",
  en: "Type the same password a second time.",
}

/** The fields of an identifier, which have an example of a provisional one. */
export const identifierFields = (provisionalExample: string) =>
  ({
    identifier: {
      name: "identifier",
      label: { fr: "Numéro de sécurité sociale", en: "Social security number" },
      hint: nirFormat,
      attributes: identifierAttributes,
      errors: {
        empty: {
          fr: `Saisissez votre numéro de sécurité sociale : ${nirFormat.fr}`,
          en: `Type your social security number: ${nirFormat.en}`,
        },
        malformed: {
          fr: `Ce numéro n’est pas valable. Comparez-le avec celui de votre carte Vitale : ${nirFormat.fr}`,
          en: `This number is not valid. Compare it with the number on your carte Vitale: ${nirFormat.en}`,
        },
      },
    },
    provisionalIdentifier: {
      name: "identifier",
      label: { fr: "Identifiant provisoire", en: "Provisional identifier" },
      hint: {
        fr: `Par exemple ${provisionalExample}. Vous n’en avez pas ? Demandez-le à votre Caf.`,
        en: `For example ${provisionalExample}. You have none? Ask your Caf for it.`,
      },
      attributes: identifierAttributes,
      errors: {
        empty: {
          fr: `Saisissez votre identifiant provisoire, par exemple ${provisionalExample}.`,
          en: `Type your provisional identifier, for example ${provisionalExample}.`,
        },
        malformed: {
          fr: `Cet identifiant provisoire n’est pas complet ou comporte une erreur. Comparez-le avec celui que vous avez reçu, par exemple ${provisionalExample}.`,
          en: `This provisional identifier is incomplete or has an error. Compare it with the one that you received, for example ${provisionalExample}.`,
        },
      },
    },
  }) as const satisfies Readonly<Record<string, FormField>>

/** The fields of a password, under the policy that these attributes and this help text state. */
export const passwordFields = (policy: FieldAttributes, help: Text) => {
  const { maxlength = 0, minlength = 0, passwordrules = "" } = policy
  const longest = maxlength / UNITS
  const attributes: FieldAttributes = { ...currentAttributes, autocomplete: "new-password", maxlength }
  return {
    password: {
      name: "password",
      label: { fr: "Mot de passe", en: "Password" },
      hint: {
        fr: `De ${minlength} à ${longest} caractères. Saisissez vos 8 chiffres si vous les avez encore.`,
        en: `From ${minlength} to ${longest} characters. Type your 8 digits if you still have them.`,
      },
      attributes: currentAttributes,
      errors: { empty: { fr: "Saisissez votre mot de passe.", en: "Type your password." }, malformed: null },
    },
    current: {
      name: "current",
      label: { fr: "Mot de passe actuel", en: "Current password" },
      hint: null,
      attributes: currentAttributes,
      errors: {
        empty: { fr: "Saisissez votre mot de passe actuel.", en: "Type your current password." },
        malformed: null,
      },
    },
    newPassword: {
      name: "password",
      label: { fr: "Nouveau mot de passe", en: "New password" },
      hint: help,
      attributes: { ...attributes, minlength, passwordrules },
      errors: {
        empty: { fr: `Choisissez un mot de passe. ${help.fr}`, en: `Choose a password. ${help.en}` },
        malformed: null,
      },
    },
    confirmation: {
      name: "confirmation",
      label: { fr: "Confirmez votre mot de passe", en: "Confirm your password" },
      hint: again,
      attributes: attributes,
      errors: {
        empty: again,
        malformed: {
          fr: "Les deux saisies sont différentes. Saisissez le même mot de passe dans les deux champs, par exemple en l’affichant.",
          en: "The two passwords are different. Type the same password in both fields, for example after showing it.",
        },
      },
    },
  } as const satisfies Readonly<Record<string, FormField>>
}
