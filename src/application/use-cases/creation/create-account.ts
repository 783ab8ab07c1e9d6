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
import { issueMigrationTicket } from "../../caller/issue-migration-ticket.ts"
import { CreationRefused, IdentityIncomplete } from "../../contract/creation-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { entitlementOf } from "../../household-file/entitlement.ts"
import { type BlindIndexes, claimsOf } from "../../secrets/blind-index.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { type Identifier, type IndexedIdentifier, indexIdentifier, readIdentifier } from "../../secrets/identifier.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { secretAnswer, transact } from "../../unit-of-work/transact.ts"

/** The identity is proved, and a personal space can be opened: pass `ticket` to `startMigration`. */
export interface CreationOpened {
  readonly _tag: "CreationOpened"
  /** Secret, for this browser alone. */
  readonly ticket: string
  /** Until when the steps can be started, in milliseconds since the epoch. */
  readonly until: number
  /** The steps ahead, in order: those of a migration. */
  readonly steps: readonly ["Terms", "Password", "Contact"]
}

/** Longer than any name at birth. Longer texts are not read. */
const LONGEST_NAME = 200

const readClaim = ({ birthDate, birthName }: Input<"createAccount">) => {
  const name = typeof birthName === "string" && birthName.length <= LONGEST_NAME ? birthName.trim() : ""
  const isDate = parseDate(birthDate)._tag === "Success"
  const missing = [...(name === "" ? ["BirthName" as const] : []), ...(isDate ? [] : ["BirthDate" as const])]
  return missing.length > 0 ? Effect.fail(new IdentityIncomplete({ missing })) : Effect.succeed({ name, birthDate })
}

/** Separate counters for proofs of identity, so that guessing a name does not lock the account holder out of sign-in. */
const creationCounters = ([active, ...older]: BlindIndexes): BlindIndexes => [
  `creation.${active}`,
  ...older.map((index) => `creation.${index}`),
]

/**
 * "Créer Mon Compte": lets a member of a household who has no personal space open one.
 *
 * `CreationRefused` has one value for several causes, to prevent account enumeration: the identity is not proved, the
 * person is in no file or has a space already, or there is a wait after failures. A child who is too young gets
 * `TooYoung`, but only once their identity is proved. Each call is a new attempt.
 */
export const createAccount = Effect.fn("MonCompte.createAccount")(function* (request: Input<"createAccount">) {
  const identifier = yield* readIdentifier(request.identifier)
  const { birthDate, name } = yield* readClaim(request)
  const { lockOut } = yield* Policies
  const identity = yield* IdentityProof
  const findable = yield* indexIdentifier(identifier)
  const counters = { indexes: creationCounters(findable.indexes), keys: findable.keys }
  const reserved = yield* reserveAttemptAndFindOwner(counters, lockOut)
  const prove = identity.prove({
    identifier: Redacted.make(identifier.reveal()),
    birthName: Redacted.make(name),
    birthDate: Redacted.make(birthDate),
  })
  // Also during a wait, so that each call does the same work, to prevent timing attacks.
  const proof = yield* reserved === null ? prove : refundAttemptOnFailure(reserved.attempt)(prove)
  if (reserved === null || proof._tag !== "Proved" || reserved.owner === null) return yield* new CreationRefused()
  const { attempt, owner } = reserved
  const opening = openCreation(identifier, findable, attempt, owner.id)
  return yield* refundAttemptOnFailure(attempt, "CreationRefused")(opening)
})

/** Opens the creation. `id` is the account that had the identifier when the attempt was reserved. */
const openCreation = Effect.fnUntraced(function* (
  identifier: Identifier,
  { keys }: IndexedIdentifier,
  attempt: Attempt,
  id: AggregateId,
) {
  const person = Account.stream.keyOf(id)
  const outcome = yield* transact(
    {
      verb: "CreateAccount",
      commandId: `${attempt.id}.succeed`,
      aggregates: [id, DataKey.stream.id(person), Memberships.stream.id(person), ...attempt.lockOuts],
      Refusal: CreationRefused,
    },
    ([row, keyRow, membershipsRow, ...lockOuts], at) =>
      Effect.gen(function* () {
        const account = yield* readAccount(person, row)
        if (!Account.acceptsProof(account.state, "Identity")) return yield* new CreationRefused()
        const entitlement = yield* entitlementOf(person, membershipsRow, account.state._tag, at)
        const dataKey = yield* readDataKey(person, keyRow)
        const proved = { identifier, by: "Identity", file: null } as const
        const { aggregates, issued } = yield* issueMigrationTicket(proved, account, dataKey, at)
        const answer: CreationOpened = { _tag: "CreationOpened", ...issued }
        return {
          ...(yield* planOf([...aggregates, ...entitlement], yield* recordSuccess(attempt, lockOuts, at))),
          // A commit conflicts if the identifier was given to another account meanwhile.
          claims: claimsOf(keys, id, id),
          answer,
        }
      }).pipe(Effect.catchTag("ProofNotAccepted", () => Effect.fail(new CreationRefused()))),
  )
  return yield* secretAnswer(outcome)
})
