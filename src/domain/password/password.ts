/**
 * Password: what a person chooses at step 2, and types twice.
 *
 * > 8 to 24 characters, at least 1 digit, 1 upper-case letter and 1 lower-case letter.
 *
 * The leaflet promises this and no more, so `leaflet` is the default policy and refuses nothing else, but for one thing
 * that is true under every policy: the new password is not the current one. All broken rules are told at once, in the
 * order in which a person reads them. Every character is allowed, control characters and U+0000 included.
 *
 * Characters are counted as code points after normalisation to NFC, so that é counts once however the keyboard made
 * it. Nothing is ever cut off: too long is refused.
 */
import { isCommon } from "./block-list.ts"
import type { Broken } from "./broken.ts"
import { bitOf, bitsPerCharacter, countCodePoints, kindsOf, kindsOfStable, UNSTABLE } from "./kinds.ts"
import { type Person, personalIn } from "./personal.ts"
import { type Kind, longestUnder, type PasswordPolicy, type Personal } from "./policy.ts"
import { presets } from "./presets.ts"
import { longestSpelling, Password, toNfc } from "./typed.ts"

// Context: what the answer depends on besides the candidate

/** What is known when a person chooses. All of it is optional, and only what the policy asks about is looked at. */
export interface Context extends Person {
  /**
   * What the person typed the second time. Once the key is here it must match, so a form whose second field is missing
   * is refused. Compared after NFC.
   */
  readonly confirmation?: unknown
  /** The current password, where the form asks for it. */
  readonly current?: string | null
  /**
   * Whether the candidate is the current password, by whoever holds the hash: the answer itself, or a function of the
   * candidate in NFC. A promise would count as yes: wait for it first, see `readTyped`.
   */
  readonly isCurrent?: boolean | ((candidate: string) => boolean)
  /** Further common or leaked passwords, asked when the policy has a block list. The candidate comes in NFC. */
  readonly blockList?: (candidate: string) => boolean
}

const NOTHING: Context = {}

// Verdict: the password to hash, or everything that is wrong with it

/** A password to hash, or every rule that the candidate breaks. */
export type Verdict =
  | {
      readonly ok: true
      readonly password: Password
      /** What a random password of this length and these kinds would be worth, in bits. A chosen one is worth less. */
      readonly bits: number
    }
  | { readonly ok: false; readonly broken: readonly [Broken, ...ReadonlyArray<Broken>] }

// Refusals without figures of their own

const MISSING = {
  Digit: { code: "NoDigit" },
  Upper: { code: "NoUpper" },
  Lower: { code: "NoLower" },
  Special: { code: "NoSpecial" },
} as const satisfies Record<Kind, Broken>

const MADE_OF = {
  Nir: { code: "ContainsNir" },
  BirthDate: { code: "ContainsBirthDate" },
  Names: { code: "ContainsName" },
  ServiceName: { code: "ContainsServiceName" },
} as const satisfies Record<Personal, Broken>

const only = (broken: Broken): Verdict => ({ ok: false, broken: [broken] })

const isSome = (broken: Array<Broken>): broken is [Broken, ...Array<Broken>] => broken.length > 0

const countKinds = (kinds: number, policy: PasswordPolicy): number => {
  let count = 0
  for (const kind of policy.kinds) if ((kinds & bitOf(kind)) !== 0) count++
  return count
}

const isSame = (text: string, other: unknown): boolean =>
  text === other || (typeof other === "string" && other.length <= longestSpelling(text.length) && toNfc(other) === text)

const isCurrent = (text: string, { current, isCurrent: answer }: Context): boolean =>
  (typeof current === "string" && isSame(text, current)) ||
  Boolean(typeof answer === "function" ? answer(text) : answer)

// Rules, in reading order

/**
 * Whether a candidate may be a person's new password, and if not, every rule it breaks.
 *
 * Anything may be given as a candidate: what is not a text, or holds half an emoji, breaks that one rule alone. A text
 * that no normalisation could bring down to the maximum is refused unread, as too long and nothing else, so ten
 * megabytes cost no more than ten characters.
 *
 * ```ts
 * import { assess, presets } from "mon-compte/password"
 * assess("azerty") // => { ok: false, broken: [{ code: "TooShort", minimum: 8, actual: 6 }, { code: "NoDigit" }, { code: "NoUpper" }] }
 * assess("Azerty12", presets.leaflet, { confirmation: "Azerty12" }).ok // => true
 * assess("Dupont-75", presets.recommended, { names: ["Dupont"] }) // => { ok: false, broken: [{ code: "ContainsName" }] }
 * ```
 */
export const assess = (
  candidate: unknown,
  policy: PasswordPolicy = presets.leaflet,
  context: Context = NOTHING,
): Verdict => {
  const maximum = longestUnder(policy)
  if (typeof candidate !== "string") return only({ code: "NotText" })
  if (candidate.length > longestSpelling(maximum)) return only({ code: "TooLong", maximum, actual: null })

  let text = candidate
  let kinds = kindsOfStable(candidate)
  let actual = candidate.length
  if (kinds === UNSTABLE) {
    const nfc = toNfc(candidate)
    if (nfc === null) return only({ code: "NotWellFormed" })
    text = nfc
    kinds = kindsOf(text)
    actual = countCodePoints(text)
  }

  const broken: Array<Broken> = []
  if (actual < policy.minimum) broken.push({ code: "TooShort", minimum: policy.minimum, actual })
  if (actual > maximum) broken.push({ code: "TooLong", maximum, actual })

  const present = countKinds(kinds, policy)
  if (present < policy.kindsNeeded) {
    if (policy.kindsNeeded < policy.kinds.length) {
      broken.push({ code: "TooFewKinds", minimum: policy.kindsNeeded, actual: present, kinds: policy.kinds })
    } else for (const kind of policy.kinds) if ((kinds & bitOf(kind)) === 0) broken.push(MISSING[kind])
  }

  if (policy.forbidden.length > 0) {
    const found = personalIn(text, policy, context)
    for (const personal of policy.forbidden) if (found.has(personal)) broken.push(MADE_OF[personal])
  }

  if (policy.blockList && (isCommon(text) || context.blockList?.(text))) broken.push({ code: "TooCommon" })

  if (isCurrent(text, context)) broken.push({ code: "SameAsCurrent" })
  if ("confirmation" in context && !isSame(text, context.confirmation)) broken.push({ code: "ConfirmationDiffers" })

  return isSome(broken)
    ? { ok: false, broken }
    : { ok: true, password: new Password(text), bits: actual * (bitsPerCharacter[kinds] as number) }
}
