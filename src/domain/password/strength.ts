import { ALPHABET } from "./kinds.ts"
import type { PasswordPolicy } from "./policy.ts"

/**
 * Bits of the weakest random password that a policy allows, counted CNIL's way: length × log2(alphabet). The length is
 * the minimum; the alphabet is that of the fewest and smallest kinds allowed: 10 digits, 26 upper-case and 26 lower-case
 * letters, 37 special characters. Without required kinds that is digits alone.
 *
 * It speaks of passwords drawn at random, as CNIL does. Those that people make up are worth much less.
 *
 * ```ts
 * import { entropy, presets } from "mon-compte/password"
 * Math.round(entropy(presets.leaflet) * 10) / 10 // => 47.6
 * ```
 */
export const entropy = (policy: PasswordPolicy): number => {
  const smallest = policy.kinds.map((kind) => ALPHABET[kind]).sort((a, b) => a - b)
  const alphabet = smallest.slice(0, policy.kindsNeeded).reduce((sum, size) => sum + size, 0)
  return policy.minimum * Math.log2(alphabet || ALPHABET.Digit)
}

/**
 * A case of CNIL's recommendation (deliberation 2022-100 of 21 July 2022): 1, the password alone, 80 bits; 2, a password
 * and a restricted access, 50 bits; 3, the code that unlocks a device of the person's own, 13 bits.
 */
export interface CnilCase {
  readonly number: 1 | 2 | 3
  /** Bits that the case asks for. */
  readonly bits: 80 | 50 | 13
  /** `Example`: the formula falls short, and the policy is one of the deliberation's own examples, which round up. */
  readonly met: "Entropy" | "Example"
}

/**
 * The most demanding of CNIL's cases that a policy meets, with the guard it states; `null` when none.
 *
 * CNIL's examples are taken at its word where its formula gives a little less: 12 characters of the four kinds are worth
 * 79.5 bits of 80, 8 of three kinds 47.6 of 50. NIST's 15 characters of any kind are not an example, and 15 digits are
 * worth 49.8 bits: no case.
 *
 * ```ts
 * import { cnilCase, presets } from "mon-compte/password"
 * cnilCase(presets.leaflet) // => { number: 2, bits: 50, met: "Example" }
 * cnilCase({ ...presets.leaflet, minimum: 14 }) // => { number: 1, bits: 80, met: "Entropy" }
 * cnilCase(presets.nist) // => null
 * ```
 */
export const cnilCase = (policy: PasswordPolicy): CnilCase | null => {
  const bits = entropy(policy)
  if (bits >= 80) return { number: 1, bits: 80, met: "Entropy" }
  if (policy.minimum >= 12 && policy.kindsNeeded >= 4) return { number: 1, bits: 80, met: "Example" }
  if (policy.guard === "Nothing") return null
  if (bits >= 50) return { number: 2, bits: 50, met: "Entropy" }
  if (policy.minimum >= 8 && policy.kindsNeeded >= 3) return { number: 2, bits: 50, met: "Example" }
  return policy.guard === "OwnDevice" && bits >= 13 ? { number: 3, bits: 13, met: "Entropy" } : null
}
