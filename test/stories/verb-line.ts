import * as Effect from "effect/Effect"
import { Agency, type AgencyVerbs } from "../../src/application/agency.ts"
import { MonCompte, type Verbs } from "../../src/application/mon-compte.ts"

/** The account of the caller: locked, never migrated, migrating, closed, or of another family. */
export const CONDITIONS = ["locked", "legacy", "migrating", "closed", "foreign"] as const
export type Condition = (typeof CONDITIONS)[number]

/** The credentials of the person. One that the account cannot have is forged. */
export interface Credentials {
  readonly identifier: string
  readonly password: string
  readonly session: string
  readonly ticket: string
  /** The id of the person the verbs are about. */
  readonly person: string
}

type Facade = MonCompte | Agency
type Call = (credentials: Credentials) => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }, Facade>

/** The tag of the answer or refusal of a verb, in the order of the conditions. */
type Ends = readonly [locked: string, legacy: string, migrating: string, closed: string, foreign: string]

/** How to call one verb, and how it ends. */
export interface VerbLine {
  readonly call: Call
  readonly ends: Ends
}

type Answer = Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>

export const byPerson = (call: (verbs: Verbs, credentials: Credentials) => Answer, ends: Ends): VerbLine => ({
  call: (credentials) => Effect.flatMap(MonCompte, (verbs) => call(verbs, credentials)),
  ends,
})

export const byAgent = (call: (verbs: AgencyVerbs, credentials: Credentials) => Answer, ends: Ends): VerbLine => ({
  call: (credentials) => Effect.flatMap(Agency, (verbs) => call(verbs, credentials)),
  ends,
})
