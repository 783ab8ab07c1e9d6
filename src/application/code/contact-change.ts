import * as Effect from "effect/Effect"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import type { AggregateId } from "../../ports/storage.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { viewAsPerson } from "../caller/view-as-person.ts"
import type { Input } from "../contract/inputs.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import type { TransactOutcome } from "../unit-of-work/transact.ts"
import { type CodeSent, describeCode } from "./describe-code.ts"
import { type LoadedChallenge, readChallenge } from "./loaded-challenge.ts"

/** A code was sent to the requested contact, which will replace the present one. */
export interface ContactCodeSent extends CodeSent {
  readonly _tag: "ContactCodeSent"
}

/** No change of contact is under way, or its code no longer works: request a new one with `changeContact`. */
export interface NoContactRequested {
  readonly _tag: "NoContactRequested"
}

/** The challenge by which a person proves the requested contact. */
export const contactChallengeId = (account: string): AggregateId => Challenge.idFor(account, "contact")

/** The requested contact, which is not proved yet. Refuses the command where there is none. */
export const requireRequestedContact = ({ account: { state } }: SignedInPerson, command: string) =>
  state.requestedContact === null
    ? Effect.fail(new NotAllowed({ state: state._tag, command }))
    : Effect.succeed(state.requestedContact)

/** Describes a change of contact, as its owner may see it. `contact` is the requested one, if any. */
const describeContactChange = Effect.fnUntraced(function* (
  contact: SealedContact | null,
  challenge: LoadedChallenge,
  dataKey: LoadedDataKey,
) {
  const code = contact === null ? null : yield* describeCode(challenge.state, dataKey, contact)
  const progress: ContactCodeSent | NoContactRequested =
    code === null ? { _tag: "NoContactRequested" } : { _tag: "ContactCodeSent", ...code }
  return progress
})

/** Loads and describes the change of contact of the caller. */
export const viewContactChange = Effect.fnUntraced(function* (request: Input<"contactChangeProgress">) {
  const { person, rows } = yield* viewAsPerson(request, (account) => [contactChallengeId(account)])
  const challenge = yield* readChallenge(person.id, "contact", rows[0])
  return yield* describeContactChange(person.account.state.requestedContact, challenge, person.dataKey)
})

/** Describes a change of contact from what its command committed. A repeated command commits nothing, so it loads. */
export const contactChangeAfter = Effect.fnUntraced(function* (
  request: Input<"contactChangeProgress">,
  outcome: TransactOutcome<{
    readonly person: SignedInPerson
    readonly decided: { readonly contact: SealedContact; readonly challenge: LoadedChallenge }
  }>,
) {
  if (outcome._tag === "AlreadyApplied") return yield* viewContactChange(request)
  const { decided, person } = outcome.plan
  return yield* describeContactChange(decided.contact, decided.challenge, person.dataKey)
})
