import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import { TicketUnknown } from "../../../domain/migration/draft.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import { type Row, Storage } from "../../../ports/storage.ts"
import { inviteHolder } from "../../caller/admit.ts"
import type { MigrationRequired } from "../../caller/open-session.ts"

import { CodeRefused, enterCode } from "../../code/enter-code.ts"
import { loadIfStillRecoverable } from "../../code/recoverable.ts"
import { idsOf, readRecovery } from "../../code/recovery-of.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { CodeMalformed, TryLater } from "../../contract/refusals.ts"
import { readCode } from "../../secrets/code.ts"
import { open, readDataKey } from "../../secrets/data-key.ts"
import { findableBy } from "../../secrets/identifier.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange, toGuard } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The code was right: hand the same ticket to `choosePasswordAnew`, with a new password. Nobody is signed in by it. */
export interface PasswordToChoose {
  readonly _tag: "PasswordToChoose"
  /** In milliseconds since the epoch. */
  readonly until: number
}

/** What a right code of a recovery leads to: another password, or the wizard for who still has the 8-digit one. */
export type RecoveryAnswer = PasswordToChoose | MigrationRequired

const recoverableOf = Effect.fnUntraced(function* (id: string, contact: string, at: number) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(id)])
  return yield* loadIfStillRecoverable(id, rows[0], contact, at)
})

/** The right code was typed with this ticket before, and the answer may have been lost: it is told again. */
class ProvedBefore extends Data.TaggedError("ProvedBefore")<{ readonly until: number }> {}

/** The wizard of who has not migrated yet, as if the 8-digit password had been typed. */
const wizardOf = Effect.fnUntraced(function* (
  id: string,
  dataKeyRow: Row | undefined,
  sealed: string,
  file: string,
  at: number,
) {
  const nir = new Nir(yield* open(yield* readDataKey(id, dataKeyRow), sealed))
  const { keys } = yield* findableBy(nir)
  const by = { nir, keys, file, by: "RecordedContact" } as const
  return yield* Effect.catchTag(inviteHolder(by, at), "Refused", () => Effect.fail(new TicketUnknown()))
})

/** Of a ticket that has no code to type: the right one was typed with it, or it is unknown. */
const again = Effect.fnUntraced(function* (
  id: string,
  state: Recovery.State,
  dataKeyRow: Row | undefined,
  hash: string,
  at: number,
) {
  const granted = Recovery.grantedTo(state, hash, at)
  if (granted === null || granted.found._tag === "Nobody") return yield* new TicketUnknown()
  const { found, identifier, until } = granted
  if (found._tag === "File") return yield* wizardOf(id, dataKeyRow, identifier, found.file, at)
  yield* recoverableOf(found.account, found.contact, at)
  return yield* new ProvedBefore({ until })
})

/**
 * Types the code of a recovery. A right one lets its browser choose a password; who has not migrated yet goes to the
 * wizard instead, as if the 8-digit password had been typed.
 *
 * Wrong codes are counted and told alike for identifiers that nobody has. Who typed the right one and asks again, as
 * after an answer that was lost, is told the same until the password is chosen: their ticket may choose it already.
 */
export const confirmRecovery = Effect.fn("MonCompte.confirmRecovery")(function* (asked: Input<"confirmRecovery">) {
  const typed = readCode(asked.code)
  if (typed === null) return yield* new CodeMalformed()
  const { account: id, hash } = yield* readTicket(asked.ticket)
  const random = yield* SecureRandom.SecureRandom
  const { recovery: policy } = yield* Policies
  const told = yield* transact(
    {
      verb: "ConfirmRecovery",
      commandId: yield* random.uuidV4(),
      aggregates: idsOf(id),
      Refusal: CodeRefused,
      mayBeTold: () => Effect.void,
    },
    ([recoveryRow, challengeRow, dataKeyRow], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(id, recoveryRow)
        const code = Recovery.askedBy(recovery.state, hash, at)
        if (code === null) return yield* again(id, recovery.state, dataKeyRow, hash, at)
        const { found, identifier } = code
        const before = yield* readAggregate(Challenge.machine, idsOf(id)[1], challengeRow)
        const of = { account: id, purpose: "recovery", isVirtual: found._tag === "Nobody" } as const
        const { challenge, refusal } = yield* enterCode(before, typed, of, at)
        if (refusal !== undefined || found._tag === "Nobody")
          return { changes: [toChange(challenge)] as const, refusal }
        const until = at + policy.ticketMinutes * 60_000
        const proved = execute(recovery, { _tag: "Prove", ticket: hash, until, at })
        const changes = [toChange(challenge), toChange(yield* Effect.orDie(Effect.fromResult(proved)))] as const
        if (found._tag === "Account") {
          const account = yield* recoverableOf(found.account, found.contact, at)
          return { changes, guards: [toGuard(account)], answer: { _tag: "PasswordToChoose", until } as const }
        }
        const invitation = yield* wizardOf(id, dataKeyRow, identifier, found.file, at)
        return { ...invitation, changes: [...changes, ...invitation.changes] as const }
      }),
  ).pipe(
    Effect.map((kept) => (kept._tag === "Now" ? kept.plan.answer : undefined)),
    Effect.catchTag("ProvedBefore", ({ until }) => Effect.succeed({ _tag: "PasswordToChoose", until } as const)),
  )
  // Only a commit whose answer was lost is found kept "before".
  if (told === undefined) return yield* new TryLater()
  const answer: RecoveryAnswer = told
  return answer
})
