import { ALPHABET } from "./character-kinds.ts"
import type { PasswordPolicy } from "./policy.ts"

/**
 * Entropy of the weakest random password that a policy allows, in bits. CNIL's formula is length × log2(alphabet). The
 * length is the minimum. The alphabet has the fewest and smallest kinds allowed: 10 digits, 26 upper-case and 26
 * lower-case letters, 37 special characters. Without required kinds it has only digits.
 *
 * The figure is for passwords drawn at random, as in CNIL's text. A password that a person invents has much less.
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
 * A case of CNIL's recommendation (deliberation 2022-100 of 21 July 2022). Case 1 is a password alone, with 80 bits.
 * Case 2 is a password and a restricted access, with 50 bits. Case 3 is a code on the person's own device, with 13
 * bits.
 */
export interface CnilCase {
  readonly number: 1 | 2 | 3
  /** The bits that the case requires. */
  readonly bits: 80 | 50 | 13
  /** `Example`: the formula gives too little, but the policy is an example of the deliberation, which rounds up. */
  readonly met: "Entropy" | "Example"
}

/**
 * The most demanding of CNIL's cases that a policy meets with its guard; `null` if it meets none.
 *
 * CNIL's examples count even if its formula gives slightly less: 12 characters of four kinds have 79.5 bits of 80, 8 of
 * three kinds have 47.6 of 50. NIST's 15 characters of any kind are no example. 15 digits have 49.8 bits, so they meet
 * no case.
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
