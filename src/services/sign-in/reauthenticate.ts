import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readTyped } from "../../password/index.ts"
import { PasswordHasher } from "../../ports/password-hasher.ts"
import { Storage } from "../../ports/storage.ts"
import { sameSecret } from "../aggregate.ts"
import { Policies } from "../policies.ts"
import { PasswordWrong, TryLater } from "../refusals.ts"
import { orRelease, reserveOrWait, succeed } from "./attempt.ts"
import { ownIdentifier } from "./own-identifier.ts"
import { behind, type Done, type Person } from "./person.ts"

/**
 * Whoever is signed in types the present password again, before what a borrowed browser must not do.
 *
 * It is a try like one at the door, counted before it is verified: a session is no way around the lock-out. `withProof`
 * gives it back in the commit of what it allows.
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

/** The account is still the one whose password was typed: what follows, with the try given back. */
export const withProof = Effect.fnUntraced(function* <Refusal, E, R, E2, R2>(
  proof: Effect.Effect<Effect.Success<ReturnType<typeof reauthenticated>>, E2, R2>,
  person: Person,
  at: number,
  follows: Effect.Effect<Done<Refusal>, E, R>,
) {
  const storage = yield* Storage
  const { attempt, verified } = yield* proof
  const decided = Effect.gen(function* () {
    if (!sameSecret(person.account, verified)) return yield* new TryLater()
    const done = yield* follows
    const { rows } = yield* storage.load(attempt.lockOuts)
    const decided: Done<Refusal> = { ...done, also: [...(done.also ?? []), ...(yield* succeed(attempt, rows, at))] }
    return decided
  })
  return yield* orRelease(attempt)(decided)
})
