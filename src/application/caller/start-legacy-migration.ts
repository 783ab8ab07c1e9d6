import * as Effect from "effect/Effect"
import type { Nir } from "../../domain/nir/index.ts"
import type { AggregateId, UniqueKeys } from "../../ports/storage.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { secretAnswer, transact } from "../unit-of-work/transact.ts"
import { type Attempt, recordSuccess, signInCommand } from "./attempt.ts"
import { holderAccount, issueHolderTicket, issueTicketFromRows, type LegacyHolder } from "./issue-migration-ticket.ts"

/**
 * Answers a sign-in with the right legacy password: a ticket that starts the migration.
 *
 * `known` is the account that had the NIR when the attempt was reserved. If another one has it by now, the account is
 * looked up again.
 */
export const startLegacyMigration = Effect.fnUntraced(function* (person: {
  readonly nir: Nir
  readonly keys: UniqueKeys
  readonly file: string
  readonly attempt: Attempt
  readonly known: AggregateId | null
}) {
  const { attempt, keys, known } = person
  const holder: LegacyHolder = { ...person, by: "LegacyPassword" }
  const account = yield* holderAccount(known)
  const command = { ...signInCommand(attempt, account.reads), keys }
  const outcome = yield* transact(command, ([row, keyRow, ...lockOuts], at, owner) =>
    Effect.gen(function* () {
      const isSame = (owner?.id ?? null) === known && row !== undefined && keyRow !== undefined
      const { aggregates, answer, claims } = isSame
        ? yield* issueTicketFromRows(holder, account, [row, keyRow], at)
        : yield* issueHolderTicket(holder, at)
      return { ...(yield* planOf(aggregates, yield* recordSuccess(attempt, lockOuts, at))), claims, answer }
    }),
  )
  return yield* secretAnswer(outcome)
})
