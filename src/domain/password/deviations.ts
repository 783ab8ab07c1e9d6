import { longestUnder, type PasswordPolicy } from "./policy.ts"

/** How an application uses a policy, which changes the requirements of the standards. */
export interface Deployment {
  /** Whether there is always a second factor. Default: no, as in this portal. */
  readonly multiFactor?: boolean
  /** Whether `assess` receives a `blockList` of leaked passwords and of the 3,000 most common ones. Default: no. */
  readonly blockList?: boolean
}

type Test = (policy: PasswordPolicy, deployment: Deployment) => boolean

const below64: Test = (policy) => longestUnder(policy) < 64
const kindsRequired: Test = ({ kindsNeeded }) => kindsNeeded > 0
const unlisted: Test = (policy, { blockList }) => !(policy.blockList && blockList)

const nist = <Code extends string>(code: Code, item: string, says: string, isMissed: Test) => ({
  code,
  standard: "NIST SP 800-63B-4" as const,
  requirement: `3.1.1.2${item}`,
  says,
  isMissed,
})

const asvs = <Code extends string>(code: Code, requirement: string, says: string, isMissed: Test) => ({
  code,
  standard: "OWASP ASVS 5.0" as const,
  requirement,
  says,
  isMissed,
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
    "Words of the context, such as the name of the service, must be refused.",
    ({ forbidden, serviceNames }) => !forbidden.includes("ServiceName") || serviceNames.length === 0,
  ),
  asvs("AsvsBreachesUnchecked", "6.2.12", "Passwords known from breaches must be refused.", unlisted),
]

/** A requirement of a standard that a policy does not meet: a stable code, its number in the standard, and its text. */
export type Deviation = Omit<(typeof requirements)[number], "isMissed">

/**
 * The requirements of NIST SP 800-63B-4 and OWASP ASVS 5.0 that a policy does not meet. It covers what a policy can
 * state: storage, forms, throttling and expiry are elsewhere. The embedded block list satisfies NIST. It is neither
 * ASVS's list of 3,000 passwords nor a list of breaches.
 *
 * Numbers and words were compared with NIST's final text (2025) and with ASVS 5.0.0 in November 2026. NFC is not
 * counted: NIST requires it, although the letter of ASVS 6.2.8 forbids any change to what was typed.
 *
 * ```ts
 * import { deviations, presets } from "mon-compte/password"
 * deviations(presets.nist, { blockList: true }) // => []
 * deviations(presets.caf2024)[0]?.code // => "MinimumBelow15"
 * ```
 */
export const deviations = (policy: PasswordPolicy, deployment: Deployment = {}): ReadonlyArray<Deviation> =>
  requirements
    .filter(({ isMissed }) => isMissed(policy, deployment))
    .map(({ code, standard, requirement, says }) => ({ code, standard, requirement, says }))
