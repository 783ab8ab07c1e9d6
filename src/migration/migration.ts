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
import { match, P } from "ts-pattern"
import type { Decider } from "../machine/decider.ts"
import { lookUp, type NotAllowed, type Table } from "../machine/table.ts"
import {
  AcceptedTerms,
  Draft,
  type DraftExpired,
  handOver,
  mayFillIn,
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

/** The draft still has time left. */
export class DraftAlive extends Schema.TaggedError<DraftAlive>()("DraftAlive", { until: at }) {
  override get message(): string {
    return "The time to finish has not run out."
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

const cellFor = lookUp<State, Command>()(table)

const NO_DRAFT = P.union("NotStarted", "Abandoned", "Expired")
const UNDERWAY = P.union("TermsPending", "PasswordPending", "ContactPending", "CodePending")

type Answer = Result.Result<ReadonlyArray<Event>, OwnRefusal>
const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)
const refuse = (refusal: OwnRefusal): Answer => Result.fail(refusal)

export const decide = (command: Command, state: State): Result.Result<ReadonlyArray<Event>, Refusal> =>
  Result.flatMap(cellFor(state, command), (cell): Result.Result<ReadonlyArray<Event>, Refusal> => {
    const [before, asked] = cell
    if ("draft" in before && "ticket" in asked && asked._tag !== "Start") {
      const holder = mayFillIn(before.draft, asked)
      if (Result.isFailure(holder)) return Result.fail(holder.failure)
    }
    return match(cell)
      .returnType<Answer>()
      .with([{ _tag: NO_DRAFT }, { _tag: "Start" }], ([, { at, ticket, until }]) =>
        happens({ _tag: "Started", ticket, until, at }),
      )
      .with([{ _tag: UNDERWAY }, { _tag: "Start" }], ([{ draft }, { at, resumes, ticket, until }]) =>
        at >= draft.until
          ? happens({ _tag: "Expired", at }, { _tag: "Started", ticket, until, at })
          : happens({ _tag: resumes === draft.ticket ? "Resumed" : "TakenOver", ticket, until, at }),
      )
      .with([{ _tag: "TermsPending" }, { _tag: "AcceptTerms" }], ([{ kept }, { at, inForce, version }]) => {
        if (version !== inForce.version) return refuse(new TermsChanged({ inForce: inForce.version }))
        const terms = { ...inForce, at }
        const accepted = { _tag: "TermsAccepted", terms, at } as const
        return kept === null ? happens(accepted) : happens(accepted, { _tag: "Completed", terms, contact: kept, at })
      })
      .with([{ _tag: "TermsPending" }, { _tag: "RefuseTerms" }], ([, { at }]) => happens({ _tag: "TermsRefused", at }))
      .with([{ _tag: "PasswordPending" }, { _tag: "ChoosePassword" }], ([, { at }]) =>
        happens({ _tag: "PasswordChosen", at }),
      )
      .with([{ _tag: P.union("ContactPending", "CodePending") }, { _tag: "GiveContact" }], ([, { at, contact }]) =>
        happens({ _tag: "ContactGiven", contact, at }),
      )
      .with([{ _tag: "CodePending" }, { _tag: "Confirm" }], ([{ contact, terms }, { at, inForce }]) =>
        terms.version === inForce.version && terms.sha256 === inForce.sha256
          ? happens({ _tag: "Completed", terms, contact, at })
          : happens({ _tag: "TermsOutdated", at }),
      )
      .with([{ _tag: "CodePending" }, { _tag: "LoseCode" }], ([, { at }]) => happens({ _tag: "CodeLost", at }))
      .with([{ _tag: P.union("PasswordPending", "ContactPending", "CodePending") }, { _tag: "GoBack" }], ([, { at }]) =>
        happens({ _tag: "WentBack", at }),
      )
      .with([{ _tag: UNDERWAY }, { _tag: "Abandon" }], ([, { at }]) => happens({ _tag: "Abandoned", at }))
      .with([{ _tag: UNDERWAY }, { _tag: "Expire" }], ([{ draft }, { at }]) =>
        at < draft.until ? refuse(new DraftAlive({ until: draft.until })) : happens({ _tag: "Expired", at }),
      )
      .exhaustive()
  })

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = (state: State, event: Event): State => {
  if (event._tag === "Started") {
    const { ticket, until } = event
    return { _tag: "TermsPending", draft: { ticket, until, superseded: [] }, kept: null }
  }
  if (!("draft" in state)) return state
  const { draft } = state
  const { ticket } = draft
  const withTerms = "terms" in state ? { draft, terms: state.terms } : null
  return match(event)
    .returnType<State>()
    .with({ _tag: "Resumed" }, ({ ticket, until }) => ({ ...state, draft: handOver(draft, ticket, until) }))
    .with({ _tag: "TakenOver" }, ({ ticket, until }) => {
      const taken = handOver(draft, ticket, until)
      return withTerms === null
        ? { _tag: "TermsPending", draft: taken, kept: null }
        : { _tag: "PasswordPending", ...withTerms, draft: taken }
    })
    .with({ _tag: "TermsAccepted" }, ({ terms }) => ({ _tag: "PasswordPending", draft, terms }))
    .with({ _tag: P.union("PasswordChosen", "CodeLost") }, () =>
      withTerms === null ? state : { _tag: "ContactPending", ...withTerms },
    )
    .with({ _tag: "ContactGiven" }, ({ contact }) =>
      withTerms === null ? state : { _tag: "CodePending", ...withTerms, contact },
    )
    .with({ _tag: "TermsOutdated" }, () => ({
      _tag: "TermsPending",
      draft,
      kept: state._tag === "CodePending" ? state.contact : null,
    }))
    .with({ _tag: "WentBack" }, () =>
      match(state)
        .returnType<State>()
        .with({ _tag: P.union("TermsPending", "PasswordPending") }, () => ({ _tag: "TermsPending", draft, kept: null }))
        .with({ _tag: "ContactPending" }, ({ terms }) => ({ _tag: "PasswordPending", draft, terms }))
        .with({ _tag: "CodePending" }, ({ terms }) => ({ _tag: "ContactPending", draft, terms }))
        .exhaustive(),
    )
    .with({ _tag: P.union("TermsRefused", "Abandoned") }, ({ at }) => ({ _tag: "Abandoned", ticket, at }))
    .with({ _tag: "Expired" }, ({ at }) => ({ _tag: "Expired", ticket, at }))
    .with({ _tag: "Completed" }, ({ at }) => ({ _tag: "Completed", ticket, at }))
    .exhaustive()
}

export const machine: Decider<State, Command, Event, Refusal> = {
  name: "migration",
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
