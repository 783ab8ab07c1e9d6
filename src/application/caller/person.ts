import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import { type AggregateId, type Change, type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { readTicket, type Ticket } from "../secrets/ticket.ts"
import { type Aggregate, execute, readAggregate, toChange, toGuard } from "../unit-of-work/aggregate.ts"
import { commandOf, type Plan, transact } from "../unit-of-work/transact.ts"

export type LoadedAccount = Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>
export type LoadedSessions = Aggregate<Sessions.State, Sessions.Command, Sessions.Event, Sessions.Refusal>

/** Who asks: signed in, with an active account. */
export interface SignedInPerson {
  /** The id of the account, and of the person. */
  readonly id: string
  readonly account: Omit<LoadedAccount, "state"> & { readonly state: Account.Active }
  readonly sessions: LoadedSessions
  /** What this person's identifier and contacts are sealed under. */
  readonly dataKey: LoadedDataKey
  /** The hash by which the session that asks is known. */
  readonly session: string
}

// biome-ignore lint/suspicious/noExplicitAny: an aggregate of any machine; only its JSON is kept.
type AnyAggregate = Aggregate<any, any, any, any>

/** What a command comes to. Whatever was read and nothing was decided on is guarded: it must not change meanwhile. */
export interface Decided<Refusal> {
  /** The account of who asks, where something was decided on it. */
  readonly account?: LoadedAccount | undefined
  /** The sessions of who asks, where something was decided on them. */
  readonly sessions?: LoadedSessions | undefined
  /** All else that was read. */
  readonly others?: ReadonlyArray<AnyAggregate> | undefined
  /** Changes of what is shared with strangers, such as an allowance. */
  readonly also?: ReadonlyArray<Change> | undefined
  readonly messages?: Plan<Refusal>["messages"] | undefined
  readonly claims?: Plan<Refusal>["claims"] | undefined
  /** What the person is told, where a refusal leaves a trace. */
  readonly refusal?: Refusal | undefined
}

/** What else a command reads, in one go with the account and the sessions of who asks. */
export type Reads = ReadonlyArray<AggregateId> | ((account: string) => ReadonlyArray<AggregateId>)

const OWN_ROWS = 3

const idsOf = (account: string, also: Reads): ReadonlyArray<AggregateId> => [
  Account.stream.id(account),
  Sessions.stream.id(account),
  DataKey.stream.id(account),
  ...(typeof also === "function" ? also(account) : also),
]

/** Reads what a browser holds as its session. */
export const readSession = (input: unknown) =>
  Effect.catchTag(readTicket(input), "TicketUnknown", () => Effect.fail(new Sessions.SessionOver()))

/** Who is behind a session, as read: refused unless it is still good and the account still active. */
const authenticate = Effect.fnUntraced(function* (
  { account: id, hash }: Ticket,
  [accountRow, sessionsRow, dataKeyRow]: ReadonlyArray<Row>,
  at: number,
) {
  const account = yield* readAggregate(Account.machine, Account.stream.id(id), accountRow)
  const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(id), sessionsRow)
  const { state } = account
  const session = Sessions.find(sessions.state, hash, at)
  if (state._tag !== "Active" || session === undefined) return yield* new Sessions.SessionOver()
  const { sessions: policy } = yield* Policies
  const noted = Sessions.isWorthNoting(session, policy, at)
    ? execute(sessions, { _tag: "Note", hash, policy, at })
    : Result.succeed(sessions)
  const person: SignedInPerson = {
    id,
    account: { ...account, state },
    // A session found good is noted without fail.
    sessions: Result.getOrElse(noted, () => sessions),
    dataKey: yield* readDataKey(id, dataKeyRow),
    session: hash,
  }
  return person
})

/** Who held the session when the command was given may be told how it went, even where it ended the session. */
const mayBeTold = ({ account, hash }: Ticket) =>
  Effect.fnUntraced(function* ([, row]: ReadonlyArray<Row>) {
    const { state } = yield* readAggregate(Sessions.machine, Sessions.stream.id(account), row)
    if (!Sessions.knew(state, hash)) return yield* new Sessions.SessionOver()
  })

const toPlan = <Refusal>(person: SignedInPerson, done: Decided<Refusal>) => {
  const { account = person.account, also = [], claims, messages, refusal, sessions = person.sessions } = done
  const aggregates: ReadonlyArray<AnyAggregate> = [account, sessions, ...(done.others ?? [])]
  const [first, ...others] = [...aggregates.filter(({ events }) => events.length > 0).map(toChange), ...also]
  if (first === undefined) return Effect.die(new Error("A command that decides nothing must refuse."))
  const guards = aggregates.filter(({ events }) => events.length === 0).map(toGuard)
  const plan: Plan<Refusal> = { changes: [first, ...others], guards, claims, messages, refusal }
  return Effect.succeed(plan)
}

/**
 * One command of a person who is signed in: the session is checked, `decide` says what follows, and all of it is one
 * commit, in which session and account must still be as they were read. A command id is the person's own.
 *
 * `alsoReads` come in the same read; `decide` gets their rows in that order.
 */
export const asPerson = Effect.fnUntraced(function* <Refusal, Encoded extends { readonly _tag: string }, E, R>(
  verb: string,
  Own: Schema.Codec<Refusal, Encoded>,
  asked: { readonly session: string; readonly commandId?: string | undefined },
  alsoReads: Reads,
  decide: (person: SignedInPerson, rows: ReadonlyArray<Row>, at: number) => Effect.Effect<Decided<Refusal>, E, R>,
  file?: string,
) {
  const ticket = yield* readSession(asked.session)
  yield* transact(
    {
      verb,
      commandId: yield* commandOf(ticket.account, asked.commandId, file),
      aggregates: idsOf(ticket.account, alsoReads),
      Refusal: Own,
      mayBeTold: mayBeTold(ticket),
    },
    (rows, at) =>
      Effect.gen(function* () {
        const person = yield* authenticate(ticket, rows, at)
        return yield* toPlan(person, yield* decide(person, rows.slice(OWN_ROWS), at))
      }),
  )
  return ticket.account
})

/** Who is behind a session now. For what comes before a command, such as hashing: the command checks all of it again. */
export const loadSignedIn = Effect.fnUntraced(function* (asked: { readonly session: string }, alsoReads: Reads = []) {
  const ticket = yield* readSession(asked.session)
  const storage = yield* Storage
  const at = yield* Clock.currentTimeMillis
  const { rows } = yield* storage.load(idsOf(ticket.account, alsoReads))
  return { person: yield* authenticate(ticket, rows, at), rows: rows.slice(OWN_ROWS), at }
})

/** What a person who is signed in sees: nothing is written but the use of the session, once in a while. */
export const viewAsPerson = Effect.fnUntraced(function* (asked: { readonly session: string }, alsoReads: Reads = []) {
  const seen = yield* loadSignedIn(asked, alsoReads)
  const { person } = seen
  if (person.sessions.events.length > 0) {
    // Noted meanwhile by another request, or not this time: the next one will.
    const note = asPerson("NoteSession", Schema.Never, asked, [], ({ sessions }) =>
      sessions.events.length > 0 ? Effect.succeed({}) : Effect.fail(new Sessions.SessionOver()),
    )
    yield* Effect.ignore(note)
  }
  return seen
})
