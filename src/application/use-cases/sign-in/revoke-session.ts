import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { SessionUnknown } from "../../contract/refusals.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The session has ended. */
export interface SessionRevoked {
  readonly _tag: "SessionRevoked"
}

/** Ends one session of the signed-in person, by its number in `listSessions`. */
export const revokeSession = Effect.fn("MonCompte.revokeSession")(function* (request: Input<"revokeSession">) {
  const { number } = request
  yield* asPerson("RevokeSession", Schema.Never, request, [], ({ sessions }, _, at) =>
    Effect.fromResult(execute(sessions, { _tag: "End", number, cause: "Revoked", at })).pipe(
      Effect.map((ended) => ({ sessions: ended })),
      Effect.catchTag("SessionOver", () => Effect.fail(new SessionUnknown())),
    ),
  )
  const answer: SessionRevoked = { _tag: "SessionRevoked" }
  return answer
})
