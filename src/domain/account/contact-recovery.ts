/**
 * ContactRecovery: whether the present contact of an account recovers it, for its owner. A person whose contact is
 * barred reads so before they need it, and reads what to do.
 */
import type { Text } from "../language/language.ts"
import { type BarReason, barReasonOf } from "./bar.ts"
import { type Contacts, recoveryContacts, withheldIndexes } from "./contacts.ts"

/**
 * - `Recovers`: it receives the code of a recovery.
 * - `TooNew`: it does so from the time in `from`, in milliseconds since the epoch; until then the former contact does.
 * - `TooNewAlone`: the same, and until then no contact does, as the former one is barred or withheld.
 * - `AccessRestored`, `Compromise`, `OthersRead`: it is barred until it is proved again (`BarReason`).
 * - `Withheld`: the confidential mode is on, and another person may read it.
 *
 * `since`: since when, in milliseconds since the epoch; `null` where it is not known.
 */
export type ContactRecovery =
  | { readonly _tag: "Recovers" }
  | { readonly _tag: "TooNew" | "TooNewAlone"; readonly from: number }
  | { readonly _tag: BarReason | "Withheld"; readonly since: number | null }

export const contactRecovery = (contacts: Contacts, at: number): ContactRecovery => {
  if (withheldIndexes(contacts).includes(contacts.present.index)) return { _tag: "Withheld", since: null }
  const reason = barReasonOf(contacts)
  if (reason !== null) return { _tag: reason, since: contacts.barredAt ?? null }
  if (at >= contacts.recoversFrom) return { _tag: "Recovers" }
  return { _tag: recoveryContacts(contacts, at).length > 0 ? "TooNew" : "TooNewAlone", from: contacts.recoversFrom }
}

/** What it means for the person, and what to do. */
export const contactRecoveryTexts: Readonly<Record<ContactRecovery["_tag"], Text>> = {
  Recovers: {
    fr: "Vous pourrez retrouver votre compte avec ces coordonnées si vous oubliez votre mot de passe.",
    en: "You can recover your account with these contact details if you forget your password.",
  },
  TooNew: {
    fr: "Ces coordonnées sont nouvelles : elles ne permettent pas encore de retrouver votre compte. Vos anciennes coordonnées le permettent encore.",
    en: "These contact details are new: they do not recover your account yet. Your previous ones still do.",
  },
  TooNewAlone: {
    fr: "Ces coordonnées sont nouvelles : elles ne permettront de retrouver votre compte qu’après un délai. D’ici là, si vous oubliez votre mot de passe, adressez-vous à votre Caf.",
    en: "These contact details are new: they will recover your account after a delay. Until then, if you forget your password, contact your Caf.",
  },
  AccessRestored: {
    fr: "Ces coordonnées ne permettent plus de retrouver votre compte, car un agent en a enregistré d’autres. Pour les utiliser à nouveau, indiquez-les et confirmez-les avec le code reçu.",
    en: "These contact details no longer recover your account, because an agent recorded other ones. To use them again, give them and confirm them with the code that you receive.",
  },
  Compromise: {
    fr: "Ces coordonnées ne permettent plus de retrouver votre compte, car une autre personne les a peut-être données. Ce sont les vôtres ? Indiquez-les de nouveau et confirmez-les avec le code reçu.",
    en: "These contact details no longer recover your account, because another person may have given them. If they are yours, give them again and confirm them with the code that you receive.",
  },
  OthersRead: {
    fr: "Ces coordonnées ne permettent plus de retrouver votre compte, car une autre personne les utilise ou les a utilisées. Personne d’autre ne les lit ? Indiquez-les de nouveau et confirmez-les avec le code reçu. Sinon, indiquez-en d’autres.",
    en: "These contact details no longer recover your account, because another person uses or used them. If only you read them, give them again and confirm them with the code that you receive. If not, give other ones.",
  },
  Withheld: {
    fr: "Le mode confidentiel est activé : ces coordonnées ne reçoivent rien et ne permettent pas de retrouver votre compte. Indiquez une adresse e-mail ou un mobile que personne d’autre ne peut lire.",
    en: "The confidential mode is on: these contact details receive nothing and do not recover your account. Give an email address or a mobile number that no one else can read.",
  },
}
