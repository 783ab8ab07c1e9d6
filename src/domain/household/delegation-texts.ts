import { type Text, textIn } from "../language/language.ts"
import { endCauseTexts } from "./texts.ts"

type Cause = keyof typeof endCauseTexts

/** Whether the person who asks gave the delegation or received it. */
export type DelegationParty = "Gave" | "Received"

type Effective = "Pending" | "Unconfirmed" | "Live"

const NONE: Text = {
  fr: "Aucune autorisation de gestion n’a été donnée.",
  en: "No management authorisation was given.",
}

const OVER: Text = { fr: "L’autorisation de gestion a pris fin.", en: "The management authorisation has ended." }

/** The texts of a delegation that is not over, for each of its two persons. */
export const delegationStateTexts: Readonly<Record<DelegationParty, Readonly<Record<Effective, Text>>>> = {
  Gave: {
    Pending: {
      fr: "Vous avez donné l’autorisation de gestion. Elle prendra effet quand vos deux espaces personnels seront activés. Vous pouvez l’annuler à tout moment.",
      en: "You gave the management authorisation. It takes effect once both personal spaces are active. You can cancel it at any time.",
    },
    Unconfirmed: {
      fr: "Vous avez donné l’autorisation de gestion avant l’ouverture de l’espace de l’autre membre du couple. Si cet espace est bien le sien, donnez-la de nouveau pour la confirmer. Sinon, annulez-la.",
      en: "You gave the management authorisation before the space of the other member of the couple was opened. If that space is theirs, give it again to confirm it. If not, cancel it.",
    },
    Live: {
      fr: "L’autorisation de gestion que vous avez donnée est en cours. Vous pouvez l’annuler à tout moment.",
      en: "The management authorisation that you gave is in force. You can cancel it at any time.",
    },
  },
  Received: {
    Pending: {
      fr: "L’autorisation de gestion vous a été donnée. Elle prendra effet quand vos deux espaces personnels seront activés.",
      en: "The management authorisation was given to you. It takes effect once both personal spaces are active.",
    },
    Unconfirmed: {
      fr: "L’autorisation de gestion vous a été donnée avant l’ouverture de votre espace. Demandez à l’allocataire de la confirmer depuis son espace personnel.",
      en: "The management authorisation was given to you before your space was opened. Ask the holder to confirm it from their personal space.",
    },
    Live: {
      fr: "Vous pouvez gérer le dossier avec l’autorisation de l’allocataire. Vous pouvez y renoncer à tout moment.",
      en: "You can manage the file with the authorisation of the holder. You can renounce it at any time.",
    },
  },
}

/** The state of a delegation, for one of its two persons: what it is, why it ended, and what they can do. */
export const delegationTexts = (
  status: "None" | "Over" | Effective,
  party: DelegationParty | null,
  cause: Cause | null,
): Text => {
  if (status === "None" || party === null) return NONE
  if (status !== "Over") return delegationStateTexts[party][status]
  return cause === null ? OVER : textIn((language) => `${OVER[language]} ${endCauseTexts[cause][language]}`)
}
