import type { IdentityPolicy } from "./identity-policy.ts"
import { isAtLeast, type Strength, strongest } from "./strength.ts"

/**
 * What entitles a person to a personal space: a role in a household file, or a mandate for a protected person.
 *
 * A mandatary reaches the data of another person, so they prove their identity as a holder does.
 */
export type OpeningRole = "Holder" | "Spouse" | "ChildOver15" | "Dependant" | "Mandatary"

/** What is known of a person who proved their identity. */
export interface Opening {
  /** Their roles in all their files. */
  readonly roles: readonly [OpeningRole, ...ReadonlyArray<OpeningRole>]
  /** What the records of the fund say; `null` where they say nothing. Then every holder is presumed to have one. */
  readonly hasLegacyPassword: boolean | null
  /** Whether the legacy password was right at a sign-in. */
  readonly usedLegacyPassword: boolean
  /** Whether a separation disabled the legacy password. */
  readonly legacyPasswordDisabled: boolean
}

const mayHaveWorkingPassword = ({ hasLegacyPassword, legacyPasswordDisabled, roles, usedLegacyPassword }: Opening) =>
  !legacyPasswordDisabled && (usedLegacyPassword || (hasLegacyPassword ?? roles.includes("Holder")))

const fieldOf = {
  Holder: "holder",
  Spouse: "spouse",
  ChildOver15: "childOver15",
  Dependant: "dependant",
  Mandatary: "holder",
} as const

/** The strength that an opening needs: of all rules that apply, the strictest. */
export const requiredStrength = (opening: Opening, policy: IdentityPolicy): Strength => {
  const [first, ...others] = opening.roles
  const ofRoles = strongest(policy[fieldOf[first]], ...others.map((role) => policy[fieldOf[role]]))
  return mayHaveWorkingPassword(opening) ? strongest(ofRoles, policy.besideLegacyPassword) : ofRoles
}

/**
 * Whether a proof of this strength opens a personal space.
 *
 * Beside a legacy password that may work, facts alone never do: no policy can say otherwise.
 */
export const opens = (strength: Strength, opening: Opening, policy: IdentityPolicy): boolean =>
  isAtLeast(strength, requiredStrength(opening, policy))
