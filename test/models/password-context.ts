import { assess } from "../../src/domain/password/assess.ts"
import type { Person } from "../../src/domain/password/personal-pieces.ts"
import { presets } from "../../src/domain/password/presets.ts"

/**
 * The codes of the rules that a candidate breaks where personal data may not be a part of it. The form of a legacy
 * password depends on no person, so it is left out.
 */
export const brokenByPart = (candidate: string, person: Person) => {
  const verdict = assess(
    candidate,
    { ...presets.recommended, blockList: false, kinds: [], kindsNeeded: 0, minimum: 1 },
    person,
  )
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code).filter((code) => code !== "ContainsLegacyPassword")
}

/** The codes of the rules that a candidate breaks where it may not be personal data as a whole. */
export const brokenByWhole = (candidate: string, person: Person) => {
  const verdict = assess(candidate, { ...presets.nist, blockList: false, minimum: 1 }, person)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}
