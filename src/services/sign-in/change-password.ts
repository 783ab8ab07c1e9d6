import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { PasswordHasher } from "../../ports/password-hasher.ts"
import { act, withSecret } from "../aggregate.ts"
import { tell } from "../delivery/tell.ts"
import type { Input } from "../inputs.ts"
import { endAll } from "./end-sessions.ts"
import { judged } from "./new-password.ts"
import { ownIdentifier } from "./own-identifier.ts"
import { asPerson } from "./person.ts"
import { withProof } from "./reauthenticate.ts"

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
  const hasher = yield* PasswordHasher
  const { confirmation, current, password } = asked
  const proved = withProof(current)
  yield* asPerson("ChangePassword", Schema.Never, asked, [], (person, _, at) => {
    const { contacts, owner } = person.account.state
    // First what costs nothing: a new password that breaks a rule is not worth a try of the present one.
    const chosen = Effect.flatMap(ownIdentifier(person.dataKey, owner), ({ nir }) =>
      judged({ password, confirmation }, { nir, current }),
    )
    const follows = (candidate: Effect.Success<typeof chosen>) =>
      Effect.gen(function* () {
        const hash = yield* hasher.hash(candidate)
        const changed = act(person.account, { _tag: "ChangePassword", ticket: null, at })
        return {
          account: withSecret(yield* Effect.orDie(Effect.fromResult(changed)), hash),
          sessions: yield* endAll(person.sessions, "PasswordChanged", at),
          messages: yield* tell(person.id, contacts, "PasswordChanged", at),
        }
      })
    return Effect.flatMap(chosen, (candidate) => proved(person, at, follows(candidate)))
  })
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
