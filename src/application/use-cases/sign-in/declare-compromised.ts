import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { asAgent } from "../../caller/agent.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"

import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { announce } from "../../outbox/announce.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

/** The password lets nobody in any more until it is replaced. Every session has ended, and the owner was told. */
export interface DeclaredCompromised {
  readonly _tag: "DeclaredCompromised"
  readonly person: string
}

/**
 * The password of a personal space is known to be out: whoever types it next must replace it by another one.
 *
 * Refused with `NotAllowed` where there is no password yet, or the space is closed.
 */
export const declareCompromised = Effect.fn("Agency.declareCompromised")(function* (
  asked: AgencyInput<"declareCompromised">,
) {
  const person = yield* findPerson(asked.person)
  const ids = [Account.stream.id(person), Sessions.stream.id(person)]
  yield* asAgent("DeclareCompromised", asked, ids, (_, [accountRow, sessionsRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAggregate(Account.machine, Account.stream.id(person), accountRow)
      const { state } = account
      if (state._tag !== "Active") return yield* new NotAllowed({ state: state._tag, command: "DeclareCompromised" })
      const declared = yield* Effect.orDie(Effect.fromResult(execute(account, { _tag: "DeclareCompromised", at })))
      const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(person), sessionsRow)
      return {
        changes: [toChange(declared), toChange(yield* endAllSessions(sessions, "Compromised", at))] as const,
        messages: yield* announce(person, state.contacts, "MustChangePassword", at),
      }
    }),
  )
  const answer: DeclaredCompromised = { _tag: "DeclaredCompromised", person }
  return answer
})
