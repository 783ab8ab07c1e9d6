import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../../domain/account/account.ts"
import { readLegacyPassword } from "../../../domain/account/legacy-password.ts"
import { civilDateAt } from "../../../domain/civil-date/civil-date.ts"
import { isLegacyOpen } from "../../../domain/migration/migration-policy.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { assess, readTyped } from "../../../domain/password/index.ts"
import { type LegacyAnswer, LegacyVerifier } from "../../../ports/legacy-verifier.ts"
import type { Owner } from "../../../ports/storage.ts"
import { type Attempt, attemptOrNull } from "../../caller/attempt.ts"
import { completeSignIn } from "../../caller/complete-sign-in.ts"
import { loadRememberedIdentifier } from "../../caller/device.ts"
import { requireTyped } from "../../caller/require-typed.ts"
import type { MigrationRequired, MustChangePassword, SignedIn, TermsRequired } from "../../caller/sign-in-answer.ts"
import { startLegacyMigration } from "../../caller/start-legacy-migration.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { LegacyPasswordRefused, LegacySignInClosed, Refused } from "../../contract/refusals.ts"
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
import { asFoundBy } from "../../unit-of-work/loaded-account.ts"

/** The answer to a right password. Only `SignedIn` has a session. */
export type SignInAnswer = SignedIn | MigrationRequired | MustChangePassword | TermsRequired

const DIFFERS: LegacyAnswer = { _tag: "Differs" }

/**
 * Signs in with an identifier and a password. The identifier is a social security number, a provisional identifier, or
 * the device token that `rememberMe` gave this browser.
 *
 * `Refused` is the same for a wrong password, an unknown identifier and a wait after failures, to prevent account
 * enumeration. Each does the same work, to prevent timing attacks. Each call is a new attempt: it takes no command id.
 *
 * `label` describes the browser, such as `Firefox, Lyon`: only its owner sees it, in `listSessions`. It is stored
 * encrypted, and left out if it cannot be read or has personal data.
 *
 * `FieldEmpty`, `LegacyPasswordRefused`, and `LegacySignInClosed` after the last day of the 8-digit passwords, depend on
 * the typed text alone. They ask no port and count no attempt.
 */
export const signIn = Effect.fn("MonCompte.signIn")(function* (request: Input<"signIn">) {
  const { identifier, person } = yield* isTicket(request.identifier)
    ? loadRememberedIdentifier(request.identifier)
    : Effect.map(readIdentifier(request.identifier), (identifier) => ({ identifier, person: null }))
  yield* requireTyped("password", request.password)
  const { lockOut, migration, password: passwordPolicy } = yield* Policies
  const isOpen = isLegacyOpen(migration, civilDateAt(yield* Clock.currentTimeMillis))
  // Only a number goes with 8 digits, unless the policy accepts them as a new password.
  const isLegacyForm = readLegacyPassword(request.password) !== null && !assess(request.password, passwordPolicy).ok
  if (isLegacyForm && kindOf(identifier) === "provisional") return yield* new LegacyPasswordRefused()
  if (isLegacyForm && !isOpen && migration.lastLegacyDay !== null) {
    return yield* new LegacySignInClosed({ lastDay: migration.lastLegacyDay })
  }
  const findable = yield* indexIdentifier(identifier)
  const password = Redacted.make(readTyped(request.password)?.reveal() ?? "")
  const signingIn = Effect.gen(function* () {
    const reserved = yield* attemptOrNull(findable, lockOut, person, "Refused")
    const complete = yield* verify({ identifier, isOpen, label: request.label }, findable, reserved, password)
    if (reserved === null || complete === null) return yield* new Refused()
    const answer: SignInAnswer = yield* complete(reserved.attempt)
    return answer
  })
  return yield* withHasherPlace(Effect.scoped(signingIn))
})

/**
 * Verifies a password. Does the same work for every account, to prevent timing attacks: every password goes to the
 * hasher, and every password of eight digits leads to a question to the legacy system while it is open to the migration.
 *
 * The question is a decoy during a wait (`reserved` is `null`), and for an account that the legacy password does not
 * open. So an attacker cannot go on guessing during a wait by the time or the load of the legacy system. And a new
 * password of eight digits does not leave this system.
 *
 * Answers the step that completes the sign-in, or `null` for a wrong password.
 */
const verify = Effect.fnUntraced(function* (
  { identifier, isOpen, label }: { readonly identifier: Identifier; readonly isOpen: boolean; readonly label: unknown },
  { indexes, keys }: IndexedIdentifier,
  reserved: { readonly owner: Owner | null } | null,
  password: Redacted.Redacted<string>,
) {
  const legacy = yield* LegacyVerifier
  const owner = reserved?.owner ?? null
  const found = yield* readAggregate(Account.machine, owner?.id ?? Account.stream.id(indexes[0]), owner?.row)
  const account = asFoundBy(found, indexes)
  const isAccepted = reserved !== null && Account.acceptsIdentifier(account.state, kindOf(identifier))
  const matches = yield* verifyPassword(account, password, isAccepted ? account.secret : null)
  const digits = readLegacyPassword(Redacted.value(password))
  const nir = identifier instanceof Nir && digits !== null && isOpen ? identifier : null
  const isQuestion = reserved !== null && Account.acceptsProof(account.state, "LegacyPassword")
  const question = isQuestion ? legacy.verify : () => legacy.verifyDecoy
  const answer = nir === null || digits === null ? DIFFERS : yield* question(nir, Redacted.make(digits))
  if (reserved === null) return null
  if (account.state._tag === "Active") {
    return matches ? (attempt: Attempt) => completeSignIn(account, identifier, keys, password, attempt, label) : null
  }
  if (nir === null || answer._tag === "Differs") return null
  return (attempt: Attempt) => startLegacyMigration({ nir, keys, file: answer.file, attempt, known: owner?.id ?? null })
})
