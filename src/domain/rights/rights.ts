/**
 * Rights: who may do what. Each request is decided from the facts of that moment, and refused unless a rule permits it.
 *
 * > The spouse who was given the authorisation reaches the same services and features as the holder. The other members
 * > see their own personal data, or change their own contact details.
 *
 * The rules are the matrix; `answers.ts` adds the three that come before it. They also bind the delegate, who never
 * changes the holder's password, identifier, contact, sessions or terms, and never closes the holder's account.
 */
import { type Rights, rightsOf } from "./answers.ts"
import type * as mandatary from "./mandatary.ts"
import { type Action, matrix } from "./matrix.ts"
import type * as reason from "./reason.ts"

export type { Facts, Subject } from "./answers.ts"
export { type Action, actions } from "./matrix.ts"

// Declared again, not re-exported: the bundler takes re-exported types of another chunk for values.

/** The answer to "may this person do this?": the rule, the reason, and what would change it. */
export type Decision = reason.Decision

/** What a mandate gives now, for a mandatary who acts for a protected person. */
export type MandateFacts = mandatary.MandateFacts

/** Why an action is permitted. */
export type PermitReason = reason.PermitReason

/** Why an action is refused. */
export type RefusalReason = reason.RefusalReason

/** What would have to change to permit a refused action. `Nothing`: it is never permitted. */
export type Change = reason.Change

const rights: Rights<Action> = rightsOf(matrix)

/**
 * Decides whether a person may do something, and says by which rule, why, and what would change it.
 *
 * The decision holds for the facts it was given: check it in the same commit as the action it permits. It never throws:
 * actions, facts and subjects outside the closed lists are refused.
 */
export const decide = rights.decide

/**
 * Prepares the decisions that follow from some facts, for example for all buttons of a page.
 *
 * They hold for the facts as they were: decide again before you perform an action.
 */
export const rightsBy = rights.rightsBy

/**
 * Decides whether a mandatary may do something for a protected person: both the mandate and the protected person's own
 * rights must permit it. `facts` are those of the protected person, whose account does not matter.
 *
 * The protected person's password, contact, sessions, terms and closing are never in it.
 */
export const decideOnBehalf = rights.decideOnBehalf
