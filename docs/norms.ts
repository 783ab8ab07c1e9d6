/**
 * The requirements of three norms, and the answer to each: the rule and the tests, a deviation with its reason, or what
 * the host must do. `docs/security/norms.md` is generated from them and from the password rules (`deviations`).
 *
 * To add one, write a line in the file of its chapter in `docs/norms`. A test checks that its rule and its tests exist.
 */
import { asvsAuthentication } from "./norms/asvs-authentication.ts"
import { asvsCodes } from "./norms/asvs-codes.ts"
import { asvsCryptography } from "./norms/asvs-cryptography.ts"
import { asvsData, asvsLogs } from "./norms/asvs-data.ts"
import { asvsRights } from "./norms/asvs-rights.ts"
import { asvsSessions } from "./norms/asvs-sessions.ts"
import { cnil } from "./norms/cnil.ts"
import { nist } from "./norms/nist.ts"
import type { Requirement } from "./norms/requirement.ts"

interface Chapter {
  readonly title: string
  readonly requirements: ReadonlyArray<Requirement>
}

/** The chapters of the page, in order. */
export const norms: ReadonlyArray<Chapter> = [
  { title: "OWASP ASVS 5.0.0: abuse and authentication (2.4, 6.1 to 6.4)", requirements: asvsAuthentication },
  { title: "OWASP ASVS 5.0.0: codes (6.5, 6.6)", requirements: asvsCodes },
  { title: "OWASP ASVS 5.0.0: sessions (7)", requirements: asvsSessions },
  { title: "OWASP ASVS 5.0.0: rights (8)", requirements: asvsRights },
  { title: "OWASP ASVS 5.0.0: cryptography (11)", requirements: asvsCryptography },
  { title: "OWASP ASVS 5.0.0: personal data (14)", requirements: asvsData },
  { title: "OWASP ASVS 5.0.0: logs and errors (16)", requirements: asvsLogs },
  { title: "NIST SP 800-63B-4", requirements: nist },
  { title: "CNIL, délibération 2022-100", requirements: cnil },
]

/** The number of requirements in each section of ASVS 5.0.0 that must be answered here. */
export const asvsSections: Readonly<Record<string, number>> = {
  "2.4": 2,
  "6.1": 3,
  "6.2": 12,
  "6.3": 8,
  "6.4": 6,
  "6.5": 8,
  "6.6": 4,
  "7.1": 3,
  "7.2": 4,
  "7.3": 2,
  "7.4": 5,
  "7.5": 3,
  "7.6": 2,
  "8.1": 4,
  "8.2": 4,
  "8.3": 3,
  "8.4": 2,
  "11.1": 4,
  "11.2": 5,
  "11.3": 5,
  "11.4": 4,
  "11.5": 2,
  "11.6": 2,
  "11.7": 2,
  "14.1": 2,
  "14.2": 8,
  "14.3": 3,
  "16.1": 1,
  "16.2": 5,
  "16.3": 4,
  "16.4": 3,
  "16.5": 4,
}
