import { requestedUnless } from "./contact-steps.ts"
import { withheldIndexes } from "./contacts.ts"
import type { Event } from "./event.ts"
import type { State } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/** The mode goes on, with more contacts if it was on before. */
export const withConfidentialMode = (
  state: State,
  { agent, at, withheld }: EventOf<"ConfidentialModeStarted">,
): State => {
  if (state._tag === "Closed") return state
  const confidential = state.confidential ?? { since: at, ...(agent === undefined ? {} : { agent }) }
  if (state._tag !== "Active") return { ...state, confidential }
  const all = [...new Set([...(state.contacts.withheld ?? []), ...withheld])]
  return {
    ...state,
    confidential,
    contacts: { ...state.contacts, withheld: all },
    requestedContact: requestedUnless(state, withheld),
  }
}

/** The mode ends: the contacts are used again, as far as nothing else bars them. */
export const withoutConfidentialMode = (state: State): State => {
  if (state._tag === "Closed") return state
  const { confidential: _, ...others } = state
  if (others._tag !== "Active") return others
  const { withheld: __, ...contacts } = others.contacts
  return { ...others, contacts }
}

/** A closed account. What it withheld stays withheld: messages may still wait to be sent. */
export const withClosing = (state: State, { at }: EventOf<"Closed">): Extract<State, { readonly _tag: "Closed" }> => {
  if (state._tag === "Closed") return state
  if (state.confidential === undefined) return { _tag: "Closed", at }
  return { _tag: "Closed", at, withheld: state._tag === "Active" ? withheldIndexes(state.contacts) : [] }
}
