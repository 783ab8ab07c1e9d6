/**
 * Strength of a proof of identity: how hard it is for another person to give it.
 *
 * `Knowledge`: facts that relatives and employers know, such as a number, a name and a date of birth. `Document`:
 * something that only the person has, such as a letter with a code, an identity document or an electronic identity.
 * `Counter`: an agent saw the person and their document.
 */
import * as Schema from "effect/Schema"

/** From the weakest to the strongest. */
export const strengths = ["Knowledge", "Document", "Counter"] as const

export const Strength = Schema.Literals(strengths)
export type Strength = typeof Strength.Type

/** Whether a proof is strong enough. A strength that is not in the list, from an untyped adapter, never is. */
export const isAtLeast = (strength: Strength, required: Strength): boolean =>
  strengths.indexOf(strength) >= strengths.indexOf(required)

/** The strongest of some requirements. */
export const strongest = (first: Strength, ...others: ReadonlyArray<Strength>): Strength =>
  others.reduce((most, next) => (isAtLeast(next, most) ? next : most), first)
