import { happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { barYoungContact, proveContact, recordPending } from "./contacts.ts"
import type { Event } from "./event.ts"
import { mayReport, withReport, withReportedChange } from "./report.ts"
import { type Active, passwordVersionOf } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/**
 * What was under way for a person who knew the former password ends. An intruder may have requested the change of
 * contact.
 */
const withNothingPending = { requestedContact: null, pendingRequirements: [] } as const

/** Another password. What required one is done. */
const withNewPassword = ({ forcedChange: _, ...state }: Active, at: number): Active => ({
  ...state,
  ...withNothingPending,
  passwordVersion: passwordVersionOf(state) + 1,
  passwordSince: at,
  compromised: null,
})

/** The person changed the password. */
export const withChangedPassword = (state: Active, { at }: EventOf<"PasswordChanged">): Active =>
  withNewPassword(state, at)

/** A recovery replaced the password, and proved a contact. This alone ends a compromise. */
export const withRecoveredPassword = (state: Active, { at, contact }: EventOf<"PasswordRecovered">): Active => ({
  ...withNewPassword(state, at),
  contacts: proveContact(state.contacts, contact, at),
})

/**
 * An agent requires a new password. The tickets of a sign-in that lead to it stay valid. Those for newer terms do not: they
 * would open a session with the password of now.
 */
export const withForcedChange = (state: Active, { at, reason }: EventOf<"PasswordChangeRequired">): Active => ({
  ...state,
  pendingRequirements: state.pendingRequirements.filter(({ requirement }) => requirement === "NewPassword"),
  forcedChange: { reason, at },
})

/** Others may know the password. A young contact may be theirs. Older events have no times, and barred no contact. */
export const withCompromisedPassword = (
  state: Active,
  { at, formerUntil, provedAfter }: EventOf<"PasswordCompromised">,
): Active => ({
  ...state,
  ...withNothingPending,
  contacts:
    provedAfter === undefined || formerUntil === undefined
      ? state.contacts
      : barYoungContact(state.contacts, { at, formerUntil, provedAfter }),
  compromised: at,
})

/** An agent recorded a contact after proof of identity. The password opens nothing until it is replaced. */
export const withRestoredAccess = (state: Active, { contact, ...when }: EventOf<"AccessRestored">): Active => ({
  ...state,
  ...withNothingPending,
  contacts: recordPending(state.contacts, contact, when),
  compromised: when.at,
})

/** The event of a report; `undefined` for a token that was used, that is too old, or whose contact may not report. */
export const reportOf = (
  state: Active,
  { at, contact, formerUntil, sentAt, until }: Extract<Command, { readonly _tag: "ReportChange" }>,
) =>
  at < until && mayReport(state, contact, sentAt, at)
    ? happened<Event>({ _tag: "ChangeReported", contact, formerUntil, at })
    : undefined

/** A change was reported. It counts as a compromise: others may know the password, and may have given a contact. */
export const withReported = (state: Active, { at, contact, formerUntil }: EventOf<"ChangeReported">): Active => ({
  ...state,
  ...withNothingPending,
  contacts: withReportedChange(state.contacts, contact, { at, formerUntil }),
  reports: withReport(state.reports, { contact, at }),
  compromised: at,
})
