import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { open } from "../../../domain/session/sessions.ts"
import { asPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { SessionUnknown } from "../../contract/refusals.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The session has ended. */
export interface SessionRevoked {
  readonly _tag: "SessionRevoked"
}

/** Ends one session of the person who asks, by the number that `sessions` gave. */
export const revokeSession = Effect.fn("MonCompte.revokeSession")(function* (asked: Input<"revokeSession">) {
  const { number } = asked
  yield* asPerson("RevokeSession", Schema.Never, asked, [], ({ sessions }, _, at) =>
    Effect.gen(function* () {
      if (!open(sessions.state, at).some((session) => session.number === number)) return yield* new SessionUnknown()
      return { sessions: yield* Effect.fromResult(execute(sessions, { _tag: "End", number, cause: "Revoked", at })) }
    }),
  )
  const answer: SessionRevoked = { _tag: "SessionRevoked" }
  return answer
})
