import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import { findRecoverable } from "../../code/recoverable.ts"
import { idsOf, readRecovery, recoveryIdOf } from "../../code/recovery-of.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { TryLater } from "../../contract/refusals.ts"
import { allowancesOf, allowSending, orderCode } from "../../outbox/orders.ts"
import { makeNonce } from "../../secrets/code.ts"
import { getOrCreateDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { readIdentifier } from "../../secrets/identifier.ts"
import { contactIndexes, sealContact } from "../../secrets/sealed-contact.ts"
import { makeTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** If somebody has this identifier and a contact on record, a code is on its way there. Nobody is told which. */
export interface CodeSentIfKnown {
  readonly _tag: "CodeSentIfKnown"
  /** Secret, for this browser alone: hand it to `confirmRecovery` with the code. */
  readonly ticket: string
  /** Until when the code may be typed at the latest, in milliseconds since the epoch. */
  readonly until: number
}

/**
 * "Mot de passe oublié ?": sends a code to a contact on record, if there is one.
 *
 * The answer is the same for an identifier that nobody has, a closed account, one without a contact that may serve, and
 * one for which too many codes were asked today; so is the work. It works while sign-in has to wait. Asking again
 * within a minute sends nothing; after that the code is sent anew, and the older one stops working.
 */
export const startRecovery = Effect.fn("MonCompte.startRecovery")(function* (asked: Input<"startRecovery">) {
  const identifier = yield* readIdentifier(asked.identifier)
  const random = yield* SecureRandom.SecureRandom
  const { codes: codePolicy, recovery: policy } = yield* Policies
  const id = yield* recoveryIdOf(identifier)
  const { contact: plain, found, isOpened } = yield* findRecoverable(id, identifier)
  const language = asked.language === "en" ? "en" : "fr"
  const indexes = yield* contactIndexes(plain)
  const kept = yield* transact(
    {
      verb: "StartRecovery",
      commandId: yield* random.uuidV4(),
      aggregates: [...idsOf(id), ...allowancesOf(indexes)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([recoveryRow, challengeRow, dataKeyRow, ...allowances], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(id, recoveryRow)
        const before = yield* readAggregate(Challenge.machine, idsOf(id)[1], challengeRow)
        const dataKey = yield* getOrCreateDataKey(yield* readDataKey(id, dataKeyRow), at)
        const sealed = yield* seal(dataKey, identifier.reveal())
        const contact = yield* sealContact(dataKey, plain, indexes, language)
        if (!isOpened) yield* open(dataKey, sealed)
        const ticket = yield* makeTicket(id)
        const until = at + policy.ticketMinutes * 60_000
        const ask = { _tag: "Ask", ticket: ticket.hash, until, found, identifier: sealed, policy, at } as const

        const { state } = before
        const nonce = yield* makeNonce
        const challenge = yield* random.uuidV4()
        const stands = state._tag === "Open" && at < state.until && recovery.state.asked !== null
        const isSame = stands && state.contact === contact.index
        const made = execute(
          before,
          isSame
            ? { _tag: "Resend", nonce, at }
            : { _tag: "Issue", challenge, contact: contact.index, nonce, policy: codePolicy, at },
        )
        const counted = yield* Effect.result(allowSending(indexes, allowances, codePolicy.sendsPerContactPerDay, at))
        const maySend = Recovery.mayAskCode(recovery.state, policy, at) && Result.isSuccess(counted)
        const code = Result.isFailure(made) || (isSame && !maySend) ? "Same" : maySend ? "New" : "AsIf"
        const next = yield* Effect.orDie(Effect.fromResult(execute(recovery, { ...ask, code })))
        const challenged = Result.isSuccess(made) && code !== "Same" ? made.success : before
        const isSent = code === "New" && found._tag !== "Nobody"
        return {
          changes: [
            toChange(next),
            ...(dataKey.events.length > 0 ? [toChange(dataKey)] : []),
            ...(challenged.events.length > 0 ? [toChange(challenged)] : []),
            ...(code === "New" && Result.isSuccess(counted) ? counted.success : []),
          ] as const,
          messages: isSent
            ? orderCode({ account: id, purpose: "recovery", challenge: challenged.state, contact, at })
            : [],
          answer: { _tag: "CodeSentIfKnown", ticket: ticket.text, until } as const,
        }
      }),
  )
  if (kept._tag === "Before") return yield* new TryLater()
  const answer: CodeSentIfKnown = kept.plan.answer
  return answer
})
