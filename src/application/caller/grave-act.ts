import * as Effect from "effect/Effect"
import { Policies } from "../contract/policies.ts"
import { ReauthenticationRequired } from "../contract/refusals.ts"
import type { PersonDecision } from "./as-person.ts"
import { withReauthentication } from "./reauthenticate.ts"
import type { SignedInPerson } from "./session.ts"

/** An empty field is not a password: it is refused without a try. */
const isTyped = (current: unknown) => current !== undefined && current !== null && current !== ""

/**
 * Requires re-authentication before a grave act if the policy says so. Fails with `ReauthenticationRequired` if there is
 * no password, which counts no attempt.
 *
 * A password that is given is always verified, so that a person who typed a wrong one never reads that it was right.
 */
export const withGraveAct = (current: unknown) => {
  const reauthenticated = withReauthentication(current)
  return Effect.fnUntraced(function* <D extends PersonDecision<unknown>, E, R>(
    person: SignedInPerson,
    at: number,
    decide: Effect.Effect<D, E, R>,
  ) {
    if (isTyped(current)) return yield* reauthenticated(person, at, decide)
    const { graveActs } = yield* Policies
    if (graveActs.reauthentication === "password") return yield* new ReauthenticationRequired()
    return yield* decide
  })
}
