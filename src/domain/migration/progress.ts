import type { State } from "./migration.ts"

/** The three steps that a person sees. */
export type StepName = "Terms" | "Password" | "Contact"

const STEPS: ReadonlyArray<StepName> = ["Terms", "Password", "Contact"]

/** The current step, `step` of 3, and the steps that are left, the current one included. */
export interface Progress {
  readonly step: 1 | 2 | 3
  readonly of: 3
  readonly left: ReadonlyArray<StepName>
}

const at = (step: 1 | 2 | 3): Progress => ({ step, of: 3, left: STEPS.slice(step - 1) })

/**
 * The progress of a wizard, or `null` where none is under way.
 *
 * The code belongs to the third step, because it proves the contact. Where newer terms came into force after the code
 * was right, only the terms are left.
 */
export const progress = (state: State): Progress | null => {
  switch (state._tag) {
    case "TermsPending":
      return state.provedContact === null ? at(1) : { step: 1, of: 3, left: ["Terms"] }
    case "PasswordPending":
      return at(2)
    case "ContactPending":
    case "CodePending":
      return at(3)
    case "NotStarted":
    case "Completed":
    case "Abandoned":
    case "Expired":
      return null
  }
}

/** Whether a ticket, by its hash, is or was the current one of this wizard. */
export const knowsTicket = (state: State, ticket: string): boolean =>
  "draft" in state
    ? state.draft.ticket === ticket || state.draft.superseded.includes(ticket)
    : "ticket" in state && state.ticket === ticket
