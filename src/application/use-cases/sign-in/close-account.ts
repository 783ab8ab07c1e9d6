import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../../domain/account/account.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import type { Row } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { contactChallengeId } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { closeLoadedAccount, recordClosingInFiles } from "../../household-file/account-closing.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The personal space is closed for good. */
export interface AccountClosed {
  readonly _tag: "AccountClosed"
  readonly person: string
}

/** The challenge of a change of contact, cancelled: its code opens nothing, and is not sent any more. */
const cancelContactCode = Effect.fnUntraced(function* (person: string, row: Row | undefined, at: number) {
  const cancelled = execute(yield* readChallenge(person, "contact", row), { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? [cancelled.success] : []
})

/**
 * Closes a personal space for good, in any state: no sign-in works any more, and it cannot be created again.
 *
 * In one commit its sessions end, its password is deleted, and the code of a change of contact is cancelled. Delegations
 * that it gave or received end, and its owner is notified. The person stays in their files.
 */
export const closeAccount = Effect.fn("Agency.closeAccount")(function* (request: AgencyInput<"closeAccount">) {
  const person = yield* findPerson(request.person)
  const ids = [
    Account.stream.id(person),
    Sessions.stream.id(person),
    contactChallengeId(person),
    Memberships.stream.id(person),
  ]
  yield* asAgent("CloseAccount", request, ids, (by, [accountRow, sessionsRow, challengeRow, membershipsRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const closed = yield* closeLoadedAccount(account, sessionsRow, by, at)
      const files = yield* recordClosingInFiles(person, account, membershipsRow, by, at)
      const codes = yield* cancelContactCode(person, challengeRow, at)
      const writes = yield* planOf([...closed.aggregates, ...files.aggregates, ...codes])
      return { ...writes, messages: [...closed.messages, ...files.messages] }
    }),
  )
  const answer: AccountClosed = { _tag: "AccountClosed", person }
  return answer
})
