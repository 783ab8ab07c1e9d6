/**
 * Account: one person's personal space.
 *
 * > From then on: social security number and new password, and nothing else.
 *
 * A legacy account has no rights: its 8-digit password opens the migration and nothing else. Only an active account has
 * rights. A closed account stays closed until an agent opens it
 * again. Once an account is active, the legacy password never works again.
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
import { closed, reopen } from "./closing-steps.ts"
import type { Command } from "./command.ts"
import * as compromise from "./compromise-steps.ts"
import { withConfidentialMode, withoutConfidentialMode } from "./confidential-steps.ts"
import { withBarredContacts, withChangedContact, withRecordedContacts } from "./contact-steps.ts"
import { Event } from "./event.ts"
import * as identity from "./identity-steps.ts"
import { issueTicket, startMigration, ticketInvalid } from "./opening-decisions.ts"
import { activated, issueTicketTo, startMigrationOf, withoutLegacyPassword, withoutMigration } from "./opening-steps.ts"
import { withKnown } from "./owner.ts"
import { type NotReopenable, ProofNotAccepted, type TicketInvalid } from "./refusal.ts"
import type { Requirement } from "./requirement.ts"
import type * as state from "./state.ts"
import { initial, isOutranked, isUnopened, State } from "./state.ts"

export { Command } from "./command.ts"
export { Event } from "./event.ts"
export { ChangeReason, mustRequireChange } from "./forced-change.ts"
export { Proof, proofOf } from "./proof.ts"
export { NotReopenable, ProofNotAccepted, TicketInvalid } from "./refusal.ts"
export {
  acceptsIdentifier,
  acceptsProof,
  asFoundBy,
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

type OwnRefusal = TicketInvalid | ProofNotAccepted | NotReopenable
export type Refusal = NotAllowed | OwnRefusal

// The table: for each state, its commands and the states they lead to. A missing cell is a refusal.

export const table = {
  Legacy: {
    IssueTicket: ["Legacy"],
    StartMigration: ["Migrating"],
    DisableLegacyPassword: ["Legacy"],
    StartConfidentialMode: ["Legacy"],
    EndConfidentialMode: ["Legacy"],
    RecordProvisional: ["Legacy"],
    RecordNir: ["Legacy"],
    CorrectIdentifier: ["Legacy"],
    ReindexFormerNumbers: ["Legacy"],
    Merge: ["Legacy"],
    Close: ["Closed"],
  },
  Migrating: {
    IssueTicket: ["Migrating"],
    StartMigration: ["Migrating"],
    LeaveMigration: ["Legacy"],
    Activate: ["Active"],
    DisableLegacyPassword: ["Legacy"],
    StartConfidentialMode: ["Migrating"],
    EndConfidentialMode: ["Migrating"],
    RecordNir: ["Legacy"],
    CorrectIdentifier: ["Legacy"],
    ReindexFormerNumbers: ["Migrating"],
    Merge: ["Legacy"],
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
    RequirePasswordChange: ["Active"],
    AcceptTerms: ["Active"],
    RequestContact: ["Active"],
    ChangeContact: ["Active"],
    ReportChange: ["Active"],
    RememberRecordedContacts: ["Active"],
    BarContacts: ["Active"],
    StartConfidentialMode: ["Active"],
    EndConfidentialMode: ["Active"],
    CorrectIdentifier: ["Active"],
    ReindexFormerNumbers: ["Active"],
    Merge: ["Active"],
    Close: ["Closed"],
  },
  Closed: { DropPassword: ["Closed"], Redirect: ["Closed"], Reopen: ["Legacy", "Active"] },
} as const satisfies Table<State, Command>

type Answer = Decision<Event, OwnRefusal>

const disableLegacyPassword = (_: State, command: CommandOf<Command, "DisableLegacyPassword">): Answer =>
  happened({ ...command, _tag: "LegacyPasswordDisabled" })
const confidential = {
  StartConfidentialMode: (_: State, command: CommandOf<Command, "StartConfidentialMode">): Answer =>
    happened({ ...command, _tag: "ConfidentialModeStarted" }),
  EndConfidentialMode: (_: State, command: CommandOf<Command, "EndConfidentialMode">): Answer =>
    happened({ ...command, _tag: "ConfidentialModeEnded" }),
}
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
    ...confidential,
    ...identity.decisions,
    Close: close,
  },
  Migrating: {
    IssueTicket: issueTicket,
    StartMigration: startMigration,
    LeaveMigration: (_, { at }) => happened({ _tag: "MigrationLeft", at }),
    Activate: (state, { at, contact, terms }) =>
      isOutranked(state) ? Result.fail(new ProofNotAccepted()) : happened({ _tag: "Activated", terms, contact, at }),
    DisableLegacyPassword: disableLegacyPassword,
    ...confidential,
    ...identity.decisions,
    Close: close,
  },
  Active: {
    ...confidential,
    ...identity.decisions,
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
    RequirePasswordChange: (_, command) => happened({ ...command, _tag: "PasswordChangeRequired" }),
    AcceptTerms: (state, { at, terms, ticket }) =>
      isPending(state, "NewTerms", ticket, at) ? happened({ _tag: "TermsAccepted", ticket, terms, at }) : ticketInvalid,
    RequestContact: (_, { at, contact }) => happened({ _tag: "ContactRequested", contact, at }),
    ChangeContact: (_, command) => happened({ ...command, _tag: "ContactChanged" }),
    RememberRecordedContacts: (_, command) => happened({ ...command, _tag: "RecordedContactsRemembered" }),
    ReportChange: (state, command) => compromise.reportOf(state, command) ?? ticketInvalid,
    BarContacts: (_, command) => happened({ ...command, _tag: "ContactsBarred" }),
    Close: close,
  },
  Closed: {
    DropPassword: (_, { at }) => happened({ _tag: "PasswordDropped", at }),
    Redirect: (_, command) => happened({ ...command, _tag: "Redirected" }),
    Reopen: reopen,
  },
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
  Activated: (state, event) => (state._tag === "Migrating" ? activated(state, event) : state),
  LegacyPasswordDisabled: (state, event) => (isUnopened(state) ? withoutLegacyPassword(state, event) : state),
  ProvisionalRecorded: (state, { provisional }) =>
    isUnopened(state) ? { ...state, owner: withKnown(state.owner, { provisional }) } : state,
  // The provisional identifier opens nothing any more: its tickets end, and so does a migration that one started.
  NirRecorded: identity.withRecordedNir,
  IdentifierCorrected: identity.withCorrectedIdentifier,
  FormerNumbersReindexed: identity.withReindexedNumbers,
  AccountMerged: identity.withPredecessor,
  HashRenewed: (state) => state,
  ActionRequired: inActive((state, { at, requirement, ticket, until }) => ({
    ...state,
    pendingRequirements: addTicket(state.pendingRequirements, { requirement, ticket, until }, at),
  })),
  PasswordChanged: inActive(compromise.withChangedPassword),
  PasswordChangeRequired: inActive(compromise.withForcedChange),
  PasswordRecovered: inActive(compromise.withRecoveredPassword),
  PasswordCompromised: inActive(compromise.withCompromisedPassword),
  AccessRestored: inActive(compromise.withRestoredAccess),
  TermsAccepted: inActive((state, { terms, ticket }) => ({
    ...state,
    terms,
    pendingRequirements: withoutTicket(state.pendingRequirements, ticket),
  })),
  ContactRequested: inActive((state, { contact }) => ({ ...state, requestedContact: contact })),
  ContactChanged: inActive(withChangedContact),
  RecordedContactsRemembered: inActive(withRecordedContacts),
  ChangeReported: inActive(compromise.withReported),
  ContactsBarred: inActive(withBarredContacts),
  ConfidentialModeStarted: withConfidentialMode,
  ConfidentialModeEnded: withoutConfidentialMode,
  Closed: closed,
  Redirected: (state, { successor }) => (state._tag === "Closed" ? { ...state, successor } : state),
  PasswordDropped: (state) => state,
  Reopened: (before, { state }) => (before._tag === "Closed" ? state : before),
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
