import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../../domain/account/account.ts"
import { parse as parseDate } from "../../../domain/civil-date/civil-date.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import { IdentityProof } from "../../../ports/identity-proof.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import {
  type Attempt,
  recordSuccess,
  refundAttemptOnFailure,
  reserveAttemptAndFindOwner,
} from "../../caller/attempt.ts"
import { CreationRefused, IdentityIncomplete } from "../../contract/creation-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { TryLater } from "../../contract/refusals.ts"
import { entitlementOf } from "../../household-file/entitlement.ts"

import type { BlindIndexes } from "../../secrets/blind-index.ts"
import { claimsOf } from "../../secrets/blind-index.ts"
import { getOrCreateDataKey, readDataKey, seal } from "../../secrets/data-key.ts"
import { type Findable, findableBy, type Identifier, kindOf, readIdentifier } from "../../secrets/identifier.ts"
import { makeTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange, toGuard } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The identity is proved, and a personal space may be opened: hand `ticket` to `startMigration`. */
export interface CreationOpened {
  readonly _tag: "CreationOpened"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** Until when the wizard can be started, in milliseconds since the epoch. */
  readonly until: number
  /** The steps ahead, in order: the same as for who had an account before. */
  readonly steps: readonly ["Terms", "Password", "Contact"]
}

/** No name is longer; nothing longer is looked at. */
const LONGEST_NAME = 200

const readClaim = (asked: Input<"createAccount">) => {
  const { birthDate, birthName } = asked
  const name = typeof birthName === "string" && birthName.length <= LONGEST_NAME ? birthName.trim() : ""
  const isDated = parseDate(birthDate)._tag === "Success"
  const missing = [...(name === "" ? ["BirthName" as const] : []), ...(isDated ? [] : ["BirthDate" as const])]
  return missing.length > 0 ? Effect.fail(new IdentityIncomplete({ missing })) : Effect.succeed({ name, birthDate })
}

/** Tries of an identity are counted apart: nobody keeps somebody else from signing in by guessing at their name. */
const countedApart = ([active, ...older]: BlindIndexes): BlindIndexes => [
  `creation.${active}`,
  ...older.map((index) => `creation.${index}`),
]

/**
 * "Créer Mon Compte": opens a personal space to a member of a household who has none.
 *
 * `CreationRefused` is one value for an identity that is not proved, somebody who is in no file, one who has a space
 * already, and a wait after failures: nobody learns who exists. Only a child who is too young is told so, once their
 * identity is proved. Every call is a try of its own.
 */
export const createAccount = Effect.fn("MonCompte.createAccount")(function* (asked: Input<"createAccount">) {
  const identifier = yield* readIdentifier(asked.identifier)
  const { birthDate, name } = yield* readClaim(asked)
  const policies = yield* Policies
  const identity = yield* IdentityProof
  const findable = yield* findableBy(identifier)
  const counted = { indexes: countedApart(findable.indexes), keys: findable.keys }
  const reserved = yield* reserveAttemptAndFindOwner(counted, policies.lockOut)
  const proving = identity.prove({
    identifier: Redacted.make(identifier.reveal()),
    birthName: Redacted.make(name),
    birthDate: Redacted.make(birthDate),
  })
  // As for a password: records out of reach are no fault of the person's.
  const answer = yield* reserved === null ? proving : refundAttemptOnFailure(reserved.attempt)(proving)
  if (reserved === null || answer._tag !== "Proved" || reserved.owner === null) return yield* new CreationRefused()
  const { attempt, owner } = reserved
  return yield* refundAttemptOnFailure(attempt, "CreationRefused")(invite(identifier, findable, attempt, owner.id))
})

const ownerBy = (identifier: Identifier, sealed: string) => ({
  nir: kindOf(identifier) === "nir" ? sealed : null,
  provisional: kindOf(identifier) === "provisional" ? sealed : null,
  file: null,
})

/** Whether the person may still be let in by their identity alone. Who has a legacy password that works uses that. */
const isOpenToIdentity = (state: Account.State) =>
  state._tag !== "Active" &&
  state._tag !== "Closed" &&
  (state.disabled || state.owner === null || state.owner.file === null)

/** `id` is whose the identifier was when the try was counted, and whose it must still be in the commit. */
const invite = Effect.fnUntraced(function* (
  identifier: Identifier,
  { keys }: Findable,
  attempt: Attempt,
  id: AggregateId,
) {
  const { migration: policy } = yield* Policies
  const person = Account.stream.keyOf(id)
  const kept = yield* transact(
    {
      verb: "CreateAccount",
      commandId: `${attempt.id}.succeed`,
      aggregates: [id, DataKey.stream.id(person), Memberships.stream.id(person), ...attempt.lockOuts],
      Refusal: CreationRefused,
      mayBeTold: () => Effect.void,
    },
    ([row, keyRow, membershipsRow, ...lockOuts], at) =>
      Effect.gen(function* () {
        const account = yield* readAggregate(Account.machine, id, row)
        if (!isOpenToIdentity(account.state)) return yield* new CreationRefused()
        const entitled = yield* entitlementOf(person, membershipsRow, account.state._tag, at)
        const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, keyRow), at)
        const ticket = yield* makeTicket(person)
        const until = at + policy.ticketMinutes * 60_000
        const invited = execute(account, {
          _tag: "Invite",
          owner: ownerBy(identifier, yield* seal(dataKey, identifier.reveal())),
          by: "Identity",
          ticket: ticket.hash,
          until,
          at,
        })
        const next = yield* Effect.orDie(Effect.fromResult(invited))
        const answer: CreationOpened = {
          _tag: "CreationOpened",
          ticket: ticket.text,
          until,
          steps: ["Terms", "Password", "Contact"],
        }
        return {
          changes: [
            ...(yield* recordSuccess(attempt, lockOuts, at)),
            toChange(next),
            ...(dataKey.events.length > 0 ? [toChange(dataKey)] : []),
          ] as const,
          guards: entitled.map(toGuard),
          claims: claimsOf(keys, id, id),
          answer,
        }
      }),
  )
  // Only a commit whose answer was lost is found kept "before"; its ticket is lost too, and asking again gives another.
  return kept._tag === "Now" ? kept.plan.answer : yield* new TryLater()
})
