import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { find } from "../../../domain/session/sessions.ts"
import { asPerson } from "../../caller/as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The session has ended, and the browser can delete it. */
export interface SignedOut {
  readonly _tag: "SignedOut"
}

/** Ends the session of this request. */
export const signOut = Effect.fn("MonCompte.signOut")(function* (request: Input<"signOut">) {
  yield* asPerson("SignOut", Schema.Never, request, [], ({ sessionHash, sessions }, _, at) => {
    const number = find(sessions.state, sessionHash, at)?.number ?? 0
    return Effect.fromResult(execute(sessions, { _tag: "End", number, cause: "SignedOut", at })).pipe(
      Effect.map((ended) => ({ sessions: ended })),
    )
  })
  const answer: SignedOut = { _tag: "SignedOut" }
  return answer
})
