import type { Kind } from "./policy.ts"

/**
 * A rule that a candidate breaks: a stable code and the rule's own figures, never a piece of the password.
 *
 * `actual` counts code points of the NFC form. It is `null` for a text so long that it was refused unread.
 */
export type Broken =
  | { readonly code: "NotText" }
  | { readonly code: "NotWellFormed" }
  | { readonly code: "TooShort"; readonly minimum: number; readonly actual: number }
  | { readonly code: "TooLong"; readonly maximum: number; readonly actual: number | null }
  | { readonly code: "NoDigit" }
  | { readonly code: "NoUpper" }
  | { readonly code: "NoLower" }
  | { readonly code: "NoSpecial" }
  | {
      readonly code: "TooFewKinds"
      readonly minimum: number
      readonly actual: number
      readonly kinds: ReadonlyArray<Kind>
    }
  | { readonly code: "ContainsNir" }
  | { readonly code: "ContainsBirthDate" }
  | { readonly code: "ContainsName" }
  | { readonly code: "ContainsServiceName" }
  | { readonly code: "TooCommon" }
  | { readonly code: "SameAsCurrent" }
  | { readonly code: "ConfirmationDiffers" }

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
] as const satisfies ReadonlyArray<Broken["code"]>
