import type { PasswordPolicy } from "./policy.ts"

const leaflet: PasswordPolicy = {
  name: "leaflet",
  version: 1,
  minimum: 8,
  maximum: 24,
  kinds: ["Digit", "Upper", "Lower"],
  kindsNeeded: 3,
  forbidden: [],
  forbiddenWhen: "Contained",
  serviceNames: ["CAF", "CNAF", "Ma CAF", "caf.fr", "Allocations familiales", "Mon Compte"],
  blockList: false,
  guard: "LockOut",
}

const recommended: PasswordPolicy = {
  ...leaflet,
  name: "recommended",
  forbidden: ["Nir", "BirthDate", "Names", "ServiceName"],
  blockList: true,
}

const caf2024: PasswordPolicy = { ...leaflet, name: "caf2024", minimum: 10 }

const cnil: PasswordPolicy = {
  ...leaflet,
  name: "cnil",
  maximum: 64,
  kinds: ["Digit", "Upper", "Lower", "Special"],
  blockList: true,
}

const nist: PasswordPolicy = {
  ...recommended,
  name: "nist",
  minimum: 15,
  maximum: 64,
  kinds: [],
  kindsNeeded: 0,
  forbiddenWhen: "Whole",
}

/**
 * The policies at hand. `leaflet` is the default: it refuses nothing but what the leaflet says, so `Azerty12` passes.
 *
 * - `leaflet`: 8 to 24 characters, at least one digit, one upper-case and one lower-case letter.
 * - `recommended`: the same, without the person's NIR, birth date or names, the service's name, or a common password.
 * - `caf2024`: what caf.fr has asked since March 2024: at least 10, with the same three kinds. It states no maximum;
 *   the leaflet's is kept.
 * - `cnil`: CNIL's recommendation 2022-100, case 2 (a password and a restricted access, 50 bits), in its own example:
 *   8 characters of 3 of the 4 kinds. Known passwords are refused, as it recommends. It states no maximum; 64 here.
 * - `nist`: NIST SP 800-63B-4, section 3.1.1.2, for a password that is the **only** factor, as in this portal: at least
 *   15 (8 would do beside a second factor), up to 64, no required kind, a block list, and whole passwords compared,
 *   never their parts.
 *
 * ```ts
 * import { assess, presets } from "mon-compte/password"
 * assess("Azerty12", presets.leaflet).ok // => true
 * assess("Azerty12", presets.recommended).ok // => false
 * ```
 */
export const presets = { leaflet, recommended, caf2024, cnil, nist } as const
