import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** Only the session that asked is left. */
export interface OthersRevoked {
  readonly _tag: "OthersRevoked"
}

/** Ends every session of the person who asks but the one that asks. Harmless where it is the only one. */
export const revokeOtherSessions = Effect.fn("MonCompte.revokeOtherSessions")(function* (
  asked: Input<"revokeOtherSessions">,
) {
  yield* asPerson("RevokeOtherSessions", Schema.Never, asked, [], ({ session, sessions }, _, at) =>
    Effect.map(
      Effect.fromResult(execute(sessions, { _tag: "EndAll", except: session, cause: "Revoked", at })),
      (ended) => ({ sessions: ended }),
    ),
  )
  const answer: OthersRevoked = { _tag: "OthersRevoked" }
  return answer
})
