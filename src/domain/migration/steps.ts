import type { SealedContact } from "../contact/sealed-contact.ts"
import { type Draft, slideDraft } from "./draft.ts"
import type { State } from "./migration.ts"

/** A wizard that is under way. */
export type Underway = Extract<State, { readonly draft: Draft }>

/** Applies an event to a wizard that is under way. Any other state stays as it is. */
export const underway =
  <E>(step: (state: Underway, event: E) => State) =>
  (state: State, event: E): State =>
    "draft" in state ? step(state, event) : state

/** As `underway`, for a step of the person: it makes the draft last longer. */
export const onStep = <E extends { readonly at: number }>(
  step: (state: Underway, event: E) => State,
  slide = slideDraft,
) => underway<E>((state, event) => step({ ...state, draft: slide(state.draft, event.at) }, event))

/** Back to the terms. `provedContact` is the contact whose code was right already. */
export const toTerms = (draft: Draft, provedContact: SealedContact | null = null) =>
  ({ _tag: "TermsPending", draft, provedContact }) as const
/** To the contact, with the accepted terms. */
export const toContact = onStep(
  (state): State => ("terms" in state ? { _tag: "ContactPending", draft: state.draft, terms: state.terms } : state),
)
/** The end of a wizard, which remembers its ticket. */
export const ended = (_tag: "Completed" | "Abandoned" | "Expired") =>
  underway(({ draft: { ticket } }, { at }: { readonly at: number }) => ({ _tag, ticket, at }))

/** One step back. */
export const previousStep = (state: Underway): State => {
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
