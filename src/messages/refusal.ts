import type * as Effect from "effect/Effect"
import type { AgencyVerbs } from "../application/agency.ts"
import type { Verbs } from "../application/mon-compte.ts"

/** The refusals of one verb. */
export type RefusalOf<V> = V extends (...input: never) => Effect.Effect<infer _A, infer Refusal> ? Refusal : never

/** Every refusal of every verb, for people and for agents. */
export type Refusal =
  | { [Name in keyof Verbs]: RefusalOf<Verbs[Name]> }[keyof Verbs]
  | { [Name in keyof AgencyVerbs]: RefusalOf<AgencyVerbs[Name]> }[keyof AgencyVerbs]

/** The stable code of a refusal: its tag. */
export type RefusalCode = Refusal["_tag"]

/** The messages of one language: for every refusal, what is wrong and what to do. */
export type Messages = { readonly [Code in RefusalCode]: (refusal: Extract<Refusal, { _tag: Code }>) => string }
