import { type Kind, longestUnder, type PasswordPolicy, type Personal } from "./policy.ts"
import type { Texts } from "./texts.ts"

const characters = (count: number): string => `${count} character${count === 1 ? "" : "s"}`

const kinds: Readonly<Record<Kind, string>> = {
  Digit: "a digit",
  Upper: "an upper-case letter",
  Lower: "a lower-case letter",
  Special: "a special character",
}

const personal: Readonly<Record<Personal, string>> = {
  Nir: "your social security number",
  BirthDate: "your date of birth",
  Names: "your name",
  ServiceName: "the name of the service",
}

const list = (items: ReadonlyArray<string>, last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`

const length = (policy: PasswordPolicy): string => {
  const maximum = longestUnder(policy)
  return policy.minimum === maximum ? characters(maximum) : `From ${policy.minimum} to ${characters(maximum)}`
}

const asked = ({ kinds: all, kindsNeeded }: PasswordPolicy): string => {
  const names = all.map((kind) => kinds[kind])
  if (kindsNeeded === 0) return ""
  return kindsNeeded < all.length
    ? `, with at least ${kindsNeeded} of these ${all.length} kinds: ${list(names, "and")}`
    : `, with at least ${list(names, "and")}`
}

const refused = ({ forbidden, forbiddenWhen, blockList }: PasswordPolicy): string => {
  const names = forbidden.map((item) => personal[item])
  const made = forbiddenWhen === "Whole" ? "It cannot be just" : "It must not contain"
  return [
    names.length > 0 ? ` ${made} ${list(names, "or")}.` : "",
    blockList ? " Passwords that are too common are refused." : "",
  ].join("")
}

export const en: Texts = {
  broken: {
    NotText: () => "Type your password, for example several words with hyphens between them.",
    NotWellFormed: () => "A character cannot be read, for example half an emoji. Type your password again.",
    TooShort: ({ minimum, actual }) =>
      `Add at least ${characters(minimum - actual)}, for example one more word: ${minimum} are needed in all.`,
    TooLong: ({ maximum, actual }) =>
      actual === null
        ? `This password is far too long. Choose one of at most ${characters(maximum)}, for example three words.`
        : `Remove at least ${characters(actual - maximum)}, for example a word: ${maximum} at most are allowed.`,
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
      "Do not use your social security number, not even in part. Choose another number, for example 7 or 42.",
    ContainsBirthDate: () =>
      "Do not use your date of birth: others know it. Choose another number, for example 7 or 42.",
    ContainsName: () => "Do not use your name: others know it. Choose other words, for example a thing and a colour.",
    ContainsServiceName: () =>
      "Do not use the name of the service, for example CAF: it is what people try first. Choose other words, for example a thing and a colour.",
    TooCommon: () =>
      "This password is too common: it is one of those people try first. Choose for example several unrelated words.",
    SameAsCurrent: () => "This is already your password. Choose a new one, for example with other words.",
    ConfirmationDiffers: () =>
      "The two entries differ. Type the same password in both fields, for example by showing it.",
  },
  help: (policy, example) =>
    `${length(policy)}${asked(policy)}.${refused(policy)}${
      example === null ? "" : ` Example of the format: “${example}”.`
    }`,
}
