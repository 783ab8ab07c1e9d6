import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { PasswordHasher } from "../ports/password-hasher.ts"
import { Storage } from "../ports/storage.ts"
import { act, sameSecret, withSecret } from "./aggregate.ts"
import { orRelease, succeed } from "./attempt.ts"
import { endAll } from "./end-sessions.ts"
import type { Input } from "./inputs.ts"
import { judged } from "./new-password.ts"
import { ownIdentifier } from "./own-identifier.ts"
import { asPerson } from "./person.ts"
import { reauthenticated } from "./reauthenticate.ts"
import { TryLater } from "./refusals.ts"
import { tell } from "./tell.ts"

/** The password is the new one. Every session has ended, the one that asked included: sign in with it. */
export interface PasswordChanged {
  readonly _tag: "PasswordChanged"
}

/**
 * Changes the password of who is signed in and types the present one.
 *
 * A wrong present one is `PasswordWrong` and counts as a try at the door does. Hash, end of every session and news to
 * every contact are one commit.
 */
export const changePassword = Effect.fn("MonCompte.changePassword")(function* (asked: Input<"changePassword">) {
  const storage = yield* Storage
  const hasher = yield* PasswordHasher
  const { confirmation, current, password } = asked
  // Each at most once, however often the commit starts over.
  const proof = yield* Effect.cached(reauthenticated(asked, current))
  yield* asPerson("ChangePassword", Schema.Never, asked, [], (person, _, at) =>
    Effect.gen(function* () {
      const { nir } = yield* ownIdentifier(person.dataKey, person.account.state.owner)
      // First what costs nothing: a new password that breaks a rule is not worth a try of the present one.
      const chosen = yield* judged({ password, confirmation }, { nir, current })
      const { attempt, verified } = yield* proof
      const decided = Effect.gen(function* () {
        if (!sameSecret(person.account, verified)) return yield* new TryLater()
        const hash = yield* hasher.hash(chosen)
        const { rows } = yield* storage.load(attempt.lockOuts)
        const changed = yield* Effect.orDie(
          Effect.fromResult(act(person.account, { _tag: "ChangePassword", ticket: null, at })),
        )
        return {
          account: withSecret(changed, hash),
          sessions: yield* endAll(person.sessions, "PasswordChanged", at),
          also: yield* succeed(attempt, rows, at),
          messages: yield* tell(person.id, person.account.state.contacts, "PasswordChanged", at),
        }
      })
      return yield* decided.pipe(orRelease(attempt))
    }),
  )
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
