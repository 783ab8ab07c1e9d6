import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import { asPerson } from "../../caller/as-person.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { knownPerson } from "../../caller/known-person.ts"
import { assessNewPassword, type PasswordChanged } from "../../caller/new-password.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { hashPassword } from "../../secrets/password-secret.ts"
import { executeOrDie, withSecret } from "../../unit-of-work/aggregate.ts"

/**
 * Changes the password of a signed-in person who types the present one.
 *
 * A wrong current password is refused with `PasswordWrong`, and counts as an attempt like one at sign-in. In one commit
 * the password changes, every session and recovery ends, no browser remembers the person, and every contact is notified. The new
 * password has fresh tries: earlier guesses of strangers cause no wait.
 */
export const changePassword = Effect.fn("MonCompte.changePassword")(function* (request: Input<"changePassword">) {
  const { confirmation, current, password } = request
  const reauthenticated = withReauthentication(current, { givesNewPassword: true })
  const reads = (account: string) => [Device.stream.id(account), DataKey.stream.id(account)]
  yield* asPerson("ChangePassword", Schema.Never, request, reads, (person, [devicesRow, keyRow], at) =>
    Effect.gen(function* () {
      const { contacts, owner } = person.account.state
      const { dataKey } = person
      const { nir } = yield* currentIdentifier(dataKey, owner)
      const known = yield* knownPerson({ dataKey, nir, contacts: [contacts.present] }, request.about)
      // Assessed first: a new password that breaks a rule must not cost an attempt of the present one.
      const candidate = yield* assessNewPassword({ password, confirmation }, { ...known, current })
      const change = Effect.gen(function* () {
        const changed = yield* executeOrDie(person.account, { _tag: "ChangePassword", ticket: null, at })
        return {
          account: withSecret(changed, yield* hashPassword(changed, candidate)),
          sessions: yield* endAllSessions(person.sessions, "PasswordChanged", at),
          others: [
            yield* forgetAllDevices(person.id, devicesRow, "PasswordChanged", at),
            ...(yield* endRecoveriesOf(person.account, keyRow, at)),
          ],
          messages: yield* announce(person.id, contacts, "PasswordChanged", at),
        }
      })
      return yield* reauthenticated(person, at, change)
    }),
  )
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
