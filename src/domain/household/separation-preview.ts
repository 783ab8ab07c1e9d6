/**
 * SeparationPreview: who learns what of a separation, and when, and what ends with it. A person reads it before they
 * declare one: a partner who is violent must not learn of it by surprise.
 */
import type { Text } from "../language/language.ts"

/**
 * - `Learns`: a person learns of the declaration, or does not.
 * - `Ends`: something ends with the couple.
 * - `Before`: what to do before the declaration.
 */
export type PreviewKind = "Learns" | "Ends" | "Before"

/** One point of the preview, with its text for people. */
export interface PreviewPoint {
  readonly code: PreviewCode
  readonly kind: PreviewKind
  /** Who learns it. `null` for a point of another kind. */
  readonly who: "Self" | "Partner" | "Fund" | "OtherMembers" | null
  readonly when: "AtOnce" | "Never" | null
  readonly texts: Text
}

type Row = Omit<PreviewPoint, "code">

const learns = (who: NonNullable<Row["who"]>, when: NonNullable<Row["when"]>, fr: string, en: string): Row => ({
  kind: "Learns",
  who,
  when,
  texts: { fr, en },
})

const other = (kind: "Ends" | "Before", fr: string, en: string): Row => ({
  kind,
  who: null,
  when: null,
  texts: { fr, en },
})

const rows = {
  PartnerIsNotified: learns(
    "Partner",
    "AtOnce",
    "L’autre membre du couple reçoit tout de suite un message à ses propres coordonnées, s’il y en a. Son espace personnel montre aussi la séparation.",
    "Your partner receives a message at once at their own contact details, if there are any. Their personal space shows the separation too.",
  ),
  MessageIsNeutral: learns(
    "Partner",
    "Never",
    "Ce message ne dit ni qui a déclaré la séparation, ni votre adresse, ni vos coordonnées.",
    "This message says neither who declared the separation, nor your address, nor your contact details.",
  ),
  YouAreNotified: learns(
    "Self",
    "AtOnce",
    "Vous recevez tout de suite le même message à vos coordonnées de contact. Une personne qui lit votre messagerie ou votre téléphone peut le voir.",
    "You receive the same message at once at your contact details. A person who reads your mailbox or your phone can see it.",
  ),
  OnlyPrivateContacts: learns(
    "Self",
    "AtOnce",
    "Le mode confidentiel est activé : vous recevez le message seulement aux coordonnées que personne d’autre ne lit. Les autres ne reçoivent rien.",
    "The confidential mode is on: you receive the message only at the contact details that no one else reads. The others receive nothing.",
  ),
  FundSeesIt: learns(
    "Fund",
    "AtOnce",
    "Votre Caf voit tout de suite la déclaration.",
    "Your Caf sees the declaration at once.",
  ),
  OthersAreNotNotified: learns(
    "OtherMembers",
    "Never",
    "Les enfants et les autres personnes du dossier ne reçoivent aucun message.",
    "The children and the other members of the file receive no message.",
  ),
  DelegationEnds: other(
    "Ends",
    "L’autorisation de gestion prend fin tout de suite.",
    "The management authorisation ends at once.",
  ),
  SharedAccessEnds: other(
    "Ends",
    "Un mot de passe à 8 chiffres de ce dossier ne fonctionne plus, et des coordonnées que vous avez en commun ne permettent plus de retrouver un compte.",
    "An 8-digit password of this file no longer works, and contact details that you both have no longer recover an account.",
  ),
  NoUndoing: other(
    "Ends",
    "Vous ne pouvez pas annuler une déclaration de séparation.",
    "You cannot undo a declaration of separation.",
  ),
  SetConfidentialMode: other(
    "Before",
    "Une autre personne lit vos messages ? Activez le mode confidentiel avant de déclarer la séparation, et indiquez des coordonnées que personne d’autre ne lit.",
    "Does another person read your messages? Set the confidential mode before you declare the separation, and give contact details that no one else reads.",
  ),
  CallForHelp: other(
    "Before",
    "Vous vivez des violences ou vous avez peur ? Le 3919 vous écoute, gratuitement et anonymement, 24 heures sur 24. En cas de danger, appelez le 17 ou envoyez un SMS au 114.",
    "Do you live with violence, or are you afraid? Call 3919, free and anonymous, 24 hours a day. In danger, call 17 or send an SMS to 114.",
  ),
} as const satisfies Readonly<Record<string, Row>>

export type PreviewCode = keyof typeof rows

// Each row keeps its code, which the compiler cannot see through `Object.entries`.
const mapTexts = (all: typeof rows) =>
  Object.fromEntries(Object.entries(all).map(([code, { texts }]) => [code, texts])) as Record<PreviewCode, Text>

const point = (code: PreviewCode): PreviewPoint => ({ code, ...rows[code] })

/** The points of the preview, in the order in which they matter. */
export const separationPreview = ({
  hasDelegation,
  isConfidential,
}: {
  readonly hasDelegation: boolean
  readonly isConfidential: boolean
}): ReadonlyArray<PreviewPoint> => [
  ...(isConfidential ? [] : [point("SetConfidentialMode")]),
  point("CallForHelp"),
  point("PartnerIsNotified"),
  point("MessageIsNeutral"),
  point(isConfidential ? "OnlyPrivateContacts" : "YouAreNotified"),
  point("FundSeesIt"),
  point("OthersAreNotNotified"),
  ...(hasDelegation ? [point("DelegationEnds")] : []),
  point("SharedAccessEnds"),
  point("NoUndoing"),
]

/** The texts of all points, for those who translate or illustrate them. */
export const previewTexts: Readonly<Record<PreviewCode, Text>> = mapTexts(rows)
