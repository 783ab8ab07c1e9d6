import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"

/** Only the session of this request is left. */
export interface OthersRevoked {
  readonly _tag: "OthersRevoked"
}

/** Ends every session of the signed-in person except the one of this request. Does nothing if it is the only one. */
export const revokeOtherSessions = Effect.fn("MonCompte.revokeOtherSessions")(function* (
  request: Input<"revokeOtherSessions">,
) {
  yield* asPerson("RevokeOtherSessions", Schema.Never, request, [], ({ sessionHash, sessions }, _, at) =>
    Effect.map(executeOrDie(sessions, { _tag: "EndAll", except: sessionHash, cause: "Revoked", at }), (ended) => ({
      sessions: ended,
    })),
  )
  const answer: OthersRevoked = { _tag: "OthersRevoked" }
  return answer
})
