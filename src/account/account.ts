/**
 * Account: one person's personal space.
 *
 * > From then on: social security number and new password, and nothing else.
 *
 * A legacy account has no rights: its 8-digit password opens the migration and nothing else. Only an active account
 * has rights. A closed one stays closed. Once an account is active, nothing makes the legacy password work again.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { match, P } from "ts-pattern"
import type { Decider } from "../machine/decider.ts"
import { lookUp, type NotAllowed, type Table } from "../machine/table.ts"
import { Invitation, invite, isInvited } from "./invitation.ts"

const at = Schema.Finite

/** Who the account belongs to: the NIR as ciphertext, and the household file it is the holder's number of. */
export const Holder = Schema.Struct({ nir: Schema.String, file: Schema.String })

const Terms = Schema.Struct({ version: Schema.String, sha256: Schema.String, at })
const Contact = Schema.Struct({
  kind: Schema.Literals(["Email", "Mobile"]),
  index: Schema.String,
  sealed: Schema.String,
})

// States

export const State = Schema.TaggedUnion({
  Legacy: { holder: Schema.NullOr(Holder), invitations: Schema.Array(Invitation) },
  Migrating: { holder: Holder, invitations: Schema.Array(Invitation) },
  Active: { holder: Holder, terms: Terms, contact: Contact, since: at },
  Closed: { at },
})
export type State = typeof State.Type

/** Before anyone signed in: the legacy system knows the person, this one does not yet. */
export const initial: State = { _tag: "Legacy", holder: null, invitations: [] }

// Commands

export const Command = Schema.TaggedUnion({
  /** The legacy password was right. `ticket` is the hash of what the browser got to start the wizard with. */
  Recognise: { holder: Holder, ticket: Schema.String, until: at, at },
  StartMigration: { ticket: Schema.String, at },
  LeaveMigration: { at },
  Activate: { terms: Terms, contact: Contact, at },
  /** The hash of the same password was made anew, at today's cost. */
  RenewHash: { at },
  Close: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Recognised: { holder: Holder, ticket: Schema.String, until: at, at },
  MigrationStarted: { ticket: Schema.String, at },
  MigrationLeft: { at },
  Activated: { terms: Terms, contact: Contact, at },
  HashRenewed: { at },
  Closed: { at },
})
export type Event = typeof Event.Type

// Refusals

/** No sign-in that is still good stands behind this request to start. */
export class NotInvited extends Schema.TaggedError<NotInvited>()("NotInvited", {}) {
  override get message(): string {
    return "This sign-in is no longer good: sign in again to start."
  }
}

export type Refusal = NotAllowed | NotInvited

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  Legacy: { Recognise: ["Legacy"], StartMigration: ["Migrating"], Close: ["Closed"] },
  Migrating: {
    Recognise: ["Migrating"],
    StartMigration: ["Migrating"],
    LeaveMigration: ["Legacy"],
    Activate: ["Active"],
    Close: ["Closed"],
  },
  Active: { RenewHash: ["Active"], Close: ["Closed"] },
  Closed: {},
} as const satisfies Table<State, Command>

const cellFor = lookUp<State, Command>()(table)

const OPENS_MIGRATION = P.union("Legacy", "Migrating")

type Answer = Result.Result<ReadonlyArray<Event>, NotInvited>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)

export const decide = (command: Command, state: State): Result.Result<ReadonlyArray<Event>, Refusal> =>
  Result.flatMap(cellFor(state, command), (cell) =>
    match(cell)
      .returnType<Answer>()
      .with([{ _tag: OPENS_MIGRATION }, { _tag: "Recognise" }], ([, { at, holder, ticket, until }]) =>
        happens({ _tag: "Recognised", holder, ticket, until, at }),
      )
      .with([{ _tag: OPENS_MIGRATION }, { _tag: "StartMigration" }], ([{ invitations }, { at, ticket }]) =>
        isInvited(invitations, ticket, at)
          ? happens({ _tag: "MigrationStarted", ticket, at })
          : Result.fail(new NotInvited()),
      )
      .with([{ _tag: "Migrating" }, { _tag: "LeaveMigration" }], ([, { at }]) => happens({ _tag: "MigrationLeft", at }))
      .with([{ _tag: "Migrating" }, { _tag: "Activate" }], ([, { at, contact, terms }]) =>
        happens({ _tag: "Activated", terms, contact, at }),
      )
      .with([{ _tag: "Active" }, { _tag: "RenewHash" }], ([, { at }]) => happens({ _tag: "HashRenewed", at }))
      .with([{ _tag: P.union("Legacy", "Migrating", "Active") }, { _tag: "Close" }], ([, { at }]) =>
        happens({ _tag: "Closed", at }),
      )
      .exhaustive(),
  )

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = (state: State, event: Event): State => {
  if (state._tag === "Active" || state._tag === "Closed") {
    return event._tag === "Closed" ? { _tag: "Closed", at: event.at } : state
  }
  return match(event)
    .returnType<State>()
    .with({ _tag: "Recognised" }, ({ at, holder, ticket, until }) => ({
      ...state,
      holder,
      invitations: invite(state.invitations, { ticket, until }, at),
    }))
    .with({ _tag: "MigrationStarted" }, ({ ticket }) =>
      state.holder === null
        ? state
        : {
            _tag: "Migrating",
            holder: state.holder,
            invitations: state.invitations.filter((invitation) => invitation.ticket !== ticket),
          },
    )
    .with({ _tag: "MigrationLeft" }, () => ({ ...state, _tag: "Legacy" }))
    .with({ _tag: "Activated" }, ({ at, contact, terms }) =>
      state._tag === "Migrating" ? { _tag: "Active", holder: state.holder, terms, contact, since: at } : state,
    )
    .with({ _tag: "HashRenewed" }, () => state)
    .with({ _tag: "Closed" }, ({ at }) => ({ _tag: "Closed", at }))
    .exhaustive()
}

/** Rights exist in an active account, and nowhere else. */
export const hasRights = (state: State): boolean => state._tag === "Active"

export const machine: Decider<State, Command, Event, Refusal> = {
  name: "account",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
