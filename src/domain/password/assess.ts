/**
 * Password: what a person chooses in step 2 of the migration, and types twice.
 *
 * > 8 to 24 characters, at least 1 digit, 1 upper-case letter and 1 lower-case letter.
 *
 * The leaflet promises this and no more. The default policy `leaflet` therefore refuses nothing else, except the
 * current password, which every policy refuses. All broken rules are reported at once, in reading order. Every
 * character is allowed, including control characters and U+0000.
 *
 * Characters are counted as code points after normalisation to NFC, so é counts once however the keyboard composed it.
 * A password is never truncated: one that is too long is refused.
 */
import { bitsPerCharacter } from "./character-kinds.ts"
import type { Context } from "./context.ts"
import { Password } from "./password.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"
import { confirmation } from "./rules/confirmation.ts"
import { kinds } from "./rules/kinds.ts"
import { length } from "./rules/length.ts"
import { personalData } from "./rules/personal-data.ts"
import { read } from "./rules/readable.ts"
import { sameAsCurrent } from "./rules/same-as-current.ts"
import { tooCommon } from "./rules/too-common.ts"
import type { BrokenRule, Checked } from "./rules.ts"

/** A password to hash, or all rules that the candidate breaks, in reading order. */
export type Verdict =
  | {
      readonly ok: true
      readonly password: Password
      /**
       * Entropy of a random password of this length and these kinds, in bits. A password that a person chose has less.
       */
      readonly bits: number
    }
  | { readonly ok: false; readonly broken: readonly [BrokenRule, ...ReadonlyArray<BrokenRule>] }

const EMPTY: Context = {}

const isSome = (broken: Array<BrokenRule>): broken is [BrokenRule, ...Array<BrokenRule>] => broken.length > 0

/**
 * Decides whether a candidate may become a person's password. If not, the answer lists every rule that it breaks.
 *
 * A candidate may be any value. A value that is no text, or has a lone surrogate, breaks only that rule. A text that no
 * normalisation could shorten to the maximum is refused unread, so ten megabytes cost no more than ten characters.
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
  context: Context = EMPTY,
): Verdict => {
  const readable = read(candidate, policy)
  if ("code" in readable) return { ok: false, broken: [readable] }
  const broken: Array<BrokenRule> = []
  // The calls are written out, because a loop over the rules is 1.5 times as slow: V8 cannot inline it. The type makes
  // sure that no rule is missing.
  void ({
    length: length.check(readable, policy, context, broken),
    kinds: kinds.check(readable, policy, context, broken),
    personalData: personalData.check(readable, policy, context, broken),
    tooCommon: tooCommon.check(readable, policy, context, broken),
    sameAsCurrent: sameAsCurrent.check(readable, policy, context, broken),
    confirmation: confirmation.check(readable, policy, context, broken),
  } satisfies Checked)
  if (isSome(broken)) return { ok: false, broken }
  const bits = readable.length * (bitsPerCharacter[readable.kinds] as number)
  return { ok: true, password: new Password(readable.text), bits }
}
