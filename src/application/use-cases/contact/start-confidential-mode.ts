import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { asPerson } from "../../caller/as-person.ts"
import { withReauthentication } from "../../caller/reauthenticate.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { contactChallengeId } from "../../code/contact-change.ts"
import { readChallenge } from "../../code/loaded-challenge.ts"
import {
  ConfidentialModeByAgents,
  ContactsNamedByAgents,
  NotConfidential,
} from "../../contract/confidential-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import {
  type ConfidentialView,
  loadConfidentialView,
  readNamedContacts,
  startConfidentially,
} from "../../household-file/confidential-mode.ts"
import { cancelDroppedCode } from "../../household-file/dropped-code.ts"

/** The confidential mode is on. */
export interface ConfidentialModeOn extends ConfidentialView {
  readonly _tag: "ConfidentialModeOn"
}

const loadView = Effect.fnUntraced(function* ({ session }: Input<"startConfidentialMode">) {
  const { person } = yield* viewAsPerson({ session })
  return yield* loadConfidentialView(person.id, person.account.state, person.dataKey)
})

/**
 * Starts the confidential mode: the contacts that another person may read receive no announcement and no code, and
 * recover nothing. They are not notified of it.
 *
 * These are the contacts that a present or former partner has too. Where the policy `confidential` lets persons name others,
 * those in `contacts` too, at most ten; else `ContactsNamedByAgents`. Call it again to add more. The current password is
 * required, as for a change of contact. Refused with `ContactUnknown` for a contact that the person does not have, and with
 * `ConfidentialModeByAgents` where the policy says so.
 *
 * If no contact is reached any more, the person should give another one (`changeContact`): nothing recovers the account.
 */
export const startConfidentialMode = Effect.fn("MonCompte.startConfidentialMode")(function* (
  request: Input<"startConfidentialMode">,
) {
  const { confidential: policy } = yield* Policies
  if (policy.setBy === "agents") return yield* new ConfidentialModeByAgents()
  const named = yield* readNamedContacts(request.contacts)
  if (named.length > 0 && policy.namedBy === "agents") return yield* new ContactsNamedByAgents({ field: "contacts" })
  const reauthenticate = withReauthentication(request.current)
  const { outcome } = yield* asPerson(
    "StartConfidentialMode",
    Schema.Never,
    request,
    (account) => [contactChallengeId(account)],
    (person, [challengeRow], at) => {
      const start = Effect.gen(function* () {
        const { account: before, dataKey } = person
        const { account, messages, view } = yield* startConfidentially({ account: before, dataKey, at }, named)
        const challenge = yield* readChallenge(person.id, "contact", challengeRow)
        const code = cancelDroppedCode(before.state, account.state, challenge, at)
        return { account, others: [code], messages, view }
      })
      return reauthenticate(person, at, start)
    },
  )
  const view = outcome._tag === "Committed" ? outcome.plan.decided.view : yield* loadView(request)
  // A repeated command may find the mode ended since.
  if (view === null) return yield* new NotConfidential()
  const on: ConfidentialModeOn = { _tag: "ConfidentialModeOn", ...view }
  return on
})
