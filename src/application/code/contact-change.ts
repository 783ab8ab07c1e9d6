import * as Effect from "effect/Effect"
import * as Challenge from "../../domain/challenge/challenge.ts"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { type SignedInPerson, viewAsPerson } from "../caller/person.ts"
import type { Input } from "../contract/inputs.ts"

import { openContact } from "../secrets/sealed-contact.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { type CodeSent, describeCode } from "./describe-code.ts"

/** A code is on its way to the contact that is to take the place of the present one. */
export interface ContactCodeSent extends CodeSent {
  readonly _tag: "ContactCodeSent"
}

/** No change of contact is under way, or its code works no more: ask again with `changeContact`. */
export interface NoContactAsked {
  readonly _tag: "NoContactAsked"
}

export const contactChallengeOf = (account: string): AggregateId => Challenge.idFor(account, "contact")

/** The challenge by which a person proves another contact. */
export const readContactChallenge = (account: string, row: Row | undefined) =>
  readAggregate(Challenge.machine, contactChallengeOf(account), row)

/** The contact that is being proved. */
export const pendingContactOf = ({ account: { state } }: SignedInPerson, command: string) =>
  state.asked === null ? Effect.fail(new NotAllowed({ state: state._tag, command })) : Effect.succeed(state.asked)

/** The present state of a change of contact, as its owner may read it. */
export const contactChangeOf = Effect.fnUntraced(function* (asked: Input<"contactChangeProgress">) {
  const { person, rows } = yield* viewAsPerson(asked, (account) => [contactChallengeOf(account)])
  const challenge = yield* readContactChallenge(person.id, rows[0])
  const { asked: contact } = person.account.state
  const code = describeCode(challenge.state)
  const progress: ContactCodeSent | NoContactAsked =
    contact === null || code === null
      ? { _tag: "NoContactAsked" }
      : { _tag: "ContactCodeSent", sentTo: (yield* openContact(person.dataKey, contact)).masked, ...code }
  return progress
})
