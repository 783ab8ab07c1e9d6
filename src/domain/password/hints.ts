import { type Text, textIn } from "../language/language.ts"
import { allowsWords } from "./example.ts"
import { longestSpelling } from "./password.ts"
import { type Kind, longestUnder, type PasswordPolicy } from "./policy.ts"
import { mustForbidEightDigits } from "./rules/personal-data.ts"
import type { RuleName } from "./rules.ts"
import { exampleIn, helpFor } from "./texts.ts"

/** Attributes of an `<input>` for a new password, ready to be spread. */
export interface InputAttributes {
  readonly type: "password"
  readonly autocomplete: "new-password"
  readonly minlength: number
  readonly maxlength: number
  readonly passwordrules: string
  readonly pattern?: string
}

/** What a form can show of a policy before anything is typed. */
export interface Hints {
  readonly attributes: InputAttributes
  /** What the policy requires. Connect it to the field with `aria-describedby` (RGAA 11.10). */
  readonly help: Text
  /** An example of the format, in words; `null` if the policy has no room for words. It is never a usable password. */
  readonly example: Text | null
}

const generated: Readonly<Record<Kind, string>> = { Lower: "lower", Upper: "upper", Digit: "digit", Special: "special" }
const generationOrder: ReadonlyArray<Kind> = ["Lower", "Upper", "Digit", "Special"]

/**
 * For password generators (Apple's `passwordrules`, which other generators read too). It requires every kind, even if
 * the policy is satisfied with some of them.
 */
const passwordRules = (policy: PasswordPolicy): string => {
  const required = generationOrder.filter((kind) => policy.kindsNeeded > 0 && policy.kinds.includes(kind))
  const kinds =
    required.length > 0 ? required.map((kind) => `required: ${generated[kind]};`) : ["allowed: ascii-printable;"]
  return [`minlength: ${policy.minimum};`, `maxlength: ${longestUnder(policy)};`, ...kinds].join(" ")
}

const inPattern: Readonly<Record<Kind, string>> = {
  Digit: "[0-9]",
  Upper: "\\p{Lu}",
  Lower: "\\p{Ll}",
  Special: "[\\p{P}\\p{S}\\p{Zs}]",
}

/** Every choice of `count` items. */
const choices = <A>(items: ReadonlyArray<A>, count: number): ReadonlyArray<ReadonlyArray<A>> => {
  const [first, ...others] = items
  if (count === 0) return [[]]
  if (first === undefined) return []
  return [...choices(others, count - 1).map((chosen) => [first, ...chosen]), ...choices(others, count)]
}

const kindsPattern = (policy: PasswordPolicy): string => {
  const lookaheads = choices(policy.kinds, policy.kindsNeeded).map((kinds) =>
    kinds.map((kind) => `(?=[\\s\\S]*${inPattern[kind]})`).join(""),
  )
  return lookaheads.length > 1 ? `(?:${lookaheads.join("|")})` : lookaheads.join("")
}

const nothing = () => ""

/**
 * For each rule, the part of the `pattern` that states it: empty if the rule needs none, `null` if no pattern can state
 * it. The parts are joined in this order: lookaheads first, then one character and how often it occurs.
 */
const patternParts: { readonly [Name in RuleName]: (policy: PasswordPolicy) => string | null } = {
  kinds: kindsPattern,
  personalData: (policy) => (policy.forbidden.length > 0 ? null : mustForbidEightDigits(policy) ? "(?![0-9]{8}$)" : ""),
  tooCommon: ({ blockList }) => (blockList ? null : ""),
  // Only the server knows the current password, and the other field has the confirmation.
  sameAsCurrent: nothing,
  confirmation: nothing,
  readable: () => "\\P{Cs}",
  length: (policy) => `{${policy.minimum},${longestUnder(policy)}}`,
}

const patternFor = (policy: PasswordPolicy): string | null => {
  const parts = Object.values(patternParts).map((part) => part(policy))
  return parts.includes(null) ? null : parts.join("")
}

/**
 * What a form can show of a policy before anything is sent. The server still decides.
 *
 * HTML counts UTF-16 units, a policy counts code points after NFC:
 * - `minlength` is the minimum of the policy. Four emoji satisfy it, but not the policy.
 * - `maxlength` is eight times the maximum. Browsers truncate pasted text at `maxlength` silently, so the person would
 *   not know the password. At this length a truncated text is still too long and is refused.
 * - `pattern` is absent if it cannot express the whole policy (a block list, personal data). It is exact for text in NFC,
 *   as keyboards produce it. It may reject pasted text in another form, although the policy accepts it.
 *
 * ```ts
 * import { hints, presets } from "mon-compte/password"
 * hints(presets.leaflet).attributes.passwordrules // => "minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;"
 * hints(presets.leaflet).attributes.maxlength // => 192
 * hints(presets.leaflet).help.en // => "From 8 to 24 characters, with at least a digit, an upper-case letter and a lower-case letter. Example of the format: several unrelated words with hyphens between them."
 * ```
 */
export const hints = (policy: PasswordPolicy): Hints => {
  const hasExample = allowsWords(policy)
  const pattern = patternFor(policy)
  return {
    attributes: {
      type: "password",
      autocomplete: "new-password",
      minlength: policy.minimum,
      maxlength: longestSpelling(longestUnder(policy)),
      passwordrules: passwordRules(policy),
      ...(pattern === null ? {} : { pattern }),
    },
    help: textIn((language) => helpFor(policy, hasExample, language)),
    example: hasExample ? textIn(exampleIn) : null,
  }
}
