import { barYoungContact, proveContact, recordPending } from "./contacts.ts"
import type { Event } from "./event.ts"
import { type Active, passwordVersionOf } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/**
 * What was under way for a person who knew the former password ends. An intruder may have requested the change of
 * contact.
 */
const withNothingPending = { requestedContact: null, pendingRequirements: [] } as const

/** A recovery replaced the password, and proved a contact. This alone ends a compromise. */
export const withRecoveredPassword = (state: Active, { at, contact }: EventOf<"PasswordRecovered">): Active => ({
  ...state,
  ...withNothingPending,
  passwordVersion: passwordVersionOf(state) + 1,
  contacts: proveContact(state.contacts, contact, at),
  compromised: null,
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
