import * as Schema from "effect/Schema"

/**
 * Why an account is closed, if it was not closed for good by an agent. `Death`: it is kept, and an undone death opens it
 * again. `OwnerRequest`: its owner closed it. `Merged`: its owner has another account, the `successor`.
 */
export const ClosingCause = Schema.Literals(["Death", "OwnerRequest", "Merged"])
export type ClosingCause = typeof ClosingCause.Type

/** Why an agent opens a closed account again. `AgentMistake`: it was the wrong one. `OwnerRequest`: its owner comes back. */
export const ReopeningCause = Schema.Literals(["AgentMistake", "OwnerRequest"])
export type ReopeningCause = typeof ReopeningCause.Type

/** What opened an account again: an agent, or the end of a death that was recorded by mistake. */
export const ReopenedBecause = Schema.Literals([...ReopeningCause.literals, "DeathUndone"])
export type ReopenedBecause = typeof ReopenedBecause.Type
