import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { asAgent } from "../../caller/agent.ts"
import { readSessions } from "../../caller/session.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { closeSpace, readsToClose } from "../../household-file/account-closing.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The personal space is closed. An agent opens it again with `reopenAccount` if that was a mistake. */
export interface AccountClosed {
  readonly _tag: "AccountClosed"
  readonly person: string
}

/**
 * Closes a personal space, in any state: no sign-in works any more, and it cannot be created again. A mistake is undone
 * by `reopenAccount`.
 *
 * In one commit its sessions end, its password is deleted, every browser forgets the person, and the code of a change of
 * contact is cancelled. Delegations that it gave or received end, and its owner is notified. The person stays in their
 * files. Refused with `AccountIsClosed`.
 */
export const closeAccount = Effect.fn("Agency.closeAccount")(function* (request: AgencyInput<"closeAccount">) {
  const person = yield* findPerson(request.person)
  const ids = [Account.stream.id(person), Sessions.stream.id(person), ...readsToClose(person)]
  yield* asAgent("CloseAccount", request, ids, (by, [accountRow, sessionsRow, ...rows], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const sessions = yield* readSessions(person, sessionsRow)
      const closed = yield* closeSpace({ account, sessions }, rows, { by, agent: by.agent }, at)
      const writes = yield* planOf([closed.account, closed.sessions, ...closed.others])
      return { ...writes, messages: closed.messages }
    }),
  )
  const answer: AccountClosed = { _tag: "AccountClosed", person }
  return answer
})
