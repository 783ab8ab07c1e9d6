/**
 * Migration: from the 8-digit password of the file to Mon Compte, in three steps.
 *
 * > 1. Read and accept the terms of use. 2. Choose a new password. 3. Give an email address or a mobile number,
 * > and type the code received.
 *
 * Nothing changes for the person until the code is right: then terms, password and contact change together. No step can
 * be skipped, and the person can go back. Leaving deletes everything entered. An account has one wizard: a second
 * browser takes it over. The second browser keeps the accepted terms only, because another person may have entered the
 * password and the contact.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import { AcceptedTerms, isSameText } from "../terms/accepted-terms.ts"
import type { TicketUnknown } from "../ticket/ticket.ts"
import type { Command } from "./command.ts"
import {
  Draft,
  type DraftExpired,
  DraftNotExpired,
  forDraftTicket,
  type Superseded,
  slideForCode,
  startDraft,
  TermsChanged,
  transferDraft,
} from "./draft.ts"
import { ended, onStep, previousStep, toContact, toTerms, type Underway, underway } from "./steps.ts"

export { Command } from "./command.ts"

const at = Schema.Finite
const ticket = Schema.String
/** Absent in events of earlier versions. */
const latest = Schema.optionalKey(at)

// States

export const State = Schema.TaggedUnion({
  NotStarted: {},
  /** `provedContact` is the contact whose code was right before newer terms came into force, else `null`. */
  TermsPending: { draft: Draft, provedContact: Schema.NullOr(SealedContact) },
  PasswordPending: { draft: Draft, terms: AcceptedTerms },
  ContactPending: { draft: Draft, terms: AcceptedTerms },
  CodePending: { draft: Draft, terms: AcceptedTerms, contact: SealedContact },
  Completed: { ticket, at },
  Abandoned: { ticket, at },
  Expired: { ticket, at },
})
export type State = typeof State.Type

export const initial: State = { _tag: "NotStarted" }

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Started: { ticket, until: at, latest, at },
  Resumed: { ticket, until: at, latest, at },
  TakenOver: { ticket, until: at, latest, at },
  TermsAccepted: { terms: AcceptedTerms, at },
  PasswordChosen: { at },
  ContactGiven: { contact: SealedContact, at },
  Continued: { at },
  TermsOutdated: { at },
  CodeExhausted: { at },
  WentBack: { at },
  TermsRefused: { at },
  Abandoned: { at },
  Expired: { at },
  Completed: { terms: AcceptedTerms, contact: SealedContact, at },
})
export type Event = typeof Event.Type

// Refusals

type OwnRefusal = DraftExpired | Superseded | TicketUnknown | TermsChanged | DraftNotExpired
export type Refusal = NotAllowed | OwnRefusal

// The table: state, then command, then the states it may lead to. A missing cell is a refusal.

const leave = { Abandon: ["Abandoned"], Expire: ["Expired"] } as const

export const table = {
  NotStarted: { Start: ["TermsPending"] },
  TermsPending: {
    Start: ["TermsPending"],
    AcceptTerms: ["PasswordPending", "Completed"],
    RefuseTerms: ["Abandoned"],
    ...leave,
  },
  PasswordPending: {
    Start: ["TermsPending", "PasswordPending"],
    ChoosePassword: ["ContactPending"],
    GoBack: ["TermsPending"],
    ...leave,
  },
  ContactPending: {
    Start: ["TermsPending", "PasswordPending", "ContactPending"],
    GiveContact: ["CodePending"],
    GoBack: ["PasswordPending"],
    ...leave,
  },
  CodePending: {
    Start: ["TermsPending", "PasswordPending", "CodePending"],
    GiveContact: ["CodePending"],
    Continue: ["CodePending"],
    Confirm: ["Completed", "TermsPending"],
    ExhaustCode: ["ContactPending"],
    GoBack: ["ContactPending"],
    ...leave,
  },
  Completed: {},
  Abandoned: { Start: ["TermsPending"] },
  Expired: { Start: ["TermsPending"] },
} as const satisfies Table<State, Command>

type Answer = Decision<Event, OwnRefusal>

const end = (latest: number | undefined) => (latest === undefined ? {} : { latest })

const start = (_: State, { at, latest, ticket, until }: CommandOf<Command, "Start">): Answer =>
  happened({ _tag: "Started", ticket, until, ...end(latest), at })
const startAgain = (
  { draft }: Underway,
  { at, latest, resumes, startsOver, ticket, until }: CommandOf<Command, "Start">,
): Answer =>
  at >= draft.until || startsOver === true
    ? happened(
        { _tag: at >= draft.until ? "Expired" : "Abandoned", at },
        { _tag: "Started", ticket, until, ...end(latest), at },
      )
    : happened({ _tag: resumes === draft.ticket ? "Resumed" : "TakenOver", ticket, until, ...end(latest), at })
const giveContact = forDraftTicket(
  (_, { at, contact }: CommandOf<Command, "GiveContact">): Answer => happened({ _tag: "ContactGiven", contact, at }),
)
const goBack = forDraftTicket((_, { at }: CommandOf<Command, "GoBack">): Answer => happened({ _tag: "WentBack", at }))
const leaving = {
  Abandon: forDraftTicket((_, { at }: CommandOf<Command, "Abandon">): Answer => happened({ _tag: "Abandoned", at })),
  Expire: ({ draft }: Underway, { at }: CommandOf<Command, "Expire">): Answer =>
    at < draft.until ? Result.fail(new DraftNotExpired({ until: draft.until })) : happened({ _tag: "Expired", at }),
}

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  NotStarted: { Start: start },
  TermsPending: {
    Start: startAgain,
    AcceptTerms: forDraftTicket(({ provedContact }, { at, inForce, version }) => {
      if (version !== inForce.version) return Result.fail(new TermsChanged({ inForce: inForce.version }))
      const terms = { ...inForce, at }
      const accepted = { _tag: "TermsAccepted", terms, at } as const
      return provedContact === null
        ? happened(accepted)
        : happened(accepted, { _tag: "Completed", terms, contact: provedContact, at })
    }),
    RefuseTerms: forDraftTicket((_, { at }) => happened({ _tag: "TermsRefused", at })),
    ...leaving,
  },
  PasswordPending: {
    Start: startAgain,
    ChoosePassword: forDraftTicket((_, { at }) => happened({ _tag: "PasswordChosen", at })),
    GoBack: goBack,
    ...leaving,
  },
  ContactPending: { Start: startAgain, GiveContact: giveContact, GoBack: goBack, ...leaving },
  CodePending: {
    Start: startAgain,
    GiveContact: giveContact,
    Continue: forDraftTicket((_, { at }) => happened({ _tag: "Continued", at })),
    Confirm: forDraftTicket(({ contact, terms }, { at, inForce }) =>
      isSameText(terms, inForce)
        ? happened({ _tag: "Completed", terms, contact, at })
        : happened({ _tag: "TermsOutdated", at }),
    ),
    ExhaustCode: forDraftTicket((_, { at }) => happened({ _tag: "CodeExhausted", at })),
    GoBack: goBack,
    ...leaving,
  },
  Completed: {},
  Abandoned: { Start: start },
  Expired: { Start: start },
})

/** An event that does not fit the state leaves it as it is. */
export const evolve = evolveBy<State, Event>({
  Started: (_, started) => toTerms(startDraft(started)),
  Resumed: underway((state, resumed) => ({ ...state, draft: transferDraft(state.draft, resumed) })),
  TakenOver: underway((state, takenOver) => {
    const draft = transferDraft(state.draft, takenOver)
    return "terms" in state ? { _tag: "PasswordPending", draft, terms: state.terms } : toTerms(draft)
  }),
  TermsAccepted: onStep(({ draft }, { terms }) => ({ _tag: "PasswordPending", draft, terms })),
  PasswordChosen: toContact,
  ContactGiven: onStep(
    (state, { contact }) =>
      "terms" in state ? { _tag: "CodePending", draft: state.draft, terms: state.terms, contact } : state,
    slideForCode,
  ),
  Continued: onStep((state) => state, slideForCode),
  TermsOutdated: onStep((state) => toTerms(state.draft, "contact" in state ? state.contact : null)),
  CodeExhausted: toContact,
  WentBack: onStep(previousStep),
  TermsRefused: ended("Abandoned"),
  Abandoned: ended("Abandoned"),
  Expired: ended("Expired"),
  Completed: ended("Completed"),
})

/** The stream of migrations: their ids in storage. */
export const stream = streamOf("migration")

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
