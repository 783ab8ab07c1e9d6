import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { readTicket, type Ticket } from "../secrets/ticket.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import { type LoadedAccount, readAccount } from "../unit-of-work/loaded-account.ts"
import { type LoadedMandates, readMandates } from "./mandates.ts"

export type LoadedSessions = Aggregate<Sessions.State, Sessions.Command, Sessions.Event, Sessions.Refusal>

/** A person who is signed in, with an active account. */
export interface SignedInPerson {
  /** The id of the account, and of the person. */
  readonly id: string
  readonly account: Omit<LoadedAccount, "state"> & { readonly state: Account.Active }
  readonly sessions: LoadedSessions
  /** The data key under which this person's identifier and contacts are sealed. */
  readonly dataKey: LoadedDataKey
  /** The mandates over this person. Guard them in the commit of everything that is decided from the person's rights. */
  readonly mandates: LoadedMandates
  /** The hash that identifies the session of this request. */
  readonly sessionHash: string
}

/** Further aggregates that a command or a view reads, in the same round trip as the account and the sessions. */
export type Reads = ReadonlyArray<AggregateId> | ((account: string) => ReadonlyArray<AggregateId>)

/** The account, the sessions, the data key and the mandates over the person are read first. */
const OWN_ROWS = 4

/** The aggregates that a request of this person reads: their own first, then the others. */
export const aggregatesOf = (account: string, reads: Reads): ReadonlyArray<AggregateId> => [
  Account.stream.id(account),
  Sessions.stream.id(account),
  DataKey.stream.id(account),
  Mandates.stream.id(account),
  ...(typeof reads === "function" ? reads(account) : reads),
]

/** The rows of the other aggregates, in the order of `reads`. */
export const otherRows = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> => rows.slice(OWN_ROWS)

export const readSessions = (account: string, row: Row | undefined): Effect.Effect<LoadedSessions> =>
  readAggregate(Sessions.register, Sessions.stream.id(account), row)

/** Reads the session secret that a browser sends. */
export const readSessionTicket = (input: unknown) =>
  Effect.catchTag(readTicket(input), "TicketUnknown", () => Effect.fail(new Sessions.SessionOver()))

/**
 * Authenticates a request by its session. `rows` are those of `aggregatesOf`.
 *
 * Refuses a session that has ended, and one whose account is not active any more. If the use of the session must be
 * recorded, the event is among those of `sessions`.
 */
export const authenticate = Effect.fnUntraced(function* (
  { account: id, hash }: Ticket,
  [accountRow, sessionsRow, dataKeyRow, mandatesRow]: ReadonlyArray<Row>,
  at: number,
) {
  const account = yield* readAccount(id, accountRow)
  const sessions = yield* readSessions(id, sessionsRow)
  const { state } = account
  const session = Sessions.find(sessions.state, hash, at)
  if (state._tag !== "Active" || session === undefined) return yield* new Sessions.SessionOver()
  const { sessions: policy } = yield* Policies
  const used = Sessions.mustRecordUse(session, policy, at)
    ? execute(sessions, { _tag: "RecordUse", hash, policy, at })
    : Result.succeed(sessions)
  const person: SignedInPerson = {
    id,
    account: { ...account, state },
    // The use of an open session is never refused.
    sessions: Result.getOrElse(used, () => sessions),
    dataKey: yield* readDataKey(id, dataKeyRow),
    mandates: yield* readMandates(id, mandatesRow),
    sessionHash: hash,
  }
  return person
})
