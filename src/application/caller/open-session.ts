import * as Effect from "effect/Effect"
import { Policies } from "../contract/policies.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { sealLabel } from "../secrets/label.ts"
import type { Ticket } from "../secrets/ticket.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedSessions } from "./session.ts"
import type { SignedIn } from "./sign-in-answer.ts"

/** The browser that a session is opened for. */
interface Browser {
  readonly ticket: Ticket
  /** What `listSessions` shows its owner, as the application gave it. */
  readonly label: unknown
}

/** Opens a session for a browser, and makes its answer. The label is sealed under the person's data key. */
export const openSession = Effect.fnUntraced(function* (
  before: LoadedSessions,
  { label, ticket }: Browser,
  dataKey: LoadedDataKey,
  at: number,
) {
  const { sessions: policy } = yield* Policies
  const sealed = yield* sealLabel(dataKey, label, "session-label")
  const opened = yield* executeOrDie(before, { _tag: "Open", hash: ticket.hash, ...sealed, policy, at })
  const answer: SignedIn = {
    _tag: "SignedIn",
    account: ticket.account,
    session: ticket.text,
    until: at + policy.longestMinutes * 60_000,
  }
  return { sessions: opened, answer }
})
