import * as Effect from "effect/Effect"
import { Policies } from "../contract/policies.ts"
import type { Ticket } from "../secrets/ticket.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedSessions } from "./session.ts"
import type { SignedIn } from "./sign-in-answer.ts"

/** Opens a session for the browser that gets this ticket, and makes its answer. */
export const openSession = Effect.fnUntraced(function* (before: LoadedSessions, ticket: Ticket, at: number) {
  const { sessions: policy } = yield* Policies
  const opened = yield* executeOrDie(before, { _tag: "Open", hash: ticket.hash, policy, at })
  const answer: SignedIn = {
    _tag: "SignedIn",
    account: ticket.account,
    session: ticket.text,
    until: at + policy.longestMinutes * 60_000,
  }
  return { sessions: opened, answer }
})
