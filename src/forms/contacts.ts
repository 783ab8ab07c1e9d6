import { contactAttributes, LONGEST_CODE, LONGEST_CONTACT, optional, plain } from "./attributes.ts"
import type { FormField } from "./field.ts"

const contactErrors = {
  empty: {
    fr: "Indiquez une adresse e-mail (exemple : camille@example.org) ou un numéro de mobile (exemple : 06 39 98 12 34) pour recevoir votre code.",
    en: "Give an email address (for example camille@example.org) or a mobile number (for example 06 39 98 12 34) to receive your code.",
  },
  malformed: {
    fr: "Nous ne reconnaissons ni une adresse e-mail (exemple : camille@example.org) ni un numéro de mobile (exemple : 06 39 98 12 34).",
    en: "We recognise neither an email address (for example camille@example.org) nor a mobile number (for example 06 39 98 12 34).",
  },
}
/** The fields of a contact. */
export const contactFields = {
  contact: {
    name: "contact",
    label: { fr: "Adresse e-mail ou numéro de mobile", en: "Email address or mobile number" },
    hint: {
      fr: "Par exemple camille@example.org ou 06 39 98 12 34. Pour l’outre-mer et l’étranger, commencez par l’indicatif : +262 692 12 34 56.",
      en: "For example camille@example.org or 06 39 98 12 34. For overseas and abroad, begin with the country code: +262 692 12 34 56.",
    },
    attributes: contactAttributes,
    errors: contactErrors,
  },
  email: {
    name: "contact",
    label: { fr: "Adresse e-mail", en: "Email address" },
    hint: { fr: "Par exemple camille@example.org.", en: "For example camille@example.org." },
    attributes: { ...contactAttributes, type: "email" },
    errors: contactErrors,
  },
  mobile: {
    name: "contact",
    label: { fr: "Numéro de mobile", en: "Mobile number" },
    hint: {
      fr: "Par exemple 06 39 98 12 34, ou +262 692 12 34 56 pour l’outre-mer et l’étranger.",
      en: "For example 06 39 98 12 34, or +262 692 12 34 56 for overseas and abroad.",
    },
    attributes: { ...contactAttributes, type: "tel", autocomplete: "tel", inputmode: "tel" },
    errors: contactErrors,
  },
  contacts: {
    name: "contacts",
    label: { fr: "Coordonnées qu’une autre personne peut lire", en: "Contact details that another person can read" },
    hint: {
      fr: "Facultatif, par exemple camille@example.org. Nous n’y écrirons plus.",
      en: "Optional, for example camille@example.org. We will no longer write to it.",
    },
    attributes: { ...optional, inputmode: "email", maxlength: LONGEST_CONTACT },
    errors: { empty: null, malformed: contactErrors.malformed },
  },
} as const satisfies Readonly<Record<string, FormField>>

/** The field of a code of this length. */
export const codeField = (length: number): FormField => ({
  name: "code",
  label: { fr: "Code reçu", en: "Code received" },
  hint: { fr: `Les ${length} chiffres du dernier message.`, en: `The ${length} digits of the latest message.` },
  attributes: { ...plain, type: "text", autocomplete: "one-time-code", inputmode: "numeric", maxlength: LONGEST_CODE },
  errors: {
    empty: { fr: "Saisissez le code que vous avez reçu.", en: "Type the code that you received." },
    malformed: {
      fr: `Un code comporte ${length} chiffres, par exemple ${"0123456789".slice(0, length)}. Recopiez celui que vous avez reçu.`,
      en: `A code has ${length} digits, for example ${"0123456789".slice(0, length)}. Copy the code that you received.`,
    },
  },
})
