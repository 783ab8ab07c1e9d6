/**
 * Migration: from the 8-digit password of the file to Mon Compte, in three steps.
 *
 * > 1. Read and accept the terms of use. 2. Choose a new password. 3. Give an e-mail address or a mobile number,
 * > and type the code received.
 *
 * Nothing changes for the person until the code is right: then terms, password and contact change at once. No step
 * is skipped; going back is allowed; leaving keeps nothing. One wizard an account: who starts it in a second browser
 * takes it over, and keeps only what nobody else can have typed for them, the accepted terms.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"
import {
  AcceptedTerms,
  Draft,
  DraftAlive,
  type DraftExpired,
  handOver,
  held,
  SealedContact,
  type Superseded,
  type TicketUnknown,
} from "./draft.ts"

const at = Schema.Finite
const ticket = Schema.String
const Version = Schema.Struct({ version: Schema.String, sha256: Schema.String })

// States

export const State = Schema.TaggedUnion({
  NotStarted: {},
  /** `kept` holds a contact already proved, when newer terms came into force at the very end. */
  TermsPending: { draft: Draft, kept: Schema.NullOr(SealedContact) },
  PasswordPending: { draft: Draft, terms: AcceptedTerms },
  ContactPending: { draft: Draft, terms: AcceptedTerms },
  CodePending: { draft: Draft, terms: AcceptedTerms, contact: SealedContact },
  Completed: { ticket, at },
  Abandoned: { ticket, at },
  Expired: { ticket, at },
})
export type State = typeof State.Type

export const initial: State = { _tag: "NotStarted" }

// Commands

export const Command = Schema.TaggedUnion({
  /** `resumes` is the ticket this same browser filled the wizard in with before, if it still has it. */
  Start: { ticket, resumes: Schema.NullOr(ticket), until: at, at },
  AcceptTerms: { ticket, version: Schema.String, inForce: Version, at },
  ChoosePassword: { ticket, at },
  GiveContact: { ticket, contact: SealedContact, at },
  /** The code was right. */
  Confirm: { ticket, inForce: Version, at },
  /** The code was wrong too often. */
  LoseCode: { ticket, at },
  GoBack: { ticket, at },
  RefuseTerms: { ticket, at },
  Abandon: { ticket, at },
  Expire: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Started: { ticket, until: at, at },
  Resumed: { ticket, until: at, at },
  TakenOver: { ticket, until: at, at },
  TermsAccepted: { terms: AcceptedTerms, at },
  PasswordChosen: { at },
  ContactGiven: { contact: SealedContact, at },
  TermsOutdated: { at },
  CodeLost: { at },
  WentBack: { at },
  TermsRefused: { at },
  Abandoned: { at },
  Expired: { at },
  Completed: { terms: AcceptedTerms, contact: SealedContact, at },
})
export type Event = typeof Event.Type

// Refusals

/** The version accepted is not the one in force. */
export class TermsChanged extends Schema.TaggedError<TermsChanged>()("TermsChanged", { inForce: Schema.String }) {
  override get message(): string {
    return "The terms of use have changed: read and accept the new version."
  }
}

type OwnRefusal = DraftExpired | Superseded | TicketUnknown | TermsChanged | DraftAlive
export type Refusal = NotAllowed | OwnRefusal

// The table: state, then command, then where it may lead. A missing cell is a refusal.

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
    Confirm: ["Completed", "TermsPending"],
    LoseCode: ["ContactPending"],
    GoBack: ["ContactPending"],
    ...leave,
  },
  Completed: {},
  Abandoned: { Start: ["TermsPending"] },
  Expired: { Start: ["TermsPending"] },
} as const satisfies Table<State, Command>

type Underway = Extract<State, { readonly draft: Draft }>
type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>
type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)

const start = (_: State, { at, ticket, until }: Order<"Start">) => happens({ _tag: "Started", ticket, until, at })
const startAgain = ({ draft }: Underway, { at, resumes, ticket, until }: Order<"Start">) =>
  at >= draft.until
    ? happens({ _tag: "Expired", at }, { _tag: "Started", ticket, until, at })
    : happens({ _tag: resumes === draft.ticket ? "Resumed" : "TakenOver", ticket, until, at })
const giveContact = held((_, { at, contact }: Order<"GiveContact">) => happens({ _tag: "ContactGiven", contact, at }))
const goBack = held((_, { at }: Order<"GoBack">) => happens({ _tag: "WentBack", at }))
const leaving = {
  Abandon: held((_, { at }: Order<"Abandon">) => happens({ _tag: "Abandoned", at })),
  Expire: ({ draft }: Underway, { at }: Order<"Expire">) =>
    at < draft.until ? Result.fail(new DraftAlive({ until: draft.until })) : happens({ _tag: "Expired", at }),
}

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  NotStarted: { Start: start },
  TermsPending: {
    Start: startAgain,
    AcceptTerms: held(({ kept }, { at, inForce, version }) => {
      if (version !== inForce.version) return Result.fail(new TermsChanged({ inForce: inForce.version }))
      const terms = { ...inForce, at }
      const accepted = { _tag: "TermsAccepted", terms, at } as const
      return kept === null ? happens(accepted) : happens(accepted, { _tag: "Completed", terms, contact: kept, at })
    }),
    RefuseTerms: held((_, { at }) => happens({ _tag: "TermsRefused", at })),
    ...leaving,
  },
  PasswordPending: {
    Start: startAgain,
    ChoosePassword: held((_, { at }) => happens({ _tag: "PasswordChosen", at })),
    GoBack: goBack,
    ...leaving,
  },
  ContactPending: { Start: startAgain, GiveContact: giveContact, GoBack: goBack, ...leaving },
  CodePending: {
    Start: startAgain,
    GiveContact: giveContact,
    Confirm: held(({ contact, terms }, { at, inForce }) =>
      terms.version === inForce.version && terms.sha256 === inForce.sha256
        ? happens({ _tag: "Completed", terms, contact, at })
        : happens({ _tag: "TermsOutdated", at }),
    ),
    LoseCode: held((_, { at }) => happens({ _tag: "CodeLost", at })),
    GoBack: goBack,
    ...leaving,
  },
  Completed: {},
  Abandoned: { Start: start },
  Expired: { Start: start },
})

/** A step of a wizard that is under way; elsewhere the event is out of place. */
const underway =
  <E>(step: (state: Underway, event: E) => State) =>
  (state: State, event: E): State =>
    "draft" in state ? step(state, event) : state

const toTerms = (draft: Draft, kept: SealedContact | null = null) => ({ _tag: "TermsPending", draft, kept }) as const
const toContact = underway(
  (state): State => ("terms" in state ? { _tag: "ContactPending", draft: state.draft, terms: state.terms } : state),
)
const over = (_tag: "Completed" | "Abandoned" | "Expired") =>
  underway(({ draft: { ticket } }, { at }: { readonly at: number }) => ({ _tag, ticket, at }))

const oneStepBack = (state: Underway): State => {
  switch (state._tag) {
    case "CodePending":
      return { _tag: "ContactPending", draft: state.draft, terms: state.terms }
    case "ContactPending":
      return { _tag: "PasswordPending", draft: state.draft, terms: state.terms }
    case "PasswordPending":
    case "TermsPending":
      return toTerms(state.draft)
  }
}

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Started: (_, { ticket, until }) => toTerms({ ticket, until, superseded: [] }),
  Resumed: underway((state, { ticket, until }) => ({ ...state, draft: handOver(state.draft, ticket, until) })),
  TakenOver: underway((state, { ticket, until }) => {
    const draft = handOver(state.draft, ticket, until)
    return "terms" in state ? { _tag: "PasswordPending", draft, terms: state.terms } : toTerms(draft)
  }),
  TermsAccepted: underway(({ draft }, { terms }) => ({ _tag: "PasswordPending", draft, terms })),
  PasswordChosen: toContact,
  ContactGiven: underway((state, { contact }) =>
    "terms" in state ? { _tag: "CodePending", draft: state.draft, terms: state.terms, contact } : state,
  ),
  TermsOutdated: underway((state) => toTerms(state.draft, "contact" in state ? state.contact : null)),
  CodeLost: toContact,
  WentBack: underway(oneStepBack),
  TermsRefused: over("Abandoned"),
  Abandoned: over("Abandoned"),
  Expired: over("Expired"),
  Completed: over("Completed"),
})

/** Where its states and events are stored. */
export const stream = streamOf("migration")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
