import { exampleFor } from "./example.ts"
import { type Kind, longestUnder, type PasswordPolicy } from "./policy.ts"
import { helpFor, type Language } from "./texts.ts"
import { longestSpelling } from "./typed.ts"

/** Attributes of an `<input>` for a new password, ready to be spread. */
export interface InputAttributes {
  readonly type: "password"
  readonly autocomplete: "new-password"
  readonly minlength: number
  readonly maxlength: number
  readonly passwordrules: string
  readonly pattern?: string
}

/** What a form says of a policy before anything is typed. */
export interface Hints {
  readonly attributes: InputAttributes
  /** What the policy asks, to be tied to the field by `aria-describedby` (RGAA 11.10). */
  readonly help: Readonly<Record<Language, string>>
  /** An example of the format; the embedded block list refuses it, since everybody sees it. */
  readonly example: string | null
}

const generated: Readonly<Record<Kind, string>> = { Lower: "lower", Upper: "upper", Digit: "digit", Special: "special" }
const generationOrder: ReadonlyArray<Kind> = ["Lower", "Upper", "Digit", "Special"]

/** For password generators (Apple's `passwordrules`, also read by others): every kind is asked for, even where some would do. */
const passwordRules = (policy: PasswordPolicy): string => {
  const wanted = generationOrder.filter((kind) => policy.kindsNeeded > 0 && policy.kinds.includes(kind))
  const kinds =
    wanted.length > 0 ? wanted.map((kind) => `required: ${generated[kind]};`) : ["allowed: ascii-printable;"]
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

const patternFor = (policy: PasswordPolicy): string => {
  const looks = choices(policy.kinds, policy.kindsNeeded).map((kinds) =>
    kinds.map((kind) => `(?=[\\s\\S]*${inPattern[kind]})`).join(""),
  )
  return `${looks.length > 1 ? `(?:${looks.join("|")})` : looks.join("")}\\P{Cs}{${policy.minimum},${longestUnder(policy)}}`
}

/**
 * What a form can say of a policy before anything is sent. The server decides all the same.
 *
 * HTML counts UTF-16 units, a policy code points after NFC:
 * - `minlength` is the policy's minimum; four emoji satisfy it and not the policy.
 * - `maxlength` is eight times the maximum. Browsers cut what is pasted down to `maxlength` without a word, and the
 *   person would not know the password they chose; at this length, what was cut is still too long and is refused.
 * - `pattern` is there only where it says the whole policy (no block list, nothing personal). It is exact for text in
 *   NFC, as keyboards type it; text pasted in another form may be stopped by it though the policy would take it.
 *
 * ```ts
 * import { hints, presets } from "mon-compte/password"
 * hints(presets.leaflet).attributes.passwordrules // => "minlength: 8; maxlength: 24; required: lower; required: upper; required: digit;"
 * hints(presets.leaflet).attributes.maxlength // => 192
 * hints(presets.leaflet).help.en // => "From 8 to 24 characters, with at least a digit, an upper-case letter and a lower-case letter. Example of the format: “Train-bleu-7”."
 * ```
 */
export const hints = (policy: PasswordPolicy): Hints => {
  const maximum = longestUnder(policy)
  const example = exampleFor(policy)
  return {
    attributes: {
      type: "password",
      autocomplete: "new-password",
      minlength: policy.minimum,
      maxlength: longestSpelling(maximum),
      passwordrules: passwordRules(policy),
      ...(policy.blockList || policy.forbidden.length > 0 ? {} : { pattern: patternFor(policy) }),
    },
    help: { fr: helpFor(policy, example, "fr"), en: helpFor(policy, example, "en") },
    example,
  }
}
