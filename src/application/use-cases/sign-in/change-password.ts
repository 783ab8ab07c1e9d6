import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { PasswordHasher } from "../../../ports/password-hasher.ts"
import { asPerson } from "../../caller/as-person.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { assessNewPassword, type PasswordChanged } from "../../caller/new-password.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { executeOrDie, withSecret } from "../../unit-of-work/aggregate.ts"

/**
 * Changes the password of a signed-in person who types the present one.
 *
 * A wrong current password is refused with `PasswordWrong`, and counts as an attempt like one at sign-in. In one commit
 * the password changes, every session ends, and every contact is notified.
 */
export const changePassword = Effect.fn("MonCompte.changePassword")(function* (request: Input<"changePassword">) {
  const hasher = yield* PasswordHasher
  const { confirmation, current, password } = request
  const reauthenticated = withReauthentication(current)
  yield* asPerson("ChangePassword", Schema.Never, request, [], (person, _, at) =>
    Effect.gen(function* () {
      const { contacts, owner } = person.account.state
      const { nir } = yield* currentIdentifier(person.dataKey, owner)
      // Assessed first: a new password that breaks a rule must not cost an attempt of the present one.
      const candidate = yield* assessNewPassword({ password, confirmation }, { nir, current })
      const change = Effect.gen(function* () {
        const hash = yield* hasher.hash(candidate)
        return {
          account: withSecret(yield* executeOrDie(person.account, { _tag: "ChangePassword", ticket: null, at }), hash),
          sessions: yield* endAllSessions(person.sessions, "PasswordChanged", at),
          messages: yield* announce(person.id, contacts, "PasswordChanged", at),
        }
      })
      return yield* reauthenticated(person, at, change)
    }),
  )
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
