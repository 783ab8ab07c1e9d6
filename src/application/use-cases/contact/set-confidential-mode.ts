import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { asAgent } from "../../caller/agent.ts"
import { contactChallengeId } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { endConfidentially, readNamedContacts, startConfidentially } from "../../household-file/confidential-mode.ts"
import { cancelDroppedCode } from "../../household-file/dropped-code.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The confidential mode of a person was set or ended. */
export interface ConfidentialModeSet {
  readonly _tag: "ConfidentialModeSet"
  readonly person: string
  readonly isOn: boolean
}

const readsOf = (person: string) => [Account.stream.id(person), DataKey.stream.id(person), contactChallengeId(person)]

/**
 * Starts the confidential mode of a person: see `MonCompte.startConfidentialMode`. The event names the agent.
 *
 * A personal space that is not open yet has no contacts to name: its contacts on record receive nothing, open nothing,
 * and the other adult does not learn that the space is opened. Refused with `AccountIsClosed` for a closed space.
 */
export const startConfidentialModeFor = Effect.fn("Agency.startConfidentialMode")(function* (
  request: AgencyInput<"startConfidentialMode">,
) {
  const named = yield* readNamedContacts(request.contacts)
  const person = yield* findPerson(request.person)
  yield* asAgent("StartConfidentialMode", request, readsOf(person), ({ agent }, [accountRow, keyRow, codeRow], at) =>
    Effect.gen(function* () {
      const before = yield* readAccount(person, accountRow)
      const dataKey = yield* readDataKey(person, keyRow)
      const { account, messages } = yield* startConfidentially({ account: before, dataKey, agent, at }, named)
      const challenge = yield* readChallenge(person, "contact", codeRow)
      const code = cancelDroppedCode(before.state, account.state, challenge, at)
      return { ...(yield* planOf([account, dataKey, code])), messages }
    }),
  )
  const answer: ConfidentialModeSet = { _tag: "ConfidentialModeSet", person, isOn: true }
  return answer
})

/** Ends the confidential mode of a person, at their request. Only the contacts that were reached are notified. */
export const endConfidentialModeFor = Effect.fn("Agency.endConfidentialMode")(function* (
  request: AgencyInput<"endConfidentialMode">,
) {
  const person = yield* findPerson(request.person)
  yield* asAgent("EndConfidentialMode", request, readsOf(person), ({ agent }, [accountRow, keyRow], at) =>
    Effect.gen(function* () {
      const before = yield* readAccount(person, accountRow)
      const dataKey = yield* readDataKey(person, keyRow)
      const { account, messages } = yield* endConfidentially({ account: before, dataKey, agent, at })
      return { ...(yield* planOf([account, dataKey])), messages }
    }),
  )
  const answer: ConfidentialModeSet = { _tag: "ConfidentialModeSet", person, isOn: false }
  return answer
})
