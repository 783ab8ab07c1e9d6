import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { find } from "../../../domain/session/sessions.ts"
import { asPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The session has ended; the browser may forget it. */
export interface SignedOut {
  readonly _tag: "SignedOut"
}

/** Ends the session that asks. */
export const signOut = Effect.fn("MonCompte.signOut")(function* (asked: Input<"signOut">) {
  yield* asPerson("SignOut", Schema.Never, asked, [], ({ session, sessions }, _, at) => {
    const number = find(sessions.state, session, at)?.number ?? 0
    return Effect.fromResult(execute(sessions, { _tag: "End", number, cause: "SignedOut", at })).pipe(
      Effect.map((ended) => ({ sessions: ended })),
    )
  })
  const answer: SignedOut = { _tag: "SignedOut" }
  return answer
})
