import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { PasswordHasher } from "../../../ports/password-hasher.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { assessNewPassword, type PasswordChanged } from "../../caller/new-password.ts"
import { asPerson } from "../../caller/person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { ownIdentifier } from "../../secrets/own-identifier.ts"
import { execute, withSecret } from "../../unit-of-work/aggregate.ts"

/**
 * Changes the password of who is signed in and types the present one.
 *
 * A wrong present one is `PasswordWrong` and counts as a try at the door does. Hash, end of every session and news to
 * every contact are one commit.
 */
export const changePassword = Effect.fn("MonCompte.changePassword")(function* (asked: Input<"changePassword">) {
  const hasher = yield* PasswordHasher
  const { confirmation, current, password } = asked
  const proved = withReauthentication(current)
  yield* asPerson("ChangePassword", Schema.Never, asked, [], (person, _, at) => {
    const { contacts, owner } = person.account.state
    // First what costs nothing: a new password that breaks a rule is not worth a try of the present one.
    const chosen = Effect.flatMap(ownIdentifier(person.dataKey, owner), ({ nir }) =>
      assessNewPassword({ password, confirmation }, { nir, current }),
    )
    const follows = (candidate: Effect.Success<typeof chosen>) =>
      Effect.gen(function* () {
        const hash = yield* hasher.hash(candidate)
        const changed = execute(person.account, { _tag: "ChangePassword", ticket: null, at })
        return {
          account: withSecret(yield* Effect.orDie(Effect.fromResult(changed)), hash),
          sessions: yield* endAllSessions(person.sessions, "PasswordChanged", at),
          messages: yield* announce(person.id, contacts, "PasswordChanged", at),
        }
      })
    return Effect.flatMap(chosen, (candidate) => proved(person, at, follows(candidate)))
  })
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
