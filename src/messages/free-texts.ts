import type { FreeTextField } from "../application/contract/free-text.ts"
import type { Text } from "../domain/language/language.ts"
import type { PersonalDataKind } from "../domain/personal-data/personal-data.ts"

/** The name of each free text, at the start of a sentence. */
export const freeTextNames: Readonly<Record<FreeTextField, Text>> = {
  agent: { fr: "Le nom de l’agent", en: "The name of the agent" },
  commandId: { fr: "L’identifiant de la demande", en: "The id of the request" },
  reference: { fr: "La référence", en: "The reference" },
  organisation: { fr: "Le nom de l’organisme", en: "The name of the organisation" },
  file: { fr: "Le numéro de dossier", en: "The number of the file" },
}

/** The name of each kind of personal data, inside a sentence. */
export const personalDataNames: Readonly<Record<PersonalDataKind, Text>> = {
  SocialSecurityNumber: { fr: "un numéro de sécurité sociale", en: "a social security number" },
  EmailAddress: { fr: "une adresse e-mail", en: "an email address" },
  PhoneNumber: { fr: "un numéro de téléphone", en: "a phone number" },
}
