import { longestUnder, type PasswordPolicy } from "./policy.ts"

/** What surrounds a policy, and changes what the standards ask of it. */
export interface Surroundings {
  /** The password is never the only factor. Default: it is, as in this portal. */
  readonly multiFactor?: boolean
  /** `assess` is given a `blockList` of leaked passwords and of the 3,000 most common ones. Default: it is not. */
  readonly blockList?: boolean
}

type Departs = (policy: PasswordPolicy, surroundings: Surroundings) => boolean

const below64: Departs = (policy) => longestUnder(policy) < 64
const kindsRequired: Departs = ({ kindsNeeded }) => kindsNeeded > 0
const unlisted: Departs = (policy, { blockList }) => !(policy.blockList && blockList)

const nist = <Code extends string>(code: Code, item: string, says: string, departs: Departs) => ({
  code,
  standard: "NIST SP 800-63B-4" as const,
  requirement: `3.1.1.2${item}`,
  says,
  departs,
})

const asvs = <Code extends string>(code: Code, requirement: string, says: string, departs: Departs) => ({
  code,
  standard: "OWASP ASVS 5.0" as const,
  requirement,
  says,
  departs,
})

const requirements = [
  nist(
    "MinimumBelow15",
    " (1)",
    "A password that is the only factor SHALL have at least 15 characters.",
    (policy, { multiFactor }) => !multiFactor && policy.minimum < 15,
  ),
  nist(
    "MinimumBelow8",
    " (1)",
    "A password beside another factor SHALL have at least 8 characters.",
    (policy, { multiFactor }) => multiFactor === true && policy.minimum < 8,
  ),
  nist("MaximumBelow64", " (2)", "Passwords of 64 characters SHOULD be permitted.", below64),
  nist("KindsRequired", " (5)", "Kinds of characters SHALL NOT be required.", kindsRequired),
  nist("NoBlockList", "", "Common and compromised passwords SHALL be refused.", ({ blockList }) => !blockList),
  nist(
    "PartsCompared",
    "",
    "Passwords SHALL be compared as a whole with what is refused, not in parts.",
    ({ forbidden, forbiddenWhen }) => forbidden.length > 0 && forbiddenWhen === "Contained",
  ),
  asvs("AsvsMinimumBelow8", "6.2.1", "Passwords must have at least 8 characters.", ({ minimum }) => minimum < 8),
  asvs("AsvsTop3000Unchecked", "6.2.4", "The 3,000 most common passwords of the policy must be refused.", unlisted),
  asvs("AsvsKindsRequired", "6.2.5", "No kind of character may be required.", kindsRequired),
  asvs("AsvsMaximumBelow64", "6.2.9", "Passwords of 64 characters must be permitted.", below64),
  asvs(
    "AsvsContextAllowed",
    "6.2.11",
    "Words of the context, such as the service's name, must be refused.",
    ({ forbidden, serviceNames }) => !forbidden.includes("ServiceName") || serviceNames.length === 0,
  ),
  asvs("AsvsBreachesUnchecked", "6.2.12", "Passwords known from breaches must be refused.", unlisted),
]

/** One way in which a policy falls short of a standard: a stable code, the requirement's own number, what it asks. */
export type Deviation = Omit<(typeof requirements)[number], "departs">

/**
 * Where a policy departs from NIST SP 800-63B-4 and OWASP ASVS 5.0, as far as a policy can say: storage, forms,
 * throttling and expiry are elsewhere. The embedded block list satisfies NIST, but is neither ASVS's 3,000 passwords nor
 * a list of breaches. Numbers and words were compared with NIST's final text (2025) and ASVS 5.0.0 in November 2026.
 *
 * Not counted: NFC, which NIST asks for, though ASVS 6.2.8 read to the letter forbids any change to what was typed.
 *
 * ```ts
 * import { deviations, presets } from "mon-compte/password"
 * deviations(presets.nist, { blockList: true }) // => []
 * deviations(presets.caf2024)[0]?.code // => "MinimumBelow15"
 * ```
 */
export const deviations = (policy: PasswordPolicy, surroundings: Surroundings = {}): ReadonlyArray<Deviation> =>
  requirements
    .filter(({ departs }) => departs(policy, surroundings))
    .map(({ code, standard, requirement, says }) => ({ code, standard, requirement, says }))
