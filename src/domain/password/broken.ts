import type { Kind } from "./policy.ts"

/**
 * The rules a candidate may break, in reading order, each with its own figures; never a piece of the password.
 *
 * `actual` counts code points of the NFC form. It is `null` for a text so long that it was refused unread.
 */
interface Figures {
  NotText: unknown
  NotWellFormed: unknown
  TooShort: { readonly minimum: number; readonly actual: number }
  TooLong: { readonly maximum: number; readonly actual: number | null }
  NoDigit: unknown
  NoUpper: unknown
  NoLower: unknown
  NoSpecial: unknown
  TooFewKinds: { readonly minimum: number; readonly actual: number; readonly kinds: ReadonlyArray<Kind> }
  ContainsNir: unknown
  ContainsBirthDate: unknown
  ContainsName: unknown
  ContainsServiceName: unknown
  TooCommon: unknown
  SameAsCurrent: unknown
  ConfirmationDiffers: unknown
}

/** The stable code of a rule. */
export type Code = keyof Figures

/** A rule that a candidate breaks; `Broken<"TooShort">` is that one rule. */
export type Broken<C extends Code = Code> = { [K in C]: { readonly code: K } & Figures[K] }[C]

/** The codes in reading order: a refusal lists its broken rules in this order. */
export const codes = [
  "NotText",
  "NotWellFormed",
  "TooShort",
  "TooLong",
  "NoDigit",
  "NoUpper",
  "NoLower",
  "NoSpecial",
  "TooFewKinds",
  "ContainsNir",
  "ContainsBirthDate",
  "ContainsName",
  "ContainsServiceName",
  "TooCommon",
  "SameAsCurrent",
  "ConfirmationDiffers",
] as const satisfies ReadonlyArray<Code>
