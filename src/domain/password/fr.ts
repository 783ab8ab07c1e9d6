import { type Kind, longestUnder, type PasswordPolicy, type PersonalData } from "./policy.ts"
import type { Texts } from "./texts.ts"

const characters = (count: number): string => `${count} caractère${count > 1 ? "s" : ""}`

const kinds: Readonly<Record<Kind, string>> = {
  Digit: "un chiffre",
  Upper: "une majuscule",
  Lower: "une minuscule",
  Special: "un caractère spécial",
}

const personalData: Readonly<Record<PersonalData, string>> = {
  Nir: "votre numéro de sécurité sociale",
  BirthDate: "votre date de naissance",
  Names: "votre nom ou votre prénom",
  Contact: "votre adresse e-mail ou votre mobile",
  ServiceName: "le nom du service",
  LegacyPassword: "8 chiffres à la suite",
}

const list = (items: ReadonlyArray<string>, last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`

const length = (policy: PasswordPolicy): string => {
  const maximum = longestUnder(policy)
  return policy.minimum === maximum ? characters(maximum) : `De ${policy.minimum} à ${characters(maximum)}`
}

const requiredKinds = ({ kinds: all, kindsNeeded }: PasswordPolicy): string => {
  const names = all.map((kind) => kinds[kind])
  if (kindsNeeded === 0) return "."
  return kindsNeeded < all.length
    ? `, dont au moins ${kindsNeeded} de ces ${all.length} sortes\u00a0: ${list(names, "et")}.`
    : `, dont au moins ${list(names, "et")}.`
}

const forbidden = ({ forbidden, forbiddenWhen }: PasswordPolicy): string => {
  const names = forbidden.map((data) => personalData[data])
  const [must, be] = forbiddenWhen === "Whole" ? ["Il ne peut", "être simplement"] : ["Il ne doit", "contenir"]
  if (names.length === 0) return ""
  return names.length === 1
    ? ` ${must} pas ${be} ${names[0]}.`
    : ` ${must} ${be} ${names.map((name) => `ni ${name}`).join(", ")}.`
}

const nothing = (): string => ""

export const fr: Texts = {
  broken: {
    NotText: () => "Saisissez votre mot de passe, par exemple plusieurs mots séparés par des tirets.",
    NotWellFormed: () =>
      "Un caractère est illisible, par exemple une moitié d’émoji. Saisissez à nouveau votre mot de passe.",
    TooShort: ({ minimum, actual }) =>
      `Ajoutez au moins ${characters(minimum - actual)}, par exemple un mot de plus\u00a0: il en faut ${minimum} en tout.`,
    TooLong: ({ maximum, actual }) =>
      actual === null
        ? `Ce mot de passe est beaucoup trop long. Choisissez-en un de ${characters(maximum)} au plus, par exemple trois mots.`
        : `Retirez au moins ${characters(actual - maximum)}, par exemple un mot\u00a0: il en faut ${maximum} au plus.`,
    NoDigit: () => "Ajoutez au moins un chiffre, par exemple 7.",
    NoUpper: () => "Ajoutez au moins une lettre majuscule, par exemple B.",
    NoLower: () => "Ajoutez au moins une lettre minuscule, par exemple t.",
    NoSpecial: () => "Ajoutez au moins un caractère spécial, par exemple un tiret.",
    TooFewKinds: ({ minimum, kinds: all }) =>
      `Mêlez au moins ${minimum} de ces sortes de caractères\u00a0: ${list(
        all.map((kind) => kinds[kind]),
        "et",
      )}, par exemple B, t et 7.`,
    ContainsNir: () =>
      "N’utilisez pas votre numéro de sécurité sociale, même en partie. Choisissez un autre nombre, par exemple 7 ou 42.",
    ContainsBirthDate: () =>
      "N’utilisez pas votre date de naissance\u00a0: d’autres la connaissent. Choisissez un autre nombre, par exemple 7 ou 42.",
    ContainsName: () =>
      "N’utilisez ni votre nom ni votre prénom\u00a0: d’autres les connaissent. Choisissez d’autres mots, par exemple un objet et une couleur.",
    ContainsContact: () =>
      "N’utilisez ni votre adresse e-mail ni votre numéro de mobile\u00a0: d’autres les connaissent. Choisissez d’autres mots, par exemple un objet et une couleur.",
    ContainsServiceName: () =>
      "N’utilisez pas le nom du service, par exemple CAF\u00a0: c’est ce que l’on essaie en premier. Choisissez d’autres mots, par exemple un objet et une couleur.",
    ContainsLegacyPassword: () =>
      "N’utilisez pas 8 chiffres à la suite, comme dans un ancien mot de passe\u00a0: d’autres peuvent le connaître. Choisissez un nombre plus court, par exemple 7 ou 42.",
    TooCommon: () =>
      "Ce mot de passe est trop courant\u00a0: c’est l’un de ceux que l’on essaie en premier. Choisissez par exemple plusieurs mots sans lien entre eux.",
    SameAsCurrent: () => "C’est déjà votre mot de passe. Choisissez-en un nouveau, par exemple avec d’autres mots.",
    ConfirmationDiffers: () =>
      "Les deux saisies sont différentes. Saisissez le même mot de passe dans les deux champs, par exemple en l’affichant.",
  },
  help: {
    readable: nothing,
    length,
    kinds: requiredKinds,
    personalData: forbidden,
    tooCommon: ({ blockList }) => (blockList ? " Les mots de passe trop courants sont refusés." : ""),
    sameAsCurrent: nothing,
    confirmation: nothing,
  },
  example: "plusieurs mots sans lien entre eux, séparés par des tirets",
  introduceExample: (example) => ` Exemple de format\u00a0: ${example}.`,
}
