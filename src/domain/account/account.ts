/**
 * Account: one person's personal space.
 *
 * > From then on: social security number and new password, and nothing else.
 *
 * A legacy account has no rights: its 8-digit password opens the migration and nothing else. Only an active account
 * has rights. A closed one stays closed. Once an account is active, nothing makes the legacy password work again.
 *
 * The same three steps, terms, password, contact, open an account for the first time ("Créer Mon Compte"): only the
 * proof in front of them differs.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import type { Command, Order } from "./command.ts"
import { Event } from "./event.ts"
import {
  addInvitation,
  type Invitation,
  isInvited,
  PendingRequirement,
  type Requirement,
  unopened,
} from "./invitation.ts"
import { bar, Contact, Contacts, change, first } from "./known-contact.ts"
import { nobody, Owner, together } from "./owner.ts"

export { Command, Proof } from "./command.ts"
export { Event } from "./event.ts"

const at = Schema.Finite
const Terms = Schema.Struct({ version: Schema.String, sha256: Schema.String, at })

// States

export const State = Schema.TaggedUnion({
  Legacy: { owner: Schema.NullOr(Owner), ...unopened },
  Migrating: { owner: Owner, ...unopened },
  Active: {
    owner: Owner,
    terms: Terms,
    contacts: Contacts,
    /** Another contact, not yet proved: a code was sent to it. */
    asked: Schema.NullOr(Contact),
    since: at,
    /** Sign-ins that wait for a requirement to be done. */
    pendingRequirements: Schema.Array(PendingRequirement),
    /** Since when the password is known to be out. */
    compromised: Schema.NullOr(at),
  },
  Closed: { at },
})
export type State = typeof State.Type

export type Active = Extract<State, { readonly _tag: "Active" }>
type Unopened = Extract<State, { readonly _tag: "Legacy" | "Migrating" }>

/** Before anyone signed in: the legacy system may know the person, this one does not yet. */
export const initial: State = { _tag: "Legacy", owner: null, invitations: [], disabled: false }

// Refusals

/** No sign-in that is still good stands behind this request. */
export class NotInvited extends Schema.TaggedError<NotInvited>()("NotInvited", {}) {
  override get message(): string {
    return "This sign-in is no longer good: sign in again."
  }
}

/** The legacy password of this file was put out of use, or the contact on record is barred. */
export class LegacyDisabled extends Schema.TaggedError<LegacyDisabled>()("LegacyDisabled", {}) {
  override get message(): string {
    return "This 8-digit password, or this contact on record, is out of use."
  }
}

type OwnRefusal = NotInvited | LegacyDisabled
export type Refusal = NotAllowed | OwnRefusal

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  Legacy: {
    Invite: ["Legacy"],
    StartMigration: ["Migrating"],
    DisableLegacy: ["Legacy"],
    GainProvisional: ["Legacy"],
    GainNir: ["Legacy"],
    Close: ["Closed"],
  },
  Migrating: {
    Invite: ["Migrating"],
    StartMigration: ["Migrating"],
    LeaveMigration: ["Legacy"],
    Activate: ["Active"],
    DisableLegacy: ["Legacy"],
    GainNir: ["Migrating"],
    Close: ["Closed"],
  },
  Active: {
    GainNir: ["Active"],
    RenewHash: ["Active"],
    RequireAction: ["Active"],
    ChangePassword: ["Active"],
    DeclareCompromised: ["Active"],
    AcceptTerms: ["Active"],
    AskContact: ["Active"],
    ChangeContact: ["Active"],
    BarContacts: ["Active"],
    Close: ["Closed"],
  },
  Closed: {},
} as const satisfies Table<State, Command>

type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)
const notInvited: Answer = Result.fail(new NotInvited())

const recognise = ({ barred, disabled }: Unopened, { at, by, owner, ticket, until }: Order<"Invite">) =>
  (disabled && by === "LegacyPassword") || (barred === true && by === "RecordedContact")
    ? Result.fail(new LegacyDisabled())
    : happens({ _tag: "Invited", owner, by, ticket, until, at })
const start = ({ invitations }: Unopened, { at, ticket }: Order<"StartMigration">) =>
  isInvited(invitations, ticket, at) ? happens({ _tag: "MigrationStarted", ticket, at }) : notInvited
const disableLegacy = (_: State, order: Order<"DisableLegacy">) => happens({ ...order, _tag: "LegacyDisabled" })
const gainNir = (_: State, { at, nir }: Order<"GainNir">) => happens({ _tag: "NirGained", nir, at })
const close = (_: State, { at }: Order<"Close">) => happens({ _tag: "Closed", at })

const hasPending = ({ pendingRequirements }: Active, requirement: Requirement, ticket: string, at: number) =>
  isInvited(
    pendingRequirements.filter((detention) => detention.requirement === requirement),
    ticket,
    at,
  )

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  Legacy: {
    Invite: recognise,
    StartMigration: start,
    DisableLegacy: disableLegacy,
    GainProvisional: (_, { at, provisional }) => happens({ _tag: "ProvisionalGained", provisional, at }),
    GainNir: gainNir,
    Close: close,
  },
  Migrating: {
    Invite: recognise,
    StartMigration: start,
    LeaveMigration: (_, { at }) => happens({ _tag: "MigrationLeft", at }),
    Activate: (_, { at, contact, terms }) => happens({ _tag: "Activated", terms, contact, at }),
    DisableLegacy: disableLegacy,
    GainNir: gainNir,
    Close: close,
  },
  Active: {
    GainNir: gainNir,
    RenewHash: (_, { at }) => happens({ _tag: "HashRenewed", at }),
    RequireAction: (_, { at, requirement, ticket, until }) =>
      happens({ _tag: "ActionRequired", requirement, ticket, until, at }),
    ChangePassword: (state, { at, ticket }) =>
      ticket === null || hasPending(state, "NewPassword", ticket, at)
        ? happens({ _tag: "PasswordChanged", at })
        : notInvited,
    DeclareCompromised: (_, { at }) => happens({ _tag: "PasswordCompromised", at }),
    AcceptTerms: (state, { at, terms, ticket }) =>
      hasPending(state, "NewTerms", ticket, at) ? happens({ _tag: "TermsAccepted", ticket, terms, at }) : notInvited,
    AskContact: (_, { at, contact }) => happens({ _tag: "ContactAsked", contact, at }),
    ChangeContact: (_, { at, contact, recoversFrom }) => happens({ _tag: "ContactChanged", contact, recoversFrom, at }),
    BarContacts: (_, { at, indexes }) => happens({ _tag: "ContactsBarred", indexes, at }),
    Close: close,
  },
  Closed: {},
})

const isUnopened = (state: State): state is Unopened => state._tag === "Legacy" || state._tag === "Migrating"
const without = <I extends Invitation>(invitations: ReadonlyArray<I>, ticket: string) =>
  invitations.filter((invitation) => invitation.ticket !== ticket)

/** A step of the active state; elsewhere the event is out of place. */
const inActive =
  <E>(step: (state: Active, event: E) => State) =>
  (state: State, event: E): State =>
    state._tag === "Active" ? step(state, event) : state

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Invited: (state, { at, owner, ticket, until }) =>
    isUnopened(state)
      ? {
          ...state,
          owner: together(state.owner ?? nobody, owner),
          invitations: addInvitation(state.invitations, { ticket, until }, at),
        }
      : state,
  MigrationStarted: (state, { ticket }) =>
    isUnopened(state) && state.owner !== null
      ? { ...state, _tag: "Migrating", owner: state.owner, invitations: without(state.invitations, ticket) }
      : state,
  MigrationLeft: (state) => (state._tag === "Migrating" ? { ...state, _tag: "Legacy" } : state),
  Activated: (state, { at, contact, terms }) =>
    state._tag === "Migrating"
      ? {
          _tag: "Active",
          owner: state.owner,
          terms,
          contacts: first(contact),
          asked: null,
          since: at,
          pendingRequirements: [],
          compromised: null,
        }
      : state,
  // Whoever was let in by that password is not let on, nor to the end of a wizard.
  LegacyDisabled: (state, { bars }) =>
    isUnopened(state)
      ? {
          _tag: "Legacy",
          owner: state.owner,
          invitations: [],
          disabled: true,
          ...(bars === true || state.barred === true ? { barred: true } : {}),
        }
      : state,
  ProvisionalGained: (state, { provisional }) =>
    isUnopened(state) ? { ...state, owner: { ...(state.owner ?? nobody), provisional } } : state,
  NirGained: (state, { nir }) =>
    state._tag === "Closed" ? state : { ...state, owner: { ...(state.owner ?? nobody), nir } },
  HashRenewed: (state) => state,
  ActionRequired: inActive((state, { at, requirement, ticket, until }) => ({
    ...state,
    pendingRequirements: addInvitation(state.pendingRequirements, { requirement, ticket, until }, at),
  })),
  // A change of contact that was under way may be that of whoever knew the former password.
  PasswordChanged: inActive((state) => ({ ...state, asked: null, pendingRequirements: [], compromised: null })),
  PasswordCompromised: inActive((state, { at }) => ({
    ...state,
    asked: null,
    pendingRequirements: [],
    compromised: at,
  })),
  TermsAccepted: inActive((state, { terms, ticket }) => ({
    ...state,
    terms,
    pendingRequirements: without(state.pendingRequirements, ticket),
  })),
  ContactAsked: inActive((state, { contact }) => ({ ...state, asked: contact })),
  ContactChanged: inActive((state, { contact, ...when }) => ({
    ...state,
    asked: null,
    contacts: change(state.contacts, contact, when),
  })),
  ContactsBarred: inActive((state, { indexes }) => ({ ...state, contacts: bar(state.contacts, indexes) })),
  Closed: (state, { at }) => (state._tag === "Closed" ? state : { _tag: "Closed", at }),
})

/** Rights exist in an active account, and nowhere else. */
export const hasRights = (state: State): boolean => state._tag === "Active"

/** Where its states and events are stored. */
export const stream = streamOf("account")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
