import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { DraftExpired, Superseded } from "../../domain/migration/draft.ts"
import { knowsTicket } from "../../domain/migration/progress.ts"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import { TicketUnknown } from "../../domain/ticket/ticket.ts"
import { type AggregateId, type Change, type Row, Storage } from "../../ports/storage.ts"
import type { Input } from "../contract/inputs.ts"
import { readTicket, type Ticket } from "../secrets/ticket.ts"
import { scopedCommandId } from "../unit-of-work/command-id.ts"
import { commandInput } from "../unit-of-work/command-input.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { type Plan, transact } from "../unit-of-work/transact.ts"
import { describeStep } from "./describe-step.ts"
import { recordMigration } from "./migration-metric.ts"
import { expireDraft, readWizard, type Wizard, wizardIds } from "./wizard.ts"

/** The wizard after a command, and what else the same commit writes. */
export interface Next<Refusal> {
  readonly wizard: Wizard
  readonly also?: ReadonlyArray<Change> | undefined
  readonly messages?: Plan<Refusal>["messages"] | undefined
  /** The refusal to answer, for a command that is refused and still writes, such as a wrong code. */
  readonly refusal?: Refusal | undefined
}

/** Plans the commit of a step. */
export const toPlan = <Refusal>({ also, messages, refusal, wizard }: Next<Refusal>) =>
  Effect.map(planOf([wizard.migration, wizard.account, wizard.challenge], also), (writes) => ({
    ...writes,
    messages,
    refusal,
    wizard,
  }))

/** Refuses a ticket that never was the current one of this wizard, and every ticket of a closed account. */
const requireTicket = ({ account, migration }: Wizard, { hash }: Ticket) =>
  account.state._tag === "Closed" || !knowsTicket(migration.state, hash)
    ? Effect.fail(new TicketUnknown())
    : Effect.void

/** Loads the wizard of a ticket. Fails with `TicketUnknown` or, after another browser took over, `Superseded`. */
export const loadWizard = Effect.fnUntraced(function* (ticket: Ticket) {
  const storage = yield* Storage
  const { rows } = yield* storage.load(wizardIds(ticket.account))
  const wizard = yield* readWizard(ticket.account, rows)
  yield* requireTicket(wizard, ticket)
  const draft = "draft" in wizard.migration.state ? wizard.migration.state.draft : null
  if (draft?.superseded.includes(ticket.hash) === true) return yield* new Superseded()
  return wizard
})

const CommonRefusal = Schema.Union([TicketUnknown, Superseded, DraftExpired, NotAllowed])

const isDraftExpired = Schema.is(DraftExpired)

/**
 * Runs one command of the wizard: checks the ticket, decides, commits, and answers the step that the wizard is at.
 *
 * The first command that finds the draft expired deletes it. `alsoReads` are read in the same round trip; `decide` gets
 * their rows in that order.
 */
export const runStep = Effect.fnUntraced(function* <Refusal, Encoded extends { readonly _tag: string }, E, R>(
  verb: string,
  OwnRefusal: Schema.Codec<Refusal, Encoded>,
  request: Input<"abandonMigration">,
  decide: (
    wizard: Wizard,
    ticket: Ticket,
    at: number,
    alsoRead: ReadonlyArray<Row>,
  ) => Effect.Effect<Next<Refusal>, E, R>,
  alsoReads: (account: string) => ReadonlyArray<AggregateId> = () => [],
) {
  const ticket = yield* readTicket(request.ticket)
  const ids = wizardIds(ticket.account)
  const scope = { caller: { kind: "person", name: ticket.account }, verb } as const
  const commandId = yield* scopedCommandId(scope, request.commandId)
  const outcome = yield* transact(
    {
      verb,
      commandId,
      input: yield* commandInput(commandId, request),
      aggregates: [...ids, ...alsoReads(ticket.account)],
      Refusal: Schema.Union([OwnRefusal, CommonRefusal]),
      mayReadPreviousResult: (rows) =>
        Effect.flatMap(readWizard(ticket.account, rows), (wizard) => requireTicket(wizard, ticket)),
    },
    (rows, at) =>
      Effect.gen(function* () {
        const wizard = yield* readWizard(ticket.account, rows)
        if (wizard.account.state._tag === "Closed") return yield* new TicketUnknown()
        const { state } = wizard.migration
        if (state._tag === "Expired" && state.ticket === ticket.hash) return yield* new DraftExpired()
        const next: Next<Refusal | DraftExpired> = yield* Effect.catchIf(
          decide(wizard, ticket, at, rows.slice(ids.length)),
          isDraftExpired,
          (refusal) => Effect.map(Effect.orDie(expireDraft(wizard, at)), (wizard) => ({ wizard, refusal })),
        )
        return yield* toPlan(next)
      }),
  )
  if (outcome._tag === "Committed" && outcome.plan.wizard.migration.events.length > 0) {
    yield* recordMigration(outcome.plan.wizard.migration.state)
  }
  return yield* describeStep(outcome._tag === "Committed" ? outcome.plan.wizard : yield* loadWizard(ticket))
})
