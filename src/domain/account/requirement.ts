import * as Schema from "effect/Schema"
import { isSameText, type TermsVersion } from "../terms/accepted-terms.ts"
import { IssuedTicket } from "../ticket/ticket.ts"
import type { ChangeReason, ForcedChange } from "./forced-change.ts"

/** What a person must do before a right password completes their sign-in. */
export const Requirement = Schema.Literals(["NewPassword", "NewTerms"])
export type Requirement = typeof Requirement.Type

/** A sign-in that waits for its requirement to be met. Its ticket allows that and nothing else. */
export const PendingRequirement = Schema.Struct({ ...IssuedTicket.fields, requirement: Requirement })
export type PendingRequirement = typeof PendingRequirement.Type

/** Why a person must choose a new password. */
export type NewPasswordReason = "Compromised" | "PolicyRaised" | ChangeReason

/** The requirement of a sign-in, with its reason or the version to accept. */
export type SignInRequirement =
  | { readonly requirement: "NewPassword"; readonly reason: NewPasswordReason }
  | { readonly requirement: "NewTerms"; readonly version: string }

/**
 * The first requirement that a sign-in with the right password must meet, or `null` if there is none.
 *
 * A compromised password comes first, then one that an agent requires to change, then one that no longer satisfies the
 * policy, then newer terms of use. If the register of terms does not answer, `inForce` is `null` and no terms are required: the next sign-in asks again.
 */
export const signInRequirement = (
  {
    compromised,
    forcedChange,
    terms,
  }: {
    readonly compromised: number | null
    readonly forcedChange?: typeof ForcedChange.Type | undefined
    readonly terms: TermsVersion
  },
  { inForce, satisfiesPolicy }: { readonly inForce: TermsVersion | null; readonly satisfiesPolicy: boolean },
): SignInRequirement | null => {
  if (compromised !== null) return { requirement: "NewPassword", reason: "Compromised" }
  if (forcedChange !== undefined) return { requirement: "NewPassword", reason: forcedChange.reason }
  if (!satisfiesPolicy) return { requirement: "NewPassword", reason: "PolicyRaised" }
  return inForce === null || isSameText(inForce, terms) ? null : { requirement: "NewTerms", version: inForce.version }
}
