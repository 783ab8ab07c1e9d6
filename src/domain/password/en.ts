import { type Kind, longestUnder, type PasswordPolicy, type PersonalData } from "./policy.ts"
import type { Texts } from "./texts.ts"

const characters = (count: number): string => `${count} character${count === 1 ? "" : "s"}`

const kinds: Readonly<Record<Kind, string>> = {
  Digit: "a digit",
  Upper: "an upper-case letter",
  Lower: "a lower-case letter",
  Special: "a special character",
}

const personalData: Readonly<Record<PersonalData, string>> = {
  Nir: "your social security number",
  BirthDate: "your date of birth",
  Names: "your name",
  Contact: "your email address or mobile number",
  ServiceName: "the name of the service",
  LegacyPassword: "8 digits in a row",
}

const list = (items: ReadonlyArray<string>, last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`

const length = (policy: PasswordPolicy): string => {
  const maximum = longestUnder(policy)
  return policy.minimum === maximum ? characters(maximum) : `From ${policy.minimum} to ${characters(maximum)}`
}

const requiredKinds = ({ kinds: all, kindsNeeded }: PasswordPolicy): string => {
  const names = all.map((kind) => kinds[kind])
  if (kindsNeeded === 0) return "."
  return kindsNeeded < all.length
    ? `, with at least ${kindsNeeded} of these ${all.length} kinds: ${list(names, "and")}.`
    : `, with at least ${list(names, "and")}.`
}

const forbidden = ({ forbidden, forbiddenWhen }: PasswordPolicy): string => {
  const names = forbidden.map((data) => personalData[data])
  const must = forbiddenWhen === "Whole" ? "It must not consist only of" : "It must not contain"
  return names.length === 0 ? "" : ` ${must} ${list(names, "or")}.`
}

const nothing = (): string => ""

export const en: Texts = {
  broken: {
    NotText: () => "Type your password, for example several words with hyphens between them.",
    NotWellFormed: () => "A character cannot be read, for example half an emoji. Type your password again.",
    TooShort: ({ minimum, actual }) =>
      `Add at least ${characters(minimum - actual)}, for example another word. The minimum is ${minimum}.`,
    TooLong: ({ maximum, actual }) =>
      actual === null
        ? `This password is far too long. Choose one of at most ${characters(maximum)}, for example three words.`
        : `Remove at least ${characters(actual - maximum)}, for example a word. The maximum is ${maximum}.`,
    NoDigit: () => "Add at least one digit, for example 7.",
    NoUpper: () => "Add at least one upper-case letter, for example B.",
    NoLower: () => "Add at least one lower-case letter, for example t.",
    NoSpecial: () => "Add at least one special character, for example a hyphen.",
    TooFewKinds: ({ minimum, kinds: all }) =>
      `Mix at least ${minimum} of these kinds of characters: ${list(
        all.map((kind) => kinds[kind]),
        "and",
      )}, for example B, t and 7.`,
    ContainsNir: () =>
      "Do not use your social security number or a part of it. Choose another number, for example 7 or 42.",
    ContainsBirthDate: () =>
      "Do not use your date of birth: other people know it. Choose another number, for example 7 or 42.",
    ContainsName: () =>
      "Do not use your name: other people know it. Choose other words, for example an object and a colour.",
    ContainsContact: () =>
      "Do not use your email address or your mobile number: other people know them. Choose other words, for example an object and a colour.",
    ContainsServiceName: () =>
      "Do not use the name of the service, for example CAF: attackers try it first. Choose other words, for example an object and a colour.",
    ContainsLegacyPassword: () =>
      "Do not use 8 digits in a row, as in an old password: others may know it. Choose a shorter number, for example 7 or 42.",
    TooCommon: () =>
      "This password is too common: attackers try it first. Choose another one, for example several unrelated words.",
    SameAsCurrent: () => "This is already your password. Choose a new one, for example with other words.",
    ConfirmationDiffers: () =>
      "The two passwords are different. Type the same password in both fields, for example after showing it.",
  },
  help: {
    readable: nothing,
    length,
    kinds: requiredKinds,
    personalData: forbidden,
    tooCommon: ({ blockList }) => (blockList ? " Common passwords are refused." : ""),
    sameAsCurrent: nothing,
    confirmation: nothing,
  },
  example: "several unrelated words with hyphens between them",
  introduceExample: (example) => ` Example of the format: ${example}.`,
}
