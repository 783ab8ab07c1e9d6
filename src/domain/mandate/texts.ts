import type { Text } from "../language/language.ts"
import type { EndCause, Kind, Leaves, Power } from "./mandate.ts"
import type { MandataryProtected, MandataryUnknown, Refusal, SpaceOfMandataryClosed } from "./refusal.ts"

type RefusalCode = Exclude<
  (Refusal | MandataryProtected | MandataryUnknown | SpaceOfMandataryClosed)["_tag"],
  "MandateNotOver"
>

/** The text of each refusal for people: what is wrong, and what to do. */
export const mandateTexts: Readonly<Record<RefusalCode, Text>> = {
  MandateUnknown: {
    fr: "Il n’y a pas de mandat sous ce numéro pour cette personne. Vérifiez-le dans la liste de ses mandats.",
    en: "This person has no mandate with this number. Check it in the list of their mandates.",
  },
  MandateOver: {
    fr: "Ce mandat a pris fin. Pour une nouvelle décision de justice, enregistrez un nouveau mandat.",
    en: "This mandate has ended. For a new decision of the court, record a new mandate.",
  },
  AlreadyMandatary: {
    fr: "Cette personne a déjà un mandat en cours pour la personne protégée. Modifiez celui-là.",
    en: "This person already has a mandate in force for the protected person. Change that one.",
  },
  OwnMandatary: {
    fr: "La personne protégée et la personne qui agit pour elle sont la même. Vérifiez les deux numéros.",
    en: "The protected person and the person who acts for them are the same. Check both numbers.",
  },
  MandataryUnknown: {
    fr: "La personne chargée du mandat n’est pas connue. Vérifiez son numéro.",
    en: "The person in charge of the mandate is not known. Check their number.",
  },
  MandataryProtected: {
    fr: "Cette personne est elle-même protégée par une décision de justice. Elle ne peut pas agir pour une autre : vérifiez son numéro.",
    en: "This person is protected by a court decision themselves. They cannot act for another person: check their number.",
  },
  SpaceOfMandataryClosed: {
    fr: "L’espace personnel de la personne chargée du mandat est fermé. Vérifiez son numéro, ou rouvrez d’abord son espace.",
    en: "The personal space of the person in charge is closed. Check their number, or reopen their space first.",
  },
  NotOfAnOrganisation: {
    fr: "La décision nomme une personne, et non un organisme. Pour la remplacer, enregistrez un nouveau mandat avec la nouvelle décision.",
    en: "The decision names a person, not an organisation. To replace them, record a new mandate with the new decision.",
  },
  TooManyMandates: {
    fr: "Cette personne a déjà le plus grand nombre de mandats possible. Terminez d’abord ceux auxquels la justice a mis fin.",
    en: "This person already has the most mandates possible. First end those that a court has ended.",
  },
  MandateDaysRefused: {
    fr: "Un mandat commence au plus tard le jour même, et finit au plus tôt le jour même. Vérifiez ces dates sur la décision.",
    en: "A mandate starts today at the latest, and ends today at the earliest. Check these days in the decision.",
  },
  MandateTermsRefused: {
    fr: "Le mandat est incomplet ou se contredit. Indiquez le type de mesure et au moins un pouvoir. Si la personne garde seulement la consultation, donnez le pouvoir de déclarer.",
    en: "The mandate is incomplete or contradicts itself. Give the kind of measure and at least one power. If viewing only is left, give the power to declare.",
  },
}

/** The kinds of mandate, for people. */
export const kindTexts: Readonly<Record<Kind, Text>> = {
  Guardianship: { fr: "Tutelle", en: "Guardianship" },
  Curatorship: { fr: "Curatelle", en: "Curatorship" },
  FamilyAuthorisation: { fr: "Habilitation familiale", en: "Family authorisation" },
}

/** What a mandatary may do, for people. */
export const powerTexts: Readonly<Record<Power, Text>> = {
  View: { fr: "Voir les informations et le dossier de la personne", en: "See the person’s data and file" },
  Declare: { fr: "Faire les démarches au nom de la personne", en: "Complete procedures in the person’s name" },
}

/** What the protected person may still do alone, for people. */
export const leavesTexts: Readonly<Record<Leaves, Text>> = {
  Everything: { fr: "La personne peut aussi faire ses démarches.", en: "The person may also complete procedures." },
  Viewing: {
    fr: "La personne voit tout, et fait ses démarches avec l’aide de la personne chargée de sa protection.",
    en: "The person sees everything, and their mandatary completes procedures.",
  },
}

/** Why a mandate ended, for people. The compiler asks for the text of a new cause. */
export const mandateEndTexts: Readonly<Record<EndCause, Text>> = {
  Lifted: { fr: "La justice a mis fin à la mesure.", en: "The court ended the measure." },
  RevokedByCourt: { fr: "La justice a retiré le mandat.", en: "The court took the mandate away." },
  ReleasedByCourt: {
    fr: "La justice a déchargé la personne qui avait le mandat, à sa demande.",
    en: "The court released the person in charge, at their request.",
  },
  DeathOfProtected: { fr: "La personne protégée est décédée.", en: "The protected person died." },
  DeathOfMandatary: { fr: "La personne qui avait le mandat est décédée.", en: "The person in charge died." },
  RecordedByMistake: { fr: "Le mandat avait été enregistré par erreur.", en: "The mandate was recorded by mistake." },
  Replaced: {
    fr: "Une autre personne a été nommée à la place.",
    en: "Another person was named instead.",
  },
  AccountOfMandataryClosed: {
    fr: "L’espace personnel de la personne qui avait le mandat a été fermé.",
    en: "The personal space of the person in charge was closed.",
  },
  AccountsMerged: {
    fr: "Deux espaces de la même personne ont été réunis. Demandez à votre Caf d’enregistrer le mandat à nouveau.",
    en: "Two spaces of one person were merged. Ask your Caf to record the mandate again.",
  },
  PersonErased: {
    fr: "Les données d’une des deux personnes ont été effacées.",
    en: "The data of one of the two people were erased.",
  },
  Expired: { fr: "Le mandat a atteint sa date de fin.", en: "The last day of the mandate is over." },
}
