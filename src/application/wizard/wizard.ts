import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { DraftExpired, Superseded, TicketUnknown } from "../../domain/migration/draft.ts"
import * as Migration from "../../domain/migration/migration.ts"
import { knows } from "../../domain/migration/progress.ts"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import { type AggregateId, type Change, type Row, Storage } from "../../ports/storage.ts"
import type { Input } from "../contract/inputs.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { readTicket, type Ticket } from "../secrets/ticket.ts"
import { type Aggregate, execute, readAggregate, toChange, toGuard, withSecret } from "../unit-of-work/aggregate.ts"
import { commandOf, type Plan, transact } from "../unit-of-work/transact.ts"
import { describeStep } from "./step.ts"

/** The aggregates of one person's wizard. */
export interface Wizard {
  readonly account: Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>
  readonly migration: Aggregate<Migration.State, Migration.Command, Migration.Event, Migration.Refusal>
  readonly challenge: Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>
  /** What this person's NIR and contact are sealed under. */
  readonly dataKey: LoadedDataKey
}

/** The wizard after a command, and what else goes into the same commit. */
export interface Next<Refusal> {
  readonly wizard: Wizard
  readonly also?: ReadonlyArray<Change> | undefined
  readonly messages?: Plan<Refusal>["messages"] | undefined
  /** What the person is told, where a refusal leaves a trace, as a wrong code does. */
  readonly refusal?: Refusal | undefined
}

export const idsOf = (account: string): readonly [AggregateId, AggregateId, AggregateId, AggregateId] => [
  Account.stream.id(account),
  Migration.stream.id(account),
  Challenge.idFor(account, "migration"),
  DataKey.stream.id(account),
]

/** Reads the aggregates of an account. */
export const readWizard = Effect.fnUntraced(function* (account: string, rows: ReadonlyArray<Row>) {
  const [accountId, migrationId, challengeId] = idsOf(account)
  const wizard: Wizard = {
    account: yield* readAggregate(Account.machine, accountId, rows[0]),
    migration: yield* readAggregate(Migration.machine, migrationId, rows[1]),
    challenge: yield* readAggregate(Challenge.machine, challengeId, rows[2]),
    dataKey: yield* readDataKey(account, rows[3]),
  }
  return wizard
})

/** A command of the wizard on the account. Only signing in may find the legacy password out of use. */
export const onAccount = (wizard: Wizard, command: Exclude<Account.Command, { _tag: "Invite" }>) =>
  Effect.fromResult(Result.map(execute(wizard.account, command), (account): Wizard => ({ ...wizard, account }))).pipe(
    Effect.catchTag("LegacyDisabled", Effect.die),
  )

/** A person's command on the migration. Only the clock may find a draft still alive. */
export const onMigration = (wizard: Wizard, command: Exclude<Migration.Command, { _tag: "Expire" }>) =>
  Effect.catchTag(expiring(wizard, command), "DraftAlive", Effect.die)

const expiring = (wizard: Wizard, command: Migration.Command) =>
  Effect.fromResult(Result.map(execute(wizard.migration, command), (migration): Wizard => ({ ...wizard, migration })))

/** A person's command on the challenge. Only a carrier's report may be stale. */
export const onChallenge = (wizard: Wizard, command: Exclude<Challenge.Command, { _tag: "ReportUndeliverable" }>) =>
  Effect.fromResult(
    Result.map(execute(wizard.challenge, command), (challenge): Wizard => ({ ...wizard, challenge })),
  ).pipe(Effect.catchTag("StaleReport", Effect.die))

/** The code of a challenge is worth nothing any more, if one was open. */
export const withoutCode = (wizard: Wizard, at: number): Wizard => {
  const cancelled = execute(wizard.challenge, { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? { ...wizard, challenge: cancelled.success } : wizard
}

/** The password typed into the draft goes. */
export const withoutPassword = (wizard: Wizard): Wizard => ({
  ...wizard,
  migration: withSecret(wizard.migration, null),
})

/** The wizard is over without effect: back to the legacy account, and nothing typed is kept. */
export const leave = (wizard: Wizard, at: number) =>
  Effect.map(onAccount(wizard, { _tag: "LeaveMigration", at }), (left) => withoutPassword(withoutCode(left, at)))

/** The draft's time is over. */
export const expire = (wizard: Wizard, at: number) =>
  Effect.flatMap(expiring(wizard, { _tag: "Expire", at }), (expired) => leave(expired, at))

/** Changes where something was decided; where nothing was, a guard that it stayed as it was read. */
export const toPlan = Effect.fnUntraced(function* <Refusal>({ also = [], messages, refusal, wizard }: Next<Refusal>) {
  const all = [wizard.migration, wizard.account, wizard.challenge]
  const [first, ...others] = all.filter(({ events }) => events.length > 0).map(toChange)
  if (first === undefined) return yield* Effect.die(new Error("A step that decides nothing must refuse."))
  const changes: Plan<Refusal>["changes"] = [first, ...others, ...also]
  return { changes, guards: all.filter(({ events }) => events.length === 0).map(toGuard), messages, refusal, wizard }
})

/** Only who holds or held this wizard learns how it went; a closed account has none. */
const entitled = ({ account, migration }: Wizard, { hash }: Ticket) =>
  account.state._tag === "Closed" || !knows(migration.state, hash) ? Effect.fail(new TicketUnknown()) : Effect.void

/** Where the wizard of a ticket stands. */
export const standing = Effect.fnUntraced(function* (ticket: Ticket) {
  const storage = yield* Storage
  const { rows } = yield* storage.load(idsOf(ticket.account))
  const wizard = yield* readWizard(ticket.account, rows)
  yield* entitled(wizard, ticket)
  const draft = "draft" in wizard.migration.state ? wizard.migration.state.draft : null
  if (draft?.superseded.includes(ticket.hash) === true) return yield* new Superseded()
  return wizard
})

const Anywhere = Schema.Union([TicketUnknown, Superseded, DraftExpired, NotAllowed])

const isDraftExpired = Schema.is(DraftExpired)

/**
 * One command of the wizard: who asks is checked, the step is decided, and all that follows is one commit.
 *
 * It answers where the wizard stands. A draft whose time is over is cleared away by the first command that finds it.
 */
export const step = Effect.fnUntraced(function* <Refusal, Encoded extends { readonly _tag: string }, E, R>(
  verb: string,
  Own: Schema.Codec<Refusal, Encoded>,
  asked: Input<"abandonMigration">,
  decide: (
    wizard: Wizard,
    ticket: Ticket,
    at: number,
    alsoRead: ReadonlyArray<Row>,
  ) => Effect.Effect<Next<Refusal>, E, R>,
  alsoReads: ReadonlyArray<AggregateId> = [],
) {
  const ticket = yield* readTicket(asked.ticket)
  const kept = yield* transact(
    {
      verb,
      commandId: yield* commandOf(ticket.account, asked.commandId),
      aggregates: [...idsOf(ticket.account), ...alsoReads],
      Refusal: Schema.Union([Own, Anywhere]),
      mayBeTold: (rows) => Effect.flatMap(readWizard(ticket.account, rows), (wizard) => entitled(wizard, ticket)),
    },
    (rows, at) =>
      Effect.gen(function* () {
        const wizard = yield* readWizard(ticket.account, rows)
        if (wizard.account.state._tag === "Closed") return yield* new TicketUnknown()
        const { state } = wizard.migration
        if (state._tag === "Expired" && state.ticket === ticket.hash) return yield* new DraftExpired()
        const next: Next<Refusal | DraftExpired> = yield* Effect.catchIf(
          decide(wizard, ticket, at, rows.slice(idsOf(ticket.account).length)),
          isDraftExpired,
          (refusal) => Effect.map(Effect.orDie(expire(wizard, at)), (wizard) => ({ wizard, refusal })),
        )
        return yield* toPlan(next)
      }),
  )
  return yield* describeStep(kept._tag === "Now" ? kept.plan.wizard : yield* standing(ticket))
})
