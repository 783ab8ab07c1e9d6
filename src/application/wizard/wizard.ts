import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Migration from "../../domain/migration/migration.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { type LoadedChallenge, readChallenge } from "../code/loaded-challenge.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { type Aggregate, execute, readAggregate, withSecret } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"

/** The aggregates of one person's wizard. */
export interface Wizard {
  readonly account: LoadedAccount
  /** Its secret is the hash of the password chosen in the draft. */
  readonly migration: Aggregate<Migration.State, Migration.Command, Migration.Event, Migration.Refusal>
  readonly challenge: LoadedChallenge
  /** Seals this person's NIR and contact. */
  readonly dataKey: LoadedDataKey
}

/** The aggregates of a wizard, in the order that `readWizard` takes their rows. */
export const wizardIds = (account: string): readonly [AggregateId, AggregateId, AggregateId, AggregateId] => [
  Account.stream.id(account),
  Migration.stream.id(account),
  Challenge.idFor(account, "migration"),
  DataKey.stream.id(account),
]

/** Reads the wizard of an account. */
export const readWizard = Effect.fnUntraced(function* (account: string, rows: ReadonlyArray<Row>) {
  const [accountId, migrationId] = wizardIds(account)
  const wizard: Wizard = {
    account: yield* readAggregate(Account.machine, accountId, rows[0]),
    migration: yield* readAggregate(Migration.machine, migrationId, rows[1]),
    challenge: yield* readChallenge(account, "migration", rows[2]),
    dataKey: yield* readDataKey(account, rows[3]),
  }
  return wizard
})

/** Executes a command of the wizard on the account. Only `IssueTicket` can fail with `ProofNotAccepted`. */
export const executeOnAccount = (wizard: Wizard, command: Exclude<Account.Command, { _tag: "IssueTicket" }>) =>
  Effect.fromResult(Result.map(execute(wizard.account, command), (account): Wizard => ({ ...wizard, account }))).pipe(
    Effect.catchTag("ProofNotAccepted", Effect.die),
  )

const executeAnyOnMigration = (wizard: Wizard, command: Migration.Command) =>
  Effect.fromResult(Result.map(execute(wizard.migration, command), (migration): Wizard => ({ ...wizard, migration })))

/** Executes a person's command on the migration. Only `Expire` can fail with `DraftNotExpired`. */
export const executeOnMigration = (wizard: Wizard, command: Exclude<Migration.Command, { _tag: "Expire" }>) =>
  Effect.catchTag(executeAnyOnMigration(wizard, command), "DraftNotExpired", Effect.die)

/** When the draft of a wizard under way expires, in milliseconds since the epoch. */
export const endOfDraft = ({ migration: { state } }: Wizard): number | undefined =>
  "draft" in state ? state.draft.until : undefined

/** Cancels the code of the wizard, if its challenge is open. */
export const cancelCode = (wizard: Wizard, at: number): Wizard => {
  const cancelled = execute(wizard.challenge, { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? { ...wizard, challenge: cancelled.success } : wizard
}

/** Deletes the password chosen in the draft. */
export const dropPassword = (wizard: Wizard): Wizard => ({
  ...wizard,
  migration: withSecret(wizard.migration, null),
})

/** Ends the wizard without effect: the account is legacy again, and everything entered is deleted. */
export const leaveWizard = (wizard: Wizard, at: number) =>
  Effect.map(executeOnAccount(wizard, { _tag: "LeaveMigration", at }), (left) => dropPassword(cancelCode(left, at)))

/** Ends an expired draft. */
export const expireDraft = (wizard: Wizard, at: number) =>
  Effect.flatMap(executeAnyOnMigration(wizard, { _tag: "Expire", at }), (expired) => leaveWizard(expired, at))
