import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readTyped } from "../../domain/password/index.ts"
import { Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { PasswordWrong, TryLater } from "../contract/refusals.ts"
import { currentIdentifier } from "../secrets/current-identifier.ts"
import { verifyPassword, withHasherPlace } from "../secrets/password-secret.ts"
import { sameSecret } from "../unit-of-work/aggregate.ts"
import type { PersonDecision } from "./as-person.ts"
import { attemptAsPerson, clearCounters, recordSuccess } from "./attempt.ts"
import { requireTyped } from "./require-typed.ts"
import type { SignedInPerson } from "./session.ts"

const reauthenticate = Effect.fnUntraced(function* (person: SignedInPerson, current: unknown) {
  yield* requireTyped("current", current)
  const { lockOut } = yield* Policies
  const { indexes } = yield* currentIdentifier(person.dataKey, person.account.state.owner)
  const typed = readTyped(current)?.reveal() ?? ""
  const { account } = person
  const { attempt, counters, matches } = yield* withHasherPlace(
    Effect.gen(function* () {
      const reserved = yield* attemptAsPerson(indexes, lockOut, person.id, "PasswordWrong")
      return { ...reserved, matches: yield* verifyPassword(account, Redacted.make(typed), account.secret) }
    }),
  )
  if (!matches) return yield* new PasswordWrong()
  return { attempt, counters, indexes, verified: person.account }
})

/**
 * Requires re-authentication with the current password before a decision, which prevents misuse of an open session.
 *
 * The attempt counts with those of the browsers that remember the person, so that neither a session bypasses the
 * lock-out nor a stranger who guesses at sign-in keeps the person from a change. The password is verified once,
 * however often the transaction starts over. The decision holds for the account whose password was verified, and the
 * same commit records the success of the attempt. The attempt stays under way until that commit: the scope is that of
 * the command.
 *
 * `givesNewPassword` says that the decision replaces the password: every counter of the person starts at zero, so that
 * earlier guesses of strangers do not keep out the person with the new password.
 */
export const withReauthentication = (current: unknown, { givesNewPassword = false } = {}) => {
  let reauthenticated: Effect.Success<ReturnType<typeof reauthenticate>> | null = null
  return Effect.fnUntraced(function* <D extends PersonDecision<unknown>, E, R>(
    person: SignedInPerson,
    at: number,
    decide: Effect.Effect<D, E, R>,
  ) {
    const storage = yield* Storage
    const { attempt, counters, indexes, verified } = reauthenticated ?? (yield* reauthenticate(person, current))
    // When the transaction starts over, another transaction may have changed the counters: they are read again.
    reauthenticated = { attempt, counters: null, indexes, verified }
    if (!sameSecret(person.account, verified)) return yield* new TryLater()
    const decision = yield* decide
    const recordRight = Effect.gen(function* () {
      const rows = counters ?? (yield* storage.load(attempt.lockOuts)).rows
      return yield* recordSuccess(attempt, rows, at)
    })
    const counted = yield* givesNewPassword ? clearCounters(person.id, [indexes], { at }) : recordRight
    return { ...decision, changes: [...(decision.changes ?? []), ...counted] }
  })
}
