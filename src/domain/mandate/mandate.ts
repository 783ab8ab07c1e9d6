/**
 * Mandate: the authority that a court gives to one person, the mandatary, to act for a protected person.
 *
 * Three kinds (code civil, articles 425 to 494-12): tutelle, curatelle, habilitation familiale. The decision says which
 * powers the mandatary has, and what the protected person may still do alone. The mandatary has an access of their own
 * and never uses that of the protected person.
 *
 * Each end has a cause and an actor; the first cause is final. A mandate that ended never applies again: a later
 * decision makes a new mandate with a new number. Whether it applies now is never stored: see `status.ts`.
 */
import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"

/** Tutelle, curatelle, habilitation familiale. */
export const Kind = Schema.Literals(["Guardianship", "Curatorship", "FamilyAuthorisation"])
export type Kind = typeof Kind.Type

/** What the mandatary may do for the protected person: `View` their data and file, `Declare` in their name. */
export const Power = Schema.Literals(["View", "Declare"])
export type Power = typeof Power.Type

/** What the protected person may still do alone. `Viewing`: they see everything, and the mandatary declares. */
export const Leaves = Schema.Literals(["Everything", "Viewing"])
export type Leaves = typeof Leaves.Type

/** Causes that an agent gives. */
export const AgentCause = Schema.Literals([
  /** The court ended the measure itself (mainlevée). */
  "Lifted",
  /** The court took the mandate away from the mandatary. */
  "RevokedByCourt",
  /** The court released the mandatary, who asked for it. */
  "ReleasedByCourt",
  "DeathOfProtected",
  "DeathOfMandatary",
  /** It should never have been recorded. */
  "RecordedByMistake",
])
export type AgentCause = typeof AgentCause.Type

/** Why a mandate ended. */
export const EndCause = Schema.Literals([
  ...AgentCause.literals,
  "Replaced",
  "AccountOfMandataryClosed",
  /** One of the two persons had two accounts, which were merged: an agent records the mandate again. */
  "AccountsMerged",
  "PersonErased",
  "Expired",
])
export type EndCause = typeof EndCause.Type

/** What the decision of the court says. */
export const terms = {
  powers: Schema.Array(Power),
  leaves: Leaves,
  /** The last day, included (Europe/Paris); `null` where the decision has none. */
  lastDay: Schema.NullOr(CivilDate),
  /** The reference of the decision: a ciphertext under the data key of the protected person. */
  reference: Schema.String,
}

export const holder = {
  /** The person who acts: a relative, or the professional of an organisation. */
  mandatary: Schema.String,
  /** The name of the organisation that the court named; `null` for a person. */
  organisation: Schema.NullOr(Schema.String),
  /** Whether the account of the mandatary was active when an agent recorded or confirmed them. */
  toActive: Schema.Boolean,
}

export const Mandate = Schema.Struct({
  /** The number among the mandates over this person, from 1. */
  number: Schema.Int,
  kind: Kind,
  ...holder,
  ...terms,
  from: CivilDate,
  ended: Schema.NullOr(Schema.Struct({ cause: EndCause, by: Actor, at: Schema.Finite })),
})
export type Mandate = typeof Mandate.Type
