import * as Result from "effect/Result"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { isValidTicket } from "../ticket/ticket.ts"
import type { Command } from "./command.ts"
import type { Event } from "./event.ts"
import { proofOfTicket } from "./opening-steps.ts"
import { ProofNotAccepted, TicketInvalid } from "./refusal.ts"
import { acceptsProof, type Unopened } from "./state.ts"

type Answer = Decision<Event, TicketInvalid | ProofNotAccepted>

export const ticketInvalid: Answer = Result.fail(new TicketInvalid())

export const issueTicket = (state: Unopened, command: CommandOf<Command, "IssueTicket">): Answer =>
  acceptsProof(state, command.by) ? happened({ ...command, _tag: "TicketIssued" }) : Result.fail(new ProofNotAccepted())

/** A ticket whose proof opens the account no more is refused: a stronger proof was given since. */
export const startMigration = (state: Unopened, { at, ticket }: CommandOf<Command, "StartMigration">): Answer => {
  const by = proofOfTicket(state, ticket)
  return isValidTicket(state.tickets, ticket, at) && (by === undefined || acceptsProof(state, by))
    ? happened({ _tag: "MigrationStarted", ticket, at })
    : ticketInvalid
}
