import * as Result from "effect/Result"
import { NotAllowed } from "../state-machine/table.ts"
import type { TicketUnknown } from "../ticket/ticket.ts"
import { checkDraftTicket, type DraftExpired, type Superseded } from "./draft.ts"
import type { State } from "./migration.ts"

type CodePending = Extract<State, { readonly _tag: "CodePending" }>

/**
 * Checks that a migration waits for a code, and that the ticket is the current one of its draft.
 *
 * Every command on a code calls it before it decides anything on the challenge. So a caller with another ticket learns
 * nothing about the code.
 */
export const requireCodePending = (
  state: State,
  command: { readonly name: string; readonly ticket: string; readonly at: number },
): Result.Result<CodePending, Superseded | TicketUnknown | DraftExpired | NotAllowed> => {
  if ("draft" in state) {
    const checked = checkDraftTicket(state.draft, command)
    if (Result.isFailure(checked)) return Result.fail(checked.failure)
  }
  return state._tag === "CodePending"
    ? Result.succeed(state)
    : Result.fail(new NotAllowed({ state: state._tag, command: command.name }))
}
