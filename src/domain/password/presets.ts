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
  version: 3,
  forbidden: ["Nir", "BirthDate", "Names", "Contact", "ServiceName", "LegacyPassword"],
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
  forbidden: ["Nir", "BirthDate", "Names", "Contact", "ServiceName"],
  forbiddenWhen: "Whole",
}

/**
 * The ready-made policies. `leaflet` is the default. It refuses only what the leaflet forbids, so it accepts `Azerty12`.
 *
 * - `leaflet`: 8 to 24 characters, at least one digit, one upper-case and one lower-case letter.
 * - `recommended`: `leaflet`, but without the person's NIR, birth date, names or contact, the service's name, eight
 *   digits in a row as in a legacy password, or a common password.
 * - `caf2024`: the policy of caf.fr since March 2024: at least 10 characters, with the same three kinds. The site states
 *   no maximum; this preset has the leaflet's.
 * - `cnil`: CNIL's recommendation 2022-100, case 2 (a password and a restricted access, 50 bits), in its own example:
 *   8 characters of 3 of the 4 kinds. Known passwords are refused, as it recommends. It states no maximum; this preset
 *   has 64.
 * - `nist`: NIST SP 800-63B-4, section 3.1.1.2, for a password that is the **only** factor, as in this portal. At least
 *   15 characters (8 suffice with a second factor), up to 64, no required kind, a block list. Whole passwords are
 *   compared, never their parts.
 *
 * ```ts
 * import { assess, presets } from "mon-compte/password"
 * assess("Azerty12", presets.leaflet).ok // => true
 * assess("Azerty12", presets.recommended).ok // => false
 * ```
 */
export const presets = { leaflet, recommended, caf2024, cnil, nist } as const
