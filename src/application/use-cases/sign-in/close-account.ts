import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../../domain/account/account.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import type { Row } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"

import { contactChallengeOf, readContactChallenge } from "../../code/contact-change.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { closeLoadedAccount, recordClosingInFiles } from "../../household-file/account-closing.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

/** The personal space is closed, for good. */
export interface AccountClosed {
  readonly _tag: "AccountClosed"
  readonly person: string
}

/** The code for another contact is worth nothing any more, and is not sent if it was still to be. */
const withoutContactCode = Effect.fnUntraced(function* (person: string, row: Row | undefined, at: number) {
  const cancelled = execute(yield* readContactChallenge(person, row), { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? [toChange(cancelled.success)] : []
})

/**
 * Closes a personal space, for good, whatever it had come to: nobody signs in to it or creates it again.
 *
 * In one commit its sessions end, its password and a code for another contact go, an authorisation it gave or was given
 * ends, and its owner is told. The person stays in their files.
 */
export const closeAccount = Effect.fn("Agency.closeAccount")(function* (asked: AgencyInput<"closeAccount">) {
  const person = yield* findPerson(asked.person)
  const ids = [Account.stream.id(person), Sessions.stream.id(person), contactChallengeOf(person)]
  yield* asAgent("CloseAccount", asked, ids, (by, [accountRow, sessionsRow, challengeRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAggregate(Account.machine, Account.stream.id(person), accountRow)
      const closed = yield* closeLoadedAccount(account, sessionsRow, at)
      const files = yield* recordClosingInFiles(person, account, by, at)
      return {
        changes: [
          ...closed.changes,
          ...(yield* withoutContactCode(person, challengeRow, at)),
          ...files.changes,
        ] as const,
        guards: files.guards,
        messages: [...closed.messages, ...files.messages],
      }
    }).pipe(
      // Nobody joins a file by that.
      Effect.catchTag("InAnotherFile", Effect.die),
    ),
  )
  const answer: AccountClosed = { _tag: "AccountClosed", person }
  return answer
})
