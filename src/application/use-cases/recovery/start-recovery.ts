import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import { parseLanguage } from "../../../domain/language/language.ts"
import { codeActionFor, sendsCode } from "../../../domain/recovery/code-action.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import { allowanceIds, budgetShare, countMessage, suppressMessage } from "../../code/allowance.ts"
import { findRecoveryTarget } from "../../code/find-recovery-target.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import { readRecovery, recoveryIds, recoveryKey } from "../../code/recovery-aggregates.ts"
import { recordCode } from "../../code/verified-ratio.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { orderCode } from "../../outbox/orders.ts"
import { makeNonce } from "../../secrets/code.ts"
import { getOrCreateDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { kindOf, readIdentifier } from "../../secrets/identifier.ts"
import { contactIndexes, sealContact } from "../../secrets/sealed-contact.ts"
import { makeTimedTicket } from "../../secrets/ticket.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { secretAnswer, transact } from "../../unit-of-work/transact.ts"

/** A code was sent, if the identifier is known and has a contact on record. The answer is the same if it is not. */
export interface CodeSentIfKnown {
  readonly _tag: "CodeSentIfKnown"
  /** Secret, for this browser only: pass it to `confirmRecovery` with the code. */
  readonly ticket: string
  /** Until when the code may be entered, in milliseconds since the epoch. */
  readonly until: number
  /** Digits of the code. */
  readonly codeLength: number
}

/** The answer of a request that writes nothing. */
class NothingToWrite extends Data.TaggedError("NothingToWrite")<{ readonly answer: CodeSentIfKnown }> {}

/**
 * "Mot de passe oublié ?": sends a code to a contact on record, if there is one.
 *
 * The answer and the work are always the same, to prevent account enumeration. That includes unknown identifiers,
 * closed accounts, accounts without a usable contact, and requests after too many codes in a day.
 *
 * It works during a wait at sign-in. Another request within a minute sends nothing, and writes nothing: its ticket proves
 * itself. A later request sends a new code, which supersedes the older one. While the codes of the hour are
 * used up (`MessagePolicy`), a request writes nothing either. So a flood of identifiers adds no more rows than that.
 */
export const startRecovery = Effect.fn("MonCompte.startRecovery")(function* (request: Input<"startRecovery">) {
  const identifier = yield* readIdentifier(request.identifier)
  const random = yield* SecureRandom.SecureRandom
  const { codes: codePolicy, recovery: policy } = yield* Policies
  const key = yield* recoveryKey(identifier)
  const { contact: plain, isDecrypted, person, target } = yield* findRecoveryTarget(key, identifier)
  const language = parseLanguage(request.language)
  const indexes = yield* contactIndexes(plain)
  const counting = { indexes, account: null, budget: yield* budgetShare(plain, indexes) }
  const requesting = transact(
    {
      verb: "StartRecovery",
      commandId: yield* random.uuidV4(),
      aggregates: [...recoveryIds(key), ...allowanceIds(counting)],
      Refusal: Schema.Never,
    },
    ([recoveryRow, challengeRow, dataKeyRow, ...allowanceRows], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(key, recoveryRow)
        const before = yield* readChallenge(key, "recovery", challengeRow)
        const dataKey = yield* getOrCreateDataKey(yield* readDataKey(key, dataKeyRow), at)
        const sealed = yield* seal(dataKey, identifier.reveal(), kindOf(identifier))
        const contact = yield* sealContact(dataKey, plain, indexes, language)
        // One decryption for every identifier, to prevent timing attacks.
        if (!isDecrypted) yield* open(dataKey, sealed, kindOf(identifier))
        const until = at + policy.ticketMinutes * 60_000
        const ticket = yield* makeTimedTicket(key, until)

        const counted = yield* Effect.result(countMessage(counting, allowanceRows, at))
        const action = codeActionFor({
          isCurrent: recovery.state.request !== null && Challenge.worksFor(before.state, contact.index, at),
          mayResend: Challenge.mayResend(before.state, at),
          maySend: Recovery.mayRequestCode(recovery.state, policy, at) && Result.isSuccess(counted),
        })
        // The limit of the whole service, and not of a destination: that would show which contact is on record.
        const isPaused =
          Result.isFailure(counted) && counted.failure._tag === "SendingPaused" && counted.failure.limit === "Hour"
        if (action === "Keep" || (action === "Simulate" && isPaused)) {
          const { length, minutes } = codePolicy
          const code =
            action === "Keep" && before.state._tag === "Open"
              ? { codeLength: before.state.policy.length, until: Math.min(until, before.state.until) }
              : { codeLength: length, until: Math.min(until, at + minutes * 60_000) }
          const answer = { _tag: "CodeSentIfKnown", ticket: ticket.text, ...code } as const
          return yield* new NothingToWrite({ answer })
        }
        const [nonce, id] = [yield* makeNonce, yield* random.uuidV4()]
        const issue = {
          _tag: "Issue",
          challenge: id,
          contact: contact.index,
          nonce,
          policy: codePolicy,
          notAfter: until,
          at,
          destination: counting.budget.destination.name,
        } as const
        const command = action === "Resend" ? ({ _tag: "Resend", nonce, notAfter: until, at } as const) : issue
        const challenge = yield* executeOrDie(before, command)
        const requested = yield* executeOrDie(recovery, {
          _tag: "Request",
          ticket: ticket.hash,
          until,
          target,
          identifier: sealed,
          action,
          policy,
          at,
        })
        // A request that sends nothing writes the same rows, to prevent account enumeration.
        const allowances =
          sendsCode(action) && Result.isSuccess(counted)
            ? counted.success.changes
            : yield* suppressMessage(counting, allowanceRows, at)
        const isSent = sendsCode(action) && target._tag !== "None"
        const destination = isSent ? counting.budget.destination.name : undefined
        yield* recordCode("requested", { purpose: "recovery", destination, at })
        const code = { account: key, person, purpose: "recovery", challenge: challenge.state, contact, at } as const
        // The end of the code, and not of the ticket: the page shows it.
        const codeUntil = challenge.state._tag === "Open" ? Math.min(until, challenge.state.until) : until
        const { length: codeLength } = challenge.state._tag === "Open" ? challenge.state.policy : codePolicy
        return {
          ...(yield* planOf([requested, dataKey, challenge], allowances)),
          messages: isSent ? orderCode(code) : [],
          answer: { _tag: "CodeSentIfKnown", ticket: ticket.text, until: codeUntil, codeLength } as const,
        }
      }),
  )
  const sent: CodeSentIfKnown = yield* Effect.flatMap(requesting, secretAnswer).pipe(
    Effect.catchTag("NothingToWrite", ({ answer }) => Effect.succeed(answer)),
  )
  return sent
})
