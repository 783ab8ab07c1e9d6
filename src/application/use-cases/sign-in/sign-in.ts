import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../../domain/account/account.ts"
import { isLegacyPassword } from "../../../domain/account/legacy-password.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { readTyped } from "../../../domain/password/index.ts"
import { type LegacyAnswer, LegacyVerifier } from "../../../ports/legacy-verifier.ts"
import { PasswordHasher } from "../../../ports/password-hasher.ts"
import type { Owner } from "../../../ports/storage.ts"
import { completeSignIn, startLegacyMigration } from "../../caller/admit.ts"
import { type Attempt, refundAttemptOnFailure, reserveAttemptAndFindOwner } from "../../caller/attempt.ts"
import { rememberedIdentifierOf } from "../../caller/device.ts"
import type { MigrationRequired, MustChangePassword, SignedIn, TermsRequired } from "../../caller/open-session.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { Refused } from "../../contract/refusals.ts"
import { type Findable, findableBy, type Identifier, mayOpen, readIdentifier } from "../../secrets/identifier.ts"
import { isTicket } from "../../secrets/ticket.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"

/** What a right password leads to. Only `SignedIn` has a session. */
export type SignInAnswer = SignedIn | MigrationRequired | MustChangePassword | TermsRequired

const DIFFERS: LegacyAnswer = { _tag: "Differs" }

/**
 * Signs in with a social security number, or a provisional identifier, or what `rememberMe` gave this browser in the
 * place of either, and a password.
 *
 * `Refused` is one value for a wrong password, an unknown number and a wait after failures; the same work is done for
 * each. Every call is a try of its own: it takes no command id, because a password proves something only when typed.
 */
export const signIn = Effect.fn("MonCompte.signIn")(function* (asked: Input<"signIn">) {
  const identifier = yield* isTicket(asked.identifier)
    ? rememberedIdentifierOf(asked.identifier)
    : readIdentifier(asked.identifier)
  const { lockOut } = yield* Policies
  const findable = yield* findableBy(identifier)
  const reserved = yield* reserveAttemptAndFindOwner(findable, lockOut)
  const password = readTyped(asked.password)?.reveal() ?? ""
  const verifying = verify(identifier, findable, reserved?.owner ?? null, Redacted.make(password))
  const verified = yield* reserved === null ? verifying : refundAttemptOnFailure(reserved.attempt)(verifying)
  if (reserved === null || verified === null) return yield* new Refused()
  const { attempt } = reserved
  const admitted = Effect.gen(function* () {
    return yield* verified(attempt)
  })
  return yield* refundAttemptOnFailure(attempt, "Refused")(admitted)
})

/**
 * Verifies a password against all there is, whatever the account: the time it takes tells nothing.
 *
 * A password of eight digits is always shown to the legacy system, and any password to the hasher. Answers how to
 * let the person in, or `null`.
 */
const verify = Effect.fnUntraced(function* (
  identifier: Identifier,
  { indexes, keys }: Findable,
  owner: Owner | null,
  password: Redacted.Redacted<string>,
) {
  const hasher = yield* PasswordHasher
  const legacy = yield* LegacyVerifier
  const account = yield* readAggregate(Account.machine, owner?.id ?? Account.stream.id(indexes[0]), owner?.row)
  const matches = yield* hasher.verify(password, mayOpen(account.state, identifier) ? account.secret : null)
  const nir = identifier instanceof Nir && isLegacyPassword(Redacted.value(password)) ? identifier : null
  const answer = nir === null ? DIFFERS : yield* legacy.verify(nir, password)
  if (account.state._tag === "Active") {
    return matches ? (attempt: Attempt) => completeSignIn(account, identifier, keys, password, attempt) : null
  }
  if (nir === null || answer._tag === "Differs") return null
  return (attempt: Attempt) => startLegacyMigration({ nir, keys, file: answer.file, attempt, known: owner?.id ?? null })
})
