import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import { TicketUnknown } from "../../../domain/ticket/ticket.ts"
import { Storage } from "../../../ports/storage.ts"
import { clearCounters } from "../../caller/attempt.ts"
import { issueHolderTicket } from "../../caller/issue-migration-ticket.ts"
import type { MigrationRequired } from "../../caller/sign-in-answer.ts"
import { requireRecoverable } from "../../code/find-recovery-target.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import { type LoadedRecovery, readRecovery, recoveryIds } from "../../code/recovery-aggregates.ts"
import { compareTyped, enterCode, readTypedCode } from "../../code/verify-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { CodeMalformed, RecoveryCodeRefused, TryLater } from "../../contract/refusals.ts"
import { equalsCode } from "../../secrets/code.ts"
import { type LoadedDataKey, open, readDataKey } from "../../secrets/data-key.ts"
import { indexIdentifier } from "../../secrets/identifier.ts"
import { endOfTimedTicket, readTicket } from "../../secrets/ticket.ts"
import { type AnyAggregate, executeOrDie } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"

/**
 * The code was right: pass the same ticket to `chooseRecoveredPassword`, with a new password. No session was opened.
 */
export interface PasswordToChoose {
  readonly _tag: "PasswordToChoose"
  /** Until when the password may be chosen, in milliseconds since the epoch. */
  readonly until: number
}

/** What a right code leads to: a new password or, for a holder who has not migrated yet, the wizard. */
export type RecoveryAnswer = PasswordToChoose | MigrationRequired

/** The right code was entered with this ticket before. The answer may have been lost, so the verb repeats it. */
class AlreadyProved extends Data.TaggedError("AlreadyProved")<{ readonly until: number }> {}

/** A code as typed, and the ticket that came with it, as a hash. `account` is the key of the recovery. */
interface Entered {
  readonly account: string
  readonly hash: string
  readonly typed: string
}

const loadRecoverable = Effect.fnUntraced(function* (account: string, contact: string, at: number) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(account)])
  return yield* requireRecoverable(account, rows[0], contact, at)
})

/** Issues a ticket for the wizard to the holder of a file, as the legacy password does. `sealed` is the sealed NIR. */
const issueWizardTicket = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  sealed: string,
  file: string,
  at: number,
) {
  const nir = new Nir(yield* open(dataKey, sealed, "nir"))
  const { indexes, keys } = yield* indexIdentifier(nir)
  const holder = { nir, keys, file, by: "RecordedContact" } as const
  const issued = yield* Effect.catchTag(issueHolderTicket(holder, at), "Refused", () =>
    Effect.fail(new TicketUnknown()),
  )
  // A right code proves the holder, so the guesses of others do not keep the holder out after the migration.
  return { ...issued, changes: yield* clearCounters(null, [indexes], { at }) }
})

/**
 * Repeats the answer for a ticket with which the right code was entered before, if that code is entered again. Refuses
 * any other ticket. Another code answers nothing and counts as a try: a stolen ticket without the code opens nothing.
 */
const repeatAnswer = Effect.fnUntraced(function* (
  recovery: LoadedRecovery,
  dataKey: LoadedDataKey,
  { account: key, hash, typed }: Entered,
  limits: Recovery.TryLimits,
  at: number,
) {
  const grant = Recovery.grantOf(recovery.state, hash, at)
  if (grant === null || grant.target._tag === "None") return yield* new TicketUnknown()
  const { code, identifier, target, until } = grant
  if (code !== undefined && typed.length !== code.length) return yield* new CodeMalformed({ length: code.length })
  if (!Recovery.mayTry(recovery.state, hash, limits, at)) return yield* new RecoveryCodeRefused()
  const isUsedCode =
    code !== undefined && (yield* equalsCode(typed, { ...code, account: key, purpose: "recovery" }, code.length))
  if (!isUsedCode) return yield* failTry(recovery, hash, limits, at)
  if (target._tag === "File") {
    const { aggregates, changes, ...issued } = yield* issueWizardTicket(dataKey, identifier, target.file, at)
    return { ...(yield* planOf(aggregates, changes)), ...issued }
  }
  yield* loadRecoverable(target.account, target.contact, at)
  return yield* new AlreadyProved({ until })
})

/** Counts a wrong code, and refuses it. It writes the same for known and unknown identifiers. */
const failTry = Effect.fnUntraced(function* (
  recovery: LoadedRecovery,
  ticket: string,
  limits: Recovery.TryLimits,
  at: number,
  others: ReadonlyArray<AnyAggregate> = [],
) {
  const failed = yield* executeOrDie(recovery, { _tag: "FailTry", ticket, limits, at })
  return { ...(yield* planOf([failed, ...others])), refusal: new RecoveryCodeRefused(), answer: undefined }
})

/**
 * Enters the code of a recovery. After a right code, the browser can choose a password. A holder who has not migrated
 * yet gets a ticket for the wizard instead, as the legacy password gives.
 *
 * Wrong codes are counted and answered alike for unknown identifiers, to prevent account enumeration. Wrong, superseded,
 * expired and exhausted are one refusal, because the caller is not authenticated. A superseded code costs no try.
 *
 * A ticket has the tries of the code policy. All tickets of an identifier share the limits of the recovery policy, of
 * which each code keeps some for the ticket that requested it. So strangers do not use up the tries of the account
 * holder, and more tickets give no more guesses.
 *
 * A browser that entered the right code gets the same answer again for the same code, until the password is chosen.
 * Another code is refused.
 */
export const confirmRecovery = Effect.fn("MonCompte.confirmRecovery")(function* (request: Input<"confirmRecovery">) {
  const typed = yield* readTypedCode(request.code)
  const ticket = yield* readTicket(request.ticket)
  const { account: key, hash } = ticket
  const random = yield* SecureRandom.SecureRandom
  const { codes, recovery: policy } = yield* Policies
  const limits = { triesPerTicket: codes.tries, policy }
  const answer = yield* transact(
    {
      verb: "ConfirmRecovery",
      commandId: yield* random.uuidV4(),
      aggregates: recoveryIds(key),
      Refusal: RecoveryCodeRefused,
    },
    ([recoveryRow, challengeRow, dataKeyRow], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(key, recoveryRow)
        const dataKey = yield* readDataKey(key, dataKeyRow)
        const timedUntil = yield* endOfTimedTicket(ticket)
        const requested = Recovery.requestOf(recovery.state, hash, at, timedUntil)
        if (requested === null) {
          if (Recovery.isValidTimed(recovery.state, at, timedUntil)) return yield* new RecoveryCodeRefused()
          return yield* repeatAnswer(recovery, dataKey, { account: key, hash, typed }, limits, at)
        }
        const { identifier, target } = requested
        const before = yield* readChallenge(key, "recovery", challengeRow)
        const code = { account: key, purpose: "recovery", isSimulated: target._tag === "None" } as const
        const compared = yield* compareTyped(before, typed, code)
        const { state } = before
        const isOver = state._tag !== "Open" || at >= state.until
        if (isOver || compared === "Older" || !Recovery.mayTry(recovery.state, hash, limits, at)) {
          return yield* new RecoveryCodeRefused()
        }
        if (compared === "Wrong" || target._tag === "None") return yield* failTry(recovery, hash, limits, at, [before])
        const until = at + policy.ticketMinutes * 60_000
        const { nonces, policy: issuedUnder } = state
        const used = { challenge: state.challenge, nonce: nonces.at(-1) ?? "", length: issuedUnder.length }
        const challenge = yield* Effect.orDie(enterCode(before, compared, code, at))
        const prove = { _tag: "Prove", ticket: hash, timedUntil, code: used, limits, until, at } as const
        const proved = yield* executeOrDie(recovery, prove)
        if (target._tag === "Account") {
          const account = yield* loadRecoverable(target.account, target.contact, at)
          const answer = { _tag: "PasswordToChoose", until } as const
          return { ...(yield* planOf([challenge, proved, account])), answer }
        }
        const { aggregates, changes, ...issued } = yield* issueWizardTicket(dataKey, identifier, target.file, at)
        return { ...(yield* planOf([challenge, proved, ...aggregates], changes)), ...issued }
      }),
  ).pipe(
    Effect.map((outcome) => (outcome._tag === "Committed" ? outcome.plan.answer : undefined)),
    Effect.catchTag("AlreadyProved", ({ until }) => Effect.succeed({ _tag: "PasswordToChoose", until } as const)),
  )
  // The command id is random, so `AlreadyApplied` means that this same commit succeeded and its answer was lost.
  if (answer === undefined) return yield* new TryLater()
  const recovered: RecoveryAnswer = answer
  return recovered
})
