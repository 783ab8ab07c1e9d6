import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { ReopeningCause } from "../../../domain/account/closing.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { asAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { reopenSpace } from "../../household-file/reopen-space.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The space is open again. Its owner chooses a new password with "Mot de passe oublié ?". */
export interface AccountReopened {
  readonly _tag: "AccountReopened"
  readonly person: string
}

/**
 * Opens a closed personal space again: an agent closed the wrong one, or its owner comes back after `closeOwnAccount`.
 *
 * Its identifier, contacts and accepted terms are as before, and its owner is notified. The times of a change of contact
 * stood still. The password was deleted: the owner
 * chooses another one by a recovery, or an agent restores access with `restoreAccess`. Nothing else comes back: no session,
 * no browser, no authorisation. If a couple of the owner has ended, a contact that the former partner has too recovers
 * nothing, and an 8-digit password opens nothing. If the owner closed it (`OwnerRequest`), a contact younger than 30 days
 * (`RecoveryPolicy.formerContactDays`) is barred and the one that it replaced recovers the space: an intruder who knew the
 * password may have changed the contact and closed the space.
 *
 * Refused with `NotReopenable`: the space is not closed, was merged into another one, was erased, or a death closed it
 * (then use `undoDeath`).
 */
export const reopenAccount = Effect.fn("Agency.reopenAccount")(function* (request: AgencyInput<"reopenAccount">) {
  const cause = yield* readCause(ReopeningCause, request.cause)
  const person = yield* findPerson(request.person)
  const ids = [Account.stream.id(person), DataKey.stream.id(person)]
  yield* asAgent("ReopenAccount", request, ids, ({ agent }, [accountRow, keyRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const dataKey = yield* readDataKey(person, keyRow)
      const reopened = yield* reopenSpace(account, dataKey, { agent, cause, at })
      return { ...(yield* planOf([reopened.account, dataKey])), messages: reopened.messages }
    }),
  )
  const answer: AccountReopened = { _tag: "AccountReopened", person }
  return answer
})
