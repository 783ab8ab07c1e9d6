/**
 * Account: one person's personal space.
 *
 * > From then on: social security number and new password, and nothing else.
 *
 * A legacy account has no rights: its 8-digit password opens the migration and nothing else. Only an active account has
 * rights. A closed account stays closed. Once an account is active, the legacy password never works again.
 *
 * The first opening of an account ("Créer Mon Compte") has the same three steps: terms, password, contact. Only the
 * proof of identity before them differs.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { addTicket, isValidTicket, withoutTicket } from "../ticket/ticket.ts"
import type { Command } from "./command.ts"
import { barFromRecovery, changeContact, initialContacts } from "./contacts.ts"
import { Event } from "./event.ts"
import { withKnown } from "./owner.ts"
import type { Requirement } from "./requirement.ts"
import { type Active, acceptsProof, initial, isUnopened, State, type Unopened } from "./state.ts"

export { Command, Proof } from "./command.ts"
export { Event } from "./event.ts"
export * from "./state.ts"

// Refusals

/** The ticket does not start the migration: it was never issued, it was used, or it is too old. */
export class TicketInvalid extends Schema.TaggedError<TicketInvalid>()("TicketInvalid", {}) {
  override get message(): string {
    return "This sign-in is no longer valid: sign in again."
  }
}

/** This proof of identity does not open this account, or does not any more. */
export class ProofNotAccepted extends Schema.TaggedError<ProofNotAccepted>()("ProofNotAccepted", {}) {
  override get message(): string {
    return "This account cannot be opened in this way."
  }
}

type OwnRefusal = TicketInvalid | ProofNotAccepted
export type Refusal = NotAllowed | OwnRefusal

// The table: for each state, its commands and the states they lead to. A missing cell is a refusal.

export const table = {
  Legacy: {
    IssueTicket: ["Legacy"],
    StartMigration: ["Migrating"],
    DisableLegacyPassword: ["Legacy"],
    RecordProvisional: ["Legacy"],
    RecordNir: ["Legacy"],
    Close: ["Closed"],
  },
  Migrating: {
    IssueTicket: ["Migrating"],
    StartMigration: ["Migrating"],
    LeaveMigration: ["Legacy"],
    Activate: ["Active"],
    DisableLegacyPassword: ["Legacy"],
    RecordNir: ["Migrating"],
    Close: ["Closed"],
  },
  Active: {
    RecordNir: ["Active"],
    RenewHash: ["Active"],
    RequireAction: ["Active"],
    ChangePassword: ["Active"],
    DeclareCompromised: ["Active"],
    AcceptTerms: ["Active"],
    RequestContact: ["Active"],
    ChangeContact: ["Active"],
    BarContacts: ["Active"],
    Close: ["Closed"],
  },
  Closed: {},
} as const satisfies Table<State, Command>

type Answer = Decision<Event, OwnRefusal>
const ticketInvalid: Answer = Result.fail(new TicketInvalid())

const issueTicket = (state: Unopened, command: CommandOf<Command, "IssueTicket">): Answer =>
  acceptsProof(state, command.by) ? happened({ ...command, _tag: "TicketIssued" }) : Result.fail(new ProofNotAccepted())
const startMigration = ({ tickets }: Unopened, { at, ticket }: CommandOf<Command, "StartMigration">): Answer =>
  isValidTicket(tickets, ticket, at) ? happened({ _tag: "MigrationStarted", ticket, at }) : ticketInvalid
const disableLegacyPassword = (_: State, command: CommandOf<Command, "DisableLegacyPassword">): Answer =>
  happened({ ...command, _tag: "LegacyPasswordDisabled" })
const recordNir = (_: State, { at, nir }: CommandOf<Command, "RecordNir">): Answer =>
  happened({ _tag: "NirRecorded", nir, at })
const close = (_: State, { at }: CommandOf<Command, "Close">): Answer => happened({ _tag: "Closed", at })

const isPending = ({ pendingRequirements }: Active, requirement: Requirement, ticket: string, at: number) =>
  isValidTicket(
    pendingRequirements.filter((pending) => pending.requirement === requirement),
    ticket,
    at,
  )

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  Legacy: {
    IssueTicket: issueTicket,
    StartMigration: startMigration,
    DisableLegacyPassword: disableLegacyPassword,
    RecordProvisional: (_, { at, provisional }) => happened({ _tag: "ProvisionalRecorded", provisional, at }),
    RecordNir: recordNir,
    Close: close,
  },
  Migrating: {
    IssueTicket: issueTicket,
    StartMigration: startMigration,
    LeaveMigration: (_, { at }) => happened({ _tag: "MigrationLeft", at }),
    Activate: (_, { at, contact, terms }) => happened({ _tag: "Activated", terms, contact, at }),
    DisableLegacyPassword: disableLegacyPassword,
    RecordNir: recordNir,
    Close: close,
  },
  Active: {
    RecordNir: recordNir,
    RenewHash: (_, { at }) => happened({ _tag: "HashRenewed", at }),
    RequireAction: (_, { at, requirement, ticket, until }) =>
      happened({ _tag: "ActionRequired", requirement, ticket, until, at }),
    ChangePassword: (state, { at, ticket }) =>
      ticket === null || isPending(state, "NewPassword", ticket, at)
        ? happened({ _tag: "PasswordChanged", at })
        : ticketInvalid,
    DeclareCompromised: (_, { at }) => happened({ _tag: "PasswordCompromised", at }),
    AcceptTerms: (state, { at, terms, ticket }) =>
      isPending(state, "NewTerms", ticket, at) ? happened({ _tag: "TermsAccepted", ticket, terms, at }) : ticketInvalid,
    RequestContact: (_, { at, contact }) => happened({ _tag: "ContactRequested", contact, at }),
    ChangeContact: (_, { at, contact, recoversFrom }) =>
      happened({ _tag: "ContactChanged", contact, recoversFrom, at }),
    BarContacts: (_, { at, indexes }) => happened({ _tag: "ContactsBarred", indexes, at }),
    Close: close,
  },
  Closed: {},
})

/** Applies a step to an active account only: in another state the event is out of place. */
const inActive =
  <E>(step: (state: Active, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Active" ? step(state, event) : state

/** Applies an event. An event that cannot follow from the state changes nothing. */
export const evolve = evolveBy<State, Event>({
  TicketIssued: (state, { at, owner, ticket, until }) =>
    isUnopened(state)
      ? { ...state, owner: withKnown(state.owner, owner), tickets: addTicket(state.tickets, { ticket, until }, at) }
      : state,
  MigrationStarted: (state, { ticket }) =>
    isUnopened(state) && state.owner !== null
      ? { ...state, _tag: "Migrating", owner: state.owner, tickets: withoutTicket(state.tickets, ticket) }
      : state,
  MigrationLeft: (state) => (state._tag === "Migrating" ? { ...state, _tag: "Legacy" } : state),
  Activated: (state, { at, contact, terms }) =>
    state._tag === "Migrating"
      ? {
          _tag: "Active",
          owner: state.owner,
          terms,
          contacts: initialContacts(contact),
          requestedContact: null,
          since: at,
          pendingRequirements: [],
          compromised: null,
        }
      : state,
  // Tickets that were given for the legacy password end with it, and so does a migration that one of them started.
  LegacyPasswordDisabled: (state, { barsRecordedContact }) =>
    isUnopened(state)
      ? {
          _tag: "Legacy",
          owner: state.owner,
          tickets: [],
          legacyPasswordDisabled: true,
          ...(barsRecordedContact === true || state.recordedContactBarred === true
            ? { recordedContactBarred: true }
            : {}),
        }
      : state,
  ProvisionalRecorded: (state, { provisional }) =>
    isUnopened(state) ? { ...state, owner: withKnown(state.owner, { provisional }) } : state,
  NirRecorded: (state, { nir }) =>
    state._tag === "Closed" ? state : { ...state, owner: withKnown(state.owner, { nir }) },
  HashRenewed: (state) => state,
  ActionRequired: inActive((state, { at, requirement, ticket, until }) => ({
    ...state,
    pendingRequirements: addTicket(state.pendingRequirements, { requirement, ticket, until }, at),
  })),
  // A person who knew the former password may have requested the change of contact that is under way.
  PasswordChanged: inActive((state) => ({
    ...state,
    requestedContact: null,
    pendingRequirements: [],
    compromised: null,
  })),
  PasswordCompromised: inActive((state, { at }) => ({
    ...state,
    requestedContact: null,
    pendingRequirements: [],
    compromised: at,
  })),
  TermsAccepted: inActive((state, { terms, ticket }) => ({
    ...state,
    terms,
    pendingRequirements: withoutTicket(state.pendingRequirements, ticket),
  })),
  ContactRequested: inActive((state, { contact }) => ({ ...state, requestedContact: contact })),
  ContactChanged: inActive((state, { contact, ...when }) => ({
    ...state,
    requestedContact: null,
    contacts: changeContact(state.contacts, contact, when),
  })),
  ContactsBarred: inActive((state, { indexes }) => ({ ...state, contacts: barFromRecovery(state.contacts, indexes) })),
  Closed: (state, { at }) => (state._tag === "Closed" ? state : { _tag: "Closed", at }),
})

/** The ids under which accounts are stored. */
export const stream = streamOf("account")

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
