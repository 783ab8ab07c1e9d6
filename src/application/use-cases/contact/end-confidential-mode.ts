import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import { ConfidentialModeByAgents } from "../../contract/confidential-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { endConfidentially } from "../../household-file/confidential-mode.ts"

/** The confidential mode is off. */
export interface ConfidentialModeOff {
  readonly _tag: "ConfidentialModeOff"
}

/**
 * Ends the confidential mode: every contact is used again, as far as nothing else bars it. Only the contacts that were
 * reached are notified.
 *
 * The current password is required: a partner who finds an open session must not end it. Refused with `NotConfidential`
 * while it is off.
 */
export const endConfidentialMode = Effect.fn("MonCompte.endConfidentialMode")(function* (
  request: Input<"endConfidentialMode">,
) {
  const { confidential: policy } = yield* Policies
  if (policy.setBy === "agents") return yield* new ConfidentialModeByAgents()
  const reauthenticate = withReauthentication(request.current)
  yield* asPerson("EndConfidentialMode", Schema.Never, request, [], (person, _rows, at) =>
    reauthenticate(person, at, endConfidentially({ account: person.account, dataKey: person.dataKey, at })),
  )
  const off: ConfidentialModeOff = { _tag: "ConfidentialModeOff" }
  return off
})
