import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readTyped } from "../../domain/password/index.ts"
import { PasswordHasher } from "../../ports/password-hasher.ts"
import { Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { PasswordWrong, TryLater } from "../contract/refusals.ts"
import { ownIdentifier } from "../secrets/own-identifier.ts"
import { sameSecret } from "../unit-of-work/aggregate.ts"
import { recordSuccess, refundAttemptOnFailure, reserveAttempt } from "./attempt.ts"
import type { Decided, SignedInPerson } from "./person.ts"

const reauthenticated = Effect.fnUntraced(function* (person: SignedInPerson, current: unknown) {
  const { lockOut } = yield* Policies
  const hasher = yield* PasswordHasher
  const { indexes } = yield* ownIdentifier(person.dataKey, person.account.state.owner)
  const { attempt, counted } = yield* reserveAttempt(indexes, lockOut)
  const typed = readTyped(current)?.reveal() ?? ""
  const matches = yield* hasher
    .verify(Redacted.make(typed), person.account.secret)
    .pipe(refundAttemptOnFailure(attempt))
  if (!matches) return yield* new PasswordWrong()
  return { attempt, counted, verified: person.account }
})

/**
 * Whoever is signed in types the present password again, before what a borrowed browser must not do. It is verified once,
 * however often the commit of what it allows starts over.
 *
 * It is a try like one at the door, counted before it is verified: a session is no way around the lock-out. What follows
 * holds for the account whose password was typed, and gives the try back in the same commit.
 */
export const withReauthentication = (current: unknown) => {
  let proved: Effect.Success<ReturnType<typeof reauthenticated>> | null = null
  return Effect.fnUntraced(function* <Refusal, E, R>(
    person: SignedInPerson,
    at: number,
    follows: Effect.Effect<Decided<Refusal>, E, R>,
  ) {
    const storage = yield* Storage
    const { attempt, counted, verified } = proved ?? (yield* reauthenticated(person, current))
    // The second time somebody else may have written to the counters meanwhile.
    proved = { attempt, counted: null, verified }
    const decided = Effect.gen(function* () {
      if (!sameSecret(person.account, verified)) return yield* new TryLater()
      const done = yield* follows
      const lockOuts = counted ?? (yield* storage.load(attempt.lockOuts)).rows
      const decided: Decided<Refusal> = {
        ...done,
        also: [...(done.also ?? []), ...(yield* recordSuccess(attempt, lockOuts, at))],
      }
      return decided
    })
    return yield* refundAttemptOnFailure(attempt)(decided)
  })
}
