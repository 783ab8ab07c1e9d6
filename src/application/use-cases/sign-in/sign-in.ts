import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../../domain/account/account.ts"
import { isLegacyPassword } from "../../../domain/account/legacy-password.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { readTyped } from "../../../domain/password/index.ts"
import { type LegacyAnswer, LegacyVerifier } from "../../../ports/legacy-verifier.ts"
import type { Owner } from "../../../ports/storage.ts"
import { type Attempt, refundAttemptOnFailure, withAttempt } from "../../caller/attempt.ts"
import { completeSignIn } from "../../caller/complete-sign-in.ts"
import { loadRememberedIdentifier } from "../../caller/device.ts"
import type { MigrationRequired, MustChangePassword, SignedIn, TermsRequired } from "../../caller/sign-in-answer.ts"
import { startLegacyMigration } from "../../caller/start-legacy-migration.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { Refused } from "../../contract/refusals.ts"
import {
  type Identifier,
  type IndexedIdentifier,
  indexIdentifier,
  kindOf,
  readIdentifier,
} from "../../secrets/identifier.ts"
import { verifyPassword, withHasherPlace } from "../../secrets/password-secret.ts"
import { isTicket } from "../../secrets/ticket.ts"
import { readAggregate } from "../../unit-of-work/aggregate.ts"

/** The answer to a right password. Only `SignedIn` has a session. */
export type SignInAnswer = SignedIn | MigrationRequired | MustChangePassword | TermsRequired

const DIFFERS: LegacyAnswer = { _tag: "Differs" }

/**
 * Signs in with an identifier and a password. The identifier is a social security number, a provisional identifier, or
 * the device token that `rememberMe` gave this browser.
 *
 * `Refused` is the same for a wrong password, an unknown identifier and a wait after failures, to prevent account
 * enumeration. Each does the same work, to prevent timing attacks. Each call is a new attempt: it takes no command id.
 */
export const signIn = Effect.fn("MonCompte.signIn")(function* (request: Input<"signIn">) {
  const { identifier, person } = yield* isTicket(request.identifier)
    ? loadRememberedIdentifier(request.identifier)
    : Effect.map(readIdentifier(request.identifier), (identifier) => ({ identifier, person: null }))
  const { lockOut } = yield* Policies
  const findable = yield* indexIdentifier(identifier)
  const password = Redacted.make(readTyped(request.password)?.reveal() ?? "")
  const signingIn = withAttempt(findable, lockOut, person, (reserved) =>
    Effect.gen(function* () {
      const verifying = verify(identifier, findable, reserved, password)
      const complete = yield* reserved === null ? verifying : refundAttemptOnFailure(reserved.attempt)(verifying)
      if (reserved === null || complete === null) return yield* new Refused()
      const { attempt } = reserved
      const completing = Effect.gen(function* () {
        return yield* complete(attempt)
      })
      return yield* refundAttemptOnFailure(attempt, "Refused")(completing)
    }),
  )
  return yield* withHasherPlace(signingIn)
})

/**
 * Verifies a password. Does the same work for every account, to prevent timing attacks: every password goes to the
 * hasher, and every password of eight digits leads to a question to the legacy system.
 *
 * The question is a decoy during a wait (`reserved` is `null`), and for an account that the legacy password does not
 * open. So an attacker cannot go on guessing during a wait by the time or the load of the legacy system. And a new
 * password of eight digits does not leave this system.
 *
 * Answers the step that completes the sign-in, or `null` for a wrong password.
 */
const verify = Effect.fnUntraced(function* (
  identifier: Identifier,
  { indexes, keys }: IndexedIdentifier,
  reserved: { readonly owner: Owner | null } | null,
  password: Redacted.Redacted<string>,
) {
  const legacy = yield* LegacyVerifier
  const owner = reserved?.owner ?? null
  const account = yield* readAggregate(Account.machine, owner?.id ?? Account.stream.id(indexes[0]), owner?.row)
  const isAccepted = reserved !== null && Account.acceptsIdentifier(account.state, kindOf(identifier))
  const matches = yield* verifyPassword(account, password, isAccepted ? account.secret : null)
  const nir = identifier instanceof Nir && isLegacyPassword(Redacted.value(password)) ? identifier : null
  const isQuestion = reserved !== null && Account.acceptsProof(account.state, "LegacyPassword")
  const answer = nir === null ? DIFFERS : yield* isQuestion ? legacy.verify(nir, password) : legacy.verifyDecoy
  if (reserved === null) return null
  if (account.state._tag === "Active") {
    return matches ? (attempt: Attempt) => completeSignIn(account, identifier, keys, password, attempt) : null
  }
  if (nir === null || answer._tag === "Differs") return null
  return (attempt: Attempt) => startLegacyMigration({ nir, keys, file: answer.file, attempt, known: owner?.id ?? null })
})
