import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readTyped } from "../password/index.ts"
import { PasswordHasher } from "../ports/password-hasher.ts"
import { orRelease, reserveOrWait } from "./attempt.ts"
import { ownIdentifier } from "./own-identifier.ts"
import { behind } from "./person.ts"
import { Policies } from "./policies.ts"
import { PasswordWrong } from "./refusals.ts"

/**
 * Whoever is signed in types the present password again, before what a borrowed browser must not do.
 *
 * It is a try like one at the door, counted before it is verified: a session is no way around the lock-out. The right
 * password is to be told to the counter in the commit of what it allows (`succeed`), or given back (`orRelease`).
 */
export const reauthenticated = Effect.fnUntraced(function* (asked: { readonly session: string }, current: unknown) {
  const { lockOut } = yield* Policies
  const hasher = yield* PasswordHasher
  const { person } = yield* behind(asked)
  const { indexes } = yield* ownIdentifier(person.dataKey, person.account.state.owner)
  const attempt = yield* reserveOrWait(indexes, lockOut)
  const typed = readTyped(current)?.reveal() ?? ""
  const matches = yield* hasher.verify(Redacted.make(typed), person.account.secret).pipe(orRelease(attempt))
  if (!matches) return yield* new PasswordWrong()
  return { attempt, verified: person.account }
})
