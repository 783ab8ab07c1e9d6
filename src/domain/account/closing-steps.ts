import * as Result from "effect/Result"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { withClosing } from "./confidential-steps.ts"
import type { Event } from "./event.ts"
import { withoutMigration } from "./opening-steps.ts"
import { afterPause } from "./paused-contacts.ts"
import { NotReopenable } from "./refusal.ts"
import { isUnopened, passwordVersionOf, type State } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>
type Closed = Extract<State, { readonly _tag: "Closed" }>

/** The account is closed, for a cause. */
export const closed = (state: State, event: EventOf<"Closed">): State => {
  if (state._tag === "Closed") return state
  const { cause, successor } = event
  return {
    ...withClosing(state, event),
    ...(cause === undefined ? {} : { cause }),
    ...(successor === undefined ? {} : { successor }),
  }
}

/**
 * The state of an account that is opened again. What was under way does not come back. After an undone death the same
 * password works again. After another closing it was deleted, and the next one is another version.
 */
const reopened = (before: State, closed: Closed, { at, cause }: CommandOf<Command, "Reopen">): State => {
  if (isUnopened(before)) return { ...withoutMigration(before), tickets: [] }
  if (before._tag === "Closed") return before
  const passwordVersion = passwordVersionOf(before) + (cause === "DeathUndone" ? 0 : 1)
  const contacts = afterPause(before.contacts, { closedAt: closed.at, at })
  return { ...before, contacts, requestedContact: null, pendingRequirements: [], passwordVersion }
}

const because = (closed: Closed, { before, cause }: CommandOf<Command, "Reopen">): NotReopenable["because"] | null => {
  if (closed.cause === "Merged") return "Merged"
  if (closed.cause === "Death" && cause !== "DeathUndone") return "Death"
  if (closed.cause !== "Death" && cause === "DeathUndone") return "OtherCause"
  return before._tag === "Closed" ? "NotClosed" : null
}

/** Undoes a closing with a cause of its own: only an undone death opens what a death closed. */
export const reopen = (closed: Closed, command: CommandOf<Command, "Reopen">): Decision<Event, NotReopenable> => {
  const refused = because(closed, command)
  if (refused !== null) return Result.fail(new NotReopenable({ because: refused }))
  const { before, ...others } = command
  return happened({ ...others, _tag: "Reopened", state: reopened(before, closed, command) })
}
