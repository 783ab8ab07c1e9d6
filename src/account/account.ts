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
import type { Decider } from "../machine/decider.ts"
import { deciding, evolving } from "../machine/lines.ts"
import type { NotAllowed, Table } from "../machine/table.ts"
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

type Unopened = Extract<State, { readonly _tag: "Legacy" | "Migrating" }>
const isUnopened = (state: State): state is Unopened => state._tag === "Legacy" || state._tag === "Migrating"

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

type Answer = Result.Result<ReadonlyArray<Event>, NotInvited>
type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)

const recognise = (_: State, { at, holder, ticket, until }: Order<"Recognise">) =>
  happens({ _tag: "Recognised", holder, ticket, until, at })
const start = ({ invitations }: Unopened, { at, ticket }: Order<"StartMigration">) =>
  isInvited(invitations, ticket, at) ? happens({ _tag: "MigrationStarted", ticket, at }) : Result.fail(new NotInvited())
const close = (_: State, { at }: Order<"Close">) => happens({ _tag: "Closed", at })

export const decide = deciding<State, Command, Event, NotInvited>()(table)({
  Legacy: { Recognise: recognise, StartMigration: start, Close: close },
  Migrating: {
    Recognise: recognise,
    StartMigration: start,
    LeaveMigration: (_, { at }) => happens({ _tag: "MigrationLeft", at }),
    Activate: (_, { at, contact, terms }) => happens({ _tag: "Activated", terms, contact, at }),
    Close: close,
  },
  Active: { RenewHash: (_, { at }) => happens({ _tag: "HashRenewed", at }), Close: close },
  Closed: {},
})

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolving<State, Event>({
  Recognised: (state, { at, holder, ticket, until }) =>
    isUnopened(state) ? { ...state, holder, invitations: invite(state.invitations, { ticket, until }, at) } : state,
  MigrationStarted: (state, { ticket }) =>
    isUnopened(state) && state.holder !== null
      ? {
          _tag: "Migrating",
          holder: state.holder,
          invitations: state.invitations.filter((invitation) => invitation.ticket !== ticket),
        }
      : state,
  MigrationLeft: (state) => (state._tag === "Migrating" ? { ...state, _tag: "Legacy" } : state),
  Activated: (state, { at, contact, terms }) =>
    state._tag === "Migrating" ? { _tag: "Active", holder: state.holder, terms, contact, since: at } : state,
  HashRenewed: (state) => state,
  Closed: (state, { at }) => (state._tag === "Closed" ? state : { _tag: "Closed", at }),
})

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
