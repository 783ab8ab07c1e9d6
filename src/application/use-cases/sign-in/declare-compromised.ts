import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { asAgent } from "../../caller/agent.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { readSessions } from "../../caller/session.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { announce } from "../../outbox/announce.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The password must be replaced before the next sign-in. Every session has ended, and the owner is notified. */
export interface DeclaredCompromised {
  readonly _tag: "DeclaredCompromised"
  readonly person: string
}

/**
 * Declares that others may know the password of a personal space: the next sign-in must replace it by a new one.
 *
 * Refused with `NotAllowed` if there is no password yet, or the space is closed.
 */
export const declareCompromised = Effect.fn("Agency.declareCompromised")(function* (
  request: AgencyInput<"declareCompromised">,
) {
  const person = yield* findPerson(request.person)
  const ids = [Account.stream.id(person), Sessions.stream.id(person)]
  yield* asAgent("DeclareCompromised", request, ids, (_, [accountRow, sessionsRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const { state } = account
      if (state._tag !== "Active") return yield* new NotAllowed({ state: state._tag, command: "DeclareCompromised" })
      const declared = yield* executeOrDie(account, { _tag: "DeclareCompromised", at })
      const sessions = yield* endAllSessions(yield* readSessions(person, sessionsRow), "Compromised", at)
      return {
        ...(yield* planOf([declared, sessions])),
        messages: yield* announce(person, state.contacts, "MustChangePassword", at),
      }
    }),
  )
  const answer: DeclaredCompromised = { _tag: "DeclaredCompromised", person }
  return answer
})
