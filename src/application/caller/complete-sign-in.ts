import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../domain/account/account.ts"
import { type SignInRequirement, signInRequirement } from "../../domain/account/requirement.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { assess } from "../../domain/password/index.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import type { UniqueKeys } from "../../ports/storage.ts"
import { TermsRegister } from "../../ports/terms-register.ts"
import { Policies } from "../contract/policies.ts"
import { Refused, TryLater } from "../contract/refusals.ts"
import { claimsOf, indexesIn } from "../secrets/blind-index.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { type Identifier, kindOf } from "../secrets/identifier.ts"
import { hashPassword, isOutdated } from "../secrets/password-secret.ts"
import { makeTicket } from "../secrets/ticket.ts"
import { executeOrDie, sameSecret, withSecret } from "../unit-of-work/aggregate.ts"
import { asFoundBy, type LoadedAccount, readAccount } from "../unit-of-work/loaded-account.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { secretAnswer, transact } from "../unit-of-work/transact.ts"
import { type Attempt, recordSuccess, signInCommand } from "./attempt.ts"
import { forbiddenContacts } from "./known-person.ts"
import { openSession } from "./open-session.ts"
import { readSessions } from "./session.ts"
import type { MustChangePassword, TermsRequired } from "./sign-in-answer.ts"

/** Hashes the password again if its hash is outdated. A busy hasher does not fail the sign-in. */
const withCurrentHash = Effect.fnUntraced(function* (
  account: LoadedAccount,
  password: Redacted.Redacted<string>,
  at: number,
) {
  if (account.secret === null || !(yield* isOutdated(account.secret))) return account
  const hash = yield* hashPassword(account, password).pipe(Effect.catchTag("HasherBusy", () => Effect.succeed(null)))
  if (hash === null) return account
  return withSecret(yield* executeOrDie(account, { _tag: "RenewHash", at }), hash)
})

/**
 * The contact is compared here too, if the policy forbids it: in the wizard, the person gives it after the password. What
 * the policy forbids besides was compared when the password was chosen.
 */
const requirementOf = Effect.fnUntraced(function* (
  account: Account.Active,
  dataKey: LoadedDataKey,
  password: Redacted.Redacted<string>,
) {
  const { password: policy } = yield* Policies
  const contacts = yield* forbiddenContacts(dataKey, [account.contacts.present])
  const register = yield* TermsRegister
  const typed = Redacted.value(password)
  return signInRequirement(account, {
    satisfiesPolicy: assess(typed, policy, { confirmation: typed, contacts }).ok,
    inForce: yield* Effect.catchTag(register.inForce, "TermsDown", () => Effect.succeed(null)),
  })
})

/**
 * Issues the ticket with which the person meets the requirement. A compromised password gets none: an intruder who knows
 * it could otherwise replace it before the owner does.
 */
const requireAction = Effect.fnUntraced(function* (account: LoadedAccount, required: SignInRequirement, at: number) {
  if (required.requirement === "NewPassword" && required.reason === "Compromised") {
    const answer: MustChangePassword = { _tag: "MustChangePassword", reason: required.reason }
    return { account, answer }
  }
  const { migration: policy } = yield* Policies
  const ticket = yield* makeTicket(Account.stream.keyOf(account.id))
  const until = at + policy.ticketMinutes * 60_000
  const { requirement } = required
  const command = yield* executeOrDie(account, { _tag: "RequireAction", requirement, ticket: ticket.hash, until, at })
  const answer: MustChangePassword | TermsRequired =
    required.requirement === "NewPassword"
      ? { _tag: "MustChangePassword", ticket: ticket.text, reason: required.reason, until }
      : { _tag: "TermsRequired", ticket: ticket.text, version: required.version, until }
  return { account: command, answer }
})

/**
 * Completes a sign-in with the right password: opens a session, or requires an action first.
 *
 * In the same commit the account must be as it was when the password was verified. An account that was closed meanwhile,
 * whose password was changed, or whose identifier was retired, opens no session.
 */
export const completeSignIn = Effect.fnUntraced(function* (
  verified: LoadedAccount,
  identifier: Identifier,
  keys: UniqueKeys,
  password: Redacted.Redacted<string>,
  attempt: Attempt,
  label: unknown,
) {
  const id = Account.stream.keyOf(verified.id)
  const command = signInCommand(attempt, [verified.id, Sessions.stream.id(id), DataKey.stream.id(id)])
  const outcome = yield* transact(command, ([row, sessionsRow, dataKeyRow, ...lockOuts], at) =>
    Effect.gen(function* () {
      const account = asFoundBy(yield* readAccount(id, row), indexesIn(keys))
      if (!Account.acceptsIdentifier(account.state, kindOf(identifier))) return yield* new Refused()
      if (!sameSecret(account, verified)) return yield* new TryLater()
      const rehashed = yield* withCurrentHash(account, password, at)
      const counted = yield* recordSuccess(attempt, lockOuts, at)
      const claims = claimsOf(keys, account.id, account.id)
      const dataKey = yield* readDataKey(id, dataKeyRow)
      const required = yield* requirementOf(account.state, dataKey, password)
      if (required !== null) {
        const pending = yield* requireAction(rehashed, required, at)
        return { ...(yield* planOf([pending.account], counted)), claims, answer: pending.answer }
      }
      const browser = { ticket: yield* makeTicket(id), label }
      const opened = yield* openSession(yield* readSessions(id, sessionsRow), browser, dataKey, at)
      return { ...(yield* planOf([rehashed, opened.sessions], counted)), claims, answer: opened.answer }
    }),
  )
  return yield* secretAnswer(outcome)
})
