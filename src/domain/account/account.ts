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
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { addTicket, isValidTicket, withoutTicket } from "../ticket/ticket.ts"
import type { Command } from "./command.ts"
import { withCompromisedPassword, withRecoveredPassword, withRestoredAccess } from "./compromise-steps.ts"
import { barFromRecovery, changeContact, initialContacts } from "./contacts.ts"
import { Event } from "./event.ts"
import {
  issueTicketTo,
  proofOfTicket,
  startMigrationOf,
  withoutLegacyPassword,
  withoutMigration,
} from "./opening-steps.ts"
import { withKnown } from "./owner.ts"
import { ProofNotAccepted, TicketInvalid } from "./refusal.ts"
import type { Requirement } from "./requirement.ts"
import type * as state from "./state.ts"
import { acceptsProof, initial, isOutranked, isUnopened, passwordVersionOf, State } from "./state.ts"

export { Command } from "./command.ts"
export { Event } from "./event.ts"
export { Proof, proofOf } from "./proof.ts"
export { ProofNotAccepted, TicketInvalid } from "./refusal.ts"
export {
  acceptsIdentifier,
  acceptsProof,
  hasRights,
  initial,
  isOutranked,
  isUnopened,
  passwordVersionOf,
  State,
  wasOpenedOnFacts,
} from "./state.ts"

// In the declarations of a namespace, the bundler takes the types of another file for values. So these have own names.
/** An active account. */
export type Active = state.Active
export type Unopened = state.Unopened
export type AccountState = state.AccountState

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
    RecordNir: ["Legacy"],
    Close: ["Closed"],
  },
  Active: {
    RecordNir: ["Active"],
    RenewHash: ["Active"],
    RequireAction: ["Active"],
    ChangePassword: ["Active"],
    DeclareCompromised: ["Active"],
    RecoverPassword: ["Active"],
    RestoreAccess: ["Active"],
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
/** A ticket whose proof opens the account no more is refused: a stronger proof was given since. */
const startMigration = (state: Unopened, { at, ticket }: CommandOf<Command, "StartMigration">): Answer => {
  const by = proofOfTicket(state, ticket)
  return isValidTicket(state.tickets, ticket, at) && (by === undefined || acceptsProof(state, by))
    ? happened({ _tag: "MigrationStarted", ticket, at })
    : ticketInvalid
}
const disableLegacyPassword = (_: State, command: CommandOf<Command, "DisableLegacyPassword">): Answer =>
  happened({ ...command, _tag: "LegacyPasswordDisabled" })
const recordNir = (_: State, command: CommandOf<Command, "RecordNir">): Answer =>
  happened({ ...command, _tag: "NirRecorded" })
const close = (_: State, command: CommandOf<Command, "Close">): Answer => happened({ ...command, _tag: "Closed" })

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
    RecordProvisional: (_, command) => happened({ ...command, _tag: "ProvisionalRecorded" }),
    RecordNir: recordNir,
    Close: close,
  },
  Migrating: {
    IssueTicket: issueTicket,
    StartMigration: startMigration,
    LeaveMigration: (_, { at }) => happened({ _tag: "MigrationLeft", at }),
    Activate: (state, { at, contact, terms }) =>
      isOutranked(state) ? Result.fail(new ProofNotAccepted()) : happened({ _tag: "Activated", terms, contact, at }),
    DisableLegacyPassword: disableLegacyPassword,
    RecordNir: recordNir,
    Close: close,
  },
  Active: {
    RecordNir: recordNir,
    RenewHash: (_, { at }) => happened({ _tag: "HashRenewed", at }),
    RequireAction: (_, { at, requirement, ticket, until }) =>
      happened({ _tag: "ActionRequired", requirement, ticket, until, at }),
    // A compromised password never replaces itself: an intruder who knows it would be the first to do so.
    ChangePassword: (state, { at, ticket }) =>
      state.compromised === null && (ticket === null || isPending(state, "NewPassword", ticket, at))
        ? happened({ _tag: "PasswordChanged", at })
        : ticketInvalid,
    DeclareCompromised: (_, command) => happened({ ...command, _tag: "PasswordCompromised" }),
    RecoverPassword: (_, { at, contact }) => happened({ _tag: "PasswordRecovered", contact, at }),
    RestoreAccess: (_, command) => happened({ ...command, _tag: "AccessRestored" }),
    AcceptTerms: (state, { at, terms, ticket }) =>
      isPending(state, "NewTerms", ticket, at) ? happened({ _tag: "TermsAccepted", ticket, terms, at }) : ticketInvalid,
    RequestContact: (_, { at, contact }) => happened({ _tag: "ContactRequested", contact, at }),
    ChangeContact: (_, command) => happened({ ...command, _tag: "ContactChanged" }),
    BarContacts: (_, command) => happened({ ...command, _tag: "ContactsBarred" }),
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
  TicketIssued: (state, event) => (isUnopened(state) ? issueTicketTo(state, event) : state),
  MigrationStarted: (state, event) => (isUnopened(state) ? startMigrationOf(state, event) : state),
  MigrationLeft: (state) => (isUnopened(state) ? withoutMigration(state) : state),
  Activated: (state, { at, contact, terms }) =>
    state._tag === "Migrating"
      ? {
          _tag: "Active",
          owner: state.owner,
          terms,
          contacts: initialContacts(contact, at),
          requestedContact: null,
          since: at,
          openedBy: state.openedBy,
          pendingRequirements: [],
          compromised: null,
          passwordVersion: 1,
        }
      : state,
  LegacyPasswordDisabled: (state, event) => (isUnopened(state) ? withoutLegacyPassword(state, event) : state),
  ProvisionalRecorded: (state, { provisional }) =>
    isUnopened(state) ? { ...state, owner: withKnown(state.owner, { provisional }) } : state,
  // The provisional identifier opens nothing any more: its tickets end, and so does a migration that one started.
  NirRecorded: (state, { nir }) => {
    if (state._tag === "Closed") return state
    const owner = withKnown(state.owner, { nir })
    return isUnopened(state) ? { ...withoutMigration(state), owner, tickets: [] } : { ...state, owner }
  },
  HashRenewed: (state) => state,
  ActionRequired: inActive((state, { at, requirement, ticket, until }) => ({
    ...state,
    pendingRequirements: addTicket(state.pendingRequirements, { requirement, ticket, until }, at),
  })),
  // A person who knew the former password may have requested the change of contact that is under way.
  PasswordChanged: inActive((state) => ({
    ...state,
    passwordVersion: passwordVersionOf(state) + 1,
    requestedContact: null,
    pendingRequirements: [],
    compromised: null,
  })),
  PasswordRecovered: inActive(withRecoveredPassword),
  PasswordCompromised: inActive(withCompromisedPassword),
  AccessRestored: inActive(withRestoredAccess),
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
  // A barred contact that was only requested must not become the present one by a code that others can read.
  ContactsBarred: inActive((state, { indexes }) => ({
    ...state,
    contacts: barFromRecovery(state.contacts, indexes),
    requestedContact:
      state.requestedContact !== null && indexes.includes(state.requestedContact.index) ? null : state.requestedContact,
  })),
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
