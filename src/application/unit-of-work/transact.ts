import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import {
  type AggregateId,
  type Commit,
  type Json,
  type Owner,
  type Row,
  type StateAltered,
  Storage,
  StorageDown,
  type UniqueKeys,
} from "../../ports/storage.ts"
import { type CommandIdReused, TryLater } from "../contract/refusals.ts"
import { backOffSchedule, shortBackOff } from "./back-off.ts"
import type { CommandInput } from "./command-input.ts"
import { recordState } from "./outbox-state.ts"
import { readPreviousResult, resultOf } from "./previous-result.ts"
import { Wake } from "./wake.ts"

/** Everything that one command writes. */
export interface Plan<Refusal> {
  readonly changes: Commit["changes"]
  readonly guards?: Commit["guards"] | undefined
  readonly claims?: Commit["claims"] | undefined
  readonly releases?: Commit["releases"]
  readonly messages?: Commit["messages"] | undefined
  /** The answer to the caller, if the command is refused although it writes something. */
  readonly refusal?: Refusal | undefined
  /** Stored for a caller who sends the command again: an id that the command created, never a secret. */
  readonly note?: string | undefined
}

/** How a command ended: its plan was committed now, or it had been applied before. */
export type TransactOutcome<P> =
  | { readonly _tag: "Committed"; readonly plan: P }
  | { readonly _tag: "AlreadyApplied"; readonly note: string | undefined }

/** One command, and everything that it reads first. */
export interface TransactCommand<Refusal, Encoded extends Json, E, R> {
  readonly verb: string
  /** From `scopedCommandId`, or a random id. */
  readonly commandId: string
  /** The input of the command, if a caller can send its id again. */
  readonly input?: CommandInput | undefined
  readonly aggregates: ReadonlyArray<AggregateId>
  /** Unique keys whose owner is read in the same round trip. */
  readonly keys?: UniqueKeys
  readonly Refusal: Schema.Codec<Refusal, Encoded>
  /** More than 5 for a command that many callers give at the same moment on the same aggregate. */
  readonly mostAttempts?: number
  /** Fails if the caller may not read the previous result of this command. Every caller may by default. */
  readonly mayReadPreviousResult?: (rows: ReadonlyArray<Row>) => Effect.Effect<void, E, R>
}

/**
 * Another transaction wrote between two reads of this command, or before its commit: the command starts over from its
 * first read. A command fails with it when two of its reads contradict each other.
 */
export class StartOver extends Data.TaggedError("StartOver") {}

const isRetried = (error: unknown): error is StartOver | StorageDown =>
  error instanceof StartOver || error instanceof StorageDown

const MOST_ATTEMPTS = 5

/** One attempt: reads, decides and commits. Fails with `StartOver` on a conflict. */
const attempt = <P extends Plan<Refusal>, Refusal, Encoded extends Json, E, R>(
  command: TransactCommand<Refusal, Encoded, E, R>,
  decide: (rows: ReadonlyArray<Row>, at: number, owner: Owner | null) => Effect.Effect<P, E, R>,
): Effect.Effect<
  TransactOutcome<P>,
  E | Refusal | CommandIdReused | TryLater | StartOver | StorageDown | StateAltered,
  R | Storage | Wake
> =>
  Effect.gen(function* () {
    const storage = yield* Storage
    const { wake } = yield* Wake
    const { aggregates, commandId, keys } = command
    const alreadyApplied = (previous: Json) =>
      Effect.map(readPreviousResult(command, previous), (note) => ({ _tag: "AlreadyApplied", note }) as const)
    const { answer, owner, rows } =
      keys === undefined
        ? { ...(yield* storage.load(aggregates, commandId)), owner: null }
        : yield* storage.loadOwner(keys, aggregates, commandId)
    if (answer !== null) {
      yield* command.mayReadPreviousResult?.(rows) ?? Effect.void
      return yield* alreadyApplied(answer)
    }
    const at = yield* Clock.currentTimeMillis
    const plan = yield* decide(rows, at, owner)
    const { changes, claims = [], guards = [], messages = [], refusal, releases } = plan
    const result = yield* resultOf(command, plan)
    const outcome = yield* storage.commit({
      commandId,
      at,
      changes,
      claims,
      releases,
      guards,
      messages,
      answer: result,
    })
    if (outcome._tag === "Conflict") return yield* new StartOver()
    if (outcome._tag === "AlreadyApplied") return yield* alreadyApplied(outcome.answer)
    for (const message of messages) yield* recordState("queued", { id: message.id, kind: message.body._tag })
    if (messages.length > 0) yield* wake
    return refusal === undefined ? ({ _tag: "Committed", plan } as const) : yield* Effect.fail(refusal)
  })

/**
 * Runs one command as a unit of work: reads aggregates, decides, and commits everything or nothing.
 *
 * On a conflict it starts over from the read, so no decision is based on a stale state (optimistic concurrency). It makes
 * 5 attempts by default, with a back-off between them, then fails with `TryLater`. If the storage does not answer the commit, the
 * next attempt looks the command id up, so that a committed command is not applied twice.
 */
export const transact = <P extends Plan<Refusal>, Refusal, Encoded extends Json, E, R>(
  command: TransactCommand<Refusal, Encoded, E, R>,
  decide: (rows: ReadonlyArray<Row>, at: number, owner: Owner | null) => Effect.Effect<P, E, R>,
): Effect.Effect<
  TransactOutcome<P>,
  Exclude<E, StartOver | StorageDown> | Refusal | CommandIdReused | TryLater | StateAltered,
  R | Storage | Wake
> => {
  type Failure = Exclude<E, StartOver | StorageDown> | Refusal | CommandIdReused | TryLater | StateAltered
  return attempt(command, decide).pipe(
    Effect.retry({ schedule: backOffSchedule(shortBackOff, command.mostAttempts ?? MOST_ATTEMPTS), while: isRetried }),
    // The compiler does not narrow the errors of `decide`, which are generic here.
    Effect.catch((error) => Effect.fail(isRetried(error) ? new TryLater() : (error as Failure))),
  )
}

/**
 * The answer of a plan that has a secret, such as a new session. Secrets are not stored.
 *
 * A plan that was applied by an earlier attempt, whose answer was lost, cannot be answered: the caller tries again.
 */
export const secretAnswer = <P extends { readonly answer: unknown }>(
  outcome: TransactOutcome<P>,
): Effect.Effect<P["answer"], TryLater> =>
  outcome._tag === "Committed" ? Effect.succeed(outcome.plan.answer) : Effect.fail(new TryLater())
