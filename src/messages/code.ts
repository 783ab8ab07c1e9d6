import type * as Effect from "effect/Effect"
import type { AgencyVerbs } from "../application/agency.ts"
import type { Verbs } from "../application/mon-compte.ts"

type RefusalOf<V> = V extends (...asked: never) => Effect.Effect<infer _A, infer Refusal> ? Refusal : never

/** Every refusal that any verb may answer, a person's or an agent's. */
export type Refusal =
  | { [Name in keyof Verbs]: RefusalOf<Verbs[Name]> }[keyof Verbs]
  | { [Name in keyof AgencyVerbs]: RefusalOf<AgencyVerbs[Name]> }[keyof AgencyVerbs]

/** The stable code of a refusal: its tag. */
export type RefusalCode = Refusal["_tag"]

/** What is the matter and what to do, in one language, for every refusal. */
export type Messages = { readonly [Code in RefusalCode]: (refusal: Extract<Refusal, { _tag: Code }>) => string }
