import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Sessions from "../../domain/session/sessions.ts"
import type { Change, Row } from "../../ports/storage.ts"
import type { Ticket } from "../secrets/ticket.ts"
import type { AnyAggregate } from "../unit-of-work/aggregate.ts"
import { scopedCommandId } from "../unit-of-work/command-id.ts"
import { commandInput } from "../unit-of-work/command-input.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { type Plan, transact } from "../unit-of-work/transact.ts"
import {
  aggregatesOf,
  authenticate,
  type LoadedSessions,
  otherRows,
  type Reads,
  readSessions,
  readSessionTicket,
  type SignedInPerson,
} from "./session.ts"

/** The decision on a person's command. Every aggregate without new events is guarded in the commit. */
export interface PersonDecision<Refusal> {
  /** The person's account, if the command decided on it. */
  readonly account?: LoadedAccount | undefined
  /** The person's sessions, if the command decided on them. */
  readonly sessions?: LoadedSessions | undefined
  /** All other aggregates that the command read. */
  readonly others?: ReadonlyArray<AnyAggregate> | undefined
  /** Changes that are packed already, such as those of a send allowance. */
  readonly changes?: ReadonlyArray<Change> | undefined
  readonly messages?: Plan<Refusal>["messages"] | undefined
  readonly claims?: Plan<Refusal>["claims"] | undefined
  /** The answer, if the command is refused although it writes something. */
  readonly refusal?: Refusal | undefined
  /** Stored for a caller who sends the command again: an id or a number, never a secret. */
  readonly note?: string | undefined
}

/** A session may read the previous result of its own commands, even of the command that ended it. */
const mayReadPreviousResult = ({ account, hash }: Ticket) =>
  Effect.fnUntraced(function* ([, row]: ReadonlyArray<Row>) {
    const { state } = yield* readSessions(account, row)
    if (!Sessions.wasOpenRecently(state, hash)) return yield* new Sessions.SessionOver()
  })

const toPlan = <Refusal, D extends PersonDecision<Refusal>>(person: SignedInPerson, decided: D) => {
  const { account = person.account, changes, claims, messages, note, others = [], refusal } = decided
  const { sessions = person.sessions } = decided
  return Effect.map(planOf([account, sessions, ...others], changes), (writes) => {
    const plan: Plan<Refusal> = { ...writes, claims, messages, refusal, note }
    return { ...plan, person, decided }
  })
}

/** A person may give several commands at the same moment, in several processes. */
const MOST_ATTEMPTS = 12

/**
 * Runs one command of a signed-in person as a unit of work. A scope of `decide` closes after the commit.
 *
 * The session is authenticated, `decide` decides, and everything is one commit, in which the account and the sessions
 * must be unchanged since they were read. Command ids are scoped to the person and the verb, and to `file` if it is
 * given. A repeat with other input is refused.
 *
 * `decide` gets the rows of `reads` in their order. Make the answer from `outcome`, which has what was committed: nothing
 * needs to be loaded again.
 */
export const asPerson = Effect.fnUntraced(function* <
  Refusal,
  Encoded extends { readonly _tag: string },
  D extends PersonDecision<Refusal>,
  E,
  R,
>(
  verb: string,
  Refusal: Schema.Codec<Refusal, Encoded>,
  request: { readonly session: string; readonly commandId?: string | undefined },
  reads: Reads,
  decide: (person: SignedInPerson, rows: ReadonlyArray<Row>, at: number) => Effect.Effect<D, E, R>,
  file?: string,
) {
  const ticket = yield* readSessionTicket(request.session)
  const scope = { caller: { kind: "person", name: ticket.account }, verb, file } as const
  const commandId = yield* scopedCommandId(scope, request.commandId)
  const transacting = transact(
    {
      verb,
      commandId,
      mostAttempts: MOST_ATTEMPTS,
      input: yield* commandInput(commandId, request),
      aggregates: aggregatesOf(ticket.account, reads),
      Refusal,
      mayReadPreviousResult: mayReadPreviousResult(ticket),
    },
    (rows, at) =>
      Effect.gen(function* () {
        const person = yield* authenticate(ticket, rows, at)
        return yield* toPlan<Refusal, D>(person, yield* decide(person, otherRows(rows), at))
      }),
  )
  const outcome = yield* Effect.scoped(transacting)
  return { account: ticket.account, outcome }
})
