import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Account from "../../../domain/account/account.ts"
import { earliestBirth } from "../../../domain/civil-date/birth-date.ts"
import { civilDateAt } from "../../../domain/civil-date/civil-date.ts"
import { parseTypedBirthDate } from "../../../domain/civil-date/typed-date.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import { opens } from "../../../domain/identity/opening.ts"
import { isAtLeast } from "../../../domain/identity/strength.ts"
import { nameText } from "../../../domain/typed-text/typed-text.ts"
import {
  type Evidence,
  type IdentityAnswer,
  IdentityProof,
  type IdentityProved,
} from "../../../ports/identity-proof.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import { type Attempt, attemptOrNull, recordSuccess } from "../../caller/attempt.ts"
import { creationCounters } from "../../caller/creation-counters.ts"
import { issueMigrationTicket } from "../../caller/issue-migration-ticket.ts"
import { CreationRefused, IdentityIncomplete } from "../../contract/creation-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { entitlementOf } from "../../household-file/entitlement.ts"
import { claimsOf, indexesIn } from "../../secrets/blind-index.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import {
  type Identifier,
  type IndexedIdentifier,
  indexIdentifier,
  kindOf,
  readIdentifier,
} from "../../secrets/identifier.ts"
import { asFoundBy, readAccount } from "../../unit-of-work/loaded-account.ts"
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

/** More than any opening needs. The limit prevents a stranger from filling the memory. */
const MOST_EVIDENCE = 5

const LONGEST_TAG = 100

/** An empty field of a piece of evidence, such as a code that was not typed, is refused and never counted as a try. */
const isEmpty = (part: unknown): boolean => part === undefined || (typeof part === "string" && part.trim() === "")

const isEvidence = (value: unknown): value is Evidence =>
  Predicate.hasProperty(value, "_tag") &&
  typeof value._tag === "string" &&
  value._tag.length >= 1 &&
  value._tag.length <= LONGEST_TAG &&
  !Object.values(value).some(isEmpty)

const readEvidence = (evidence: unknown): ReadonlyArray<Evidence> | null => {
  if (evidence === undefined || evidence === null) return []
  return Array.isArray(evidence) && evidence.length <= MOST_EVIDENCE && evidence.every(isEvidence) ? evidence : null
}

const readClaim = (request: Input<"createAccount">, at: number) => {
  const { birthName } = request
  const name = typeof birthName === "string" && birthName.length <= LONGEST_NAME ? nameText(birthName) : ""
  const typed = parseTypedBirthDate(request.birthDate)
  const birthDate = typed !== null && earliestBirth(typed) <= civilDateAt(at) ? typed : null
  const evidence = readEvidence(request.evidence)
  const missing = [
    ...(name === "" ? ["BirthName" as const] : []),
    ...(birthDate === null ? ["BirthDate" as const] : []),
    ...(evidence === null ? ["Evidence" as const] : []),
  ]
  return missing.length > 0 || evidence === null || birthDate === null
    ? Effect.fail(new IdentityIncomplete({ missing }))
    : Effect.succeed({ name, birthDate, evidence })
}

/** Evidence that proves nothing is no proof, even if the facts beside it are right. */
const isProved = (answer: IdentityAnswer, evidence: ReadonlyArray<Evidence>): answer is IdentityProved =>
  answer._tag === "Proved" && (evidence.length === 0 || isAtLeast(answer.strength, "Document"))

/**
 * "Créer Mon Compte": lets a member of a household who has no personal space open one.
 *
 * `CreationRefused` has one value for several causes, to prevent account enumeration: the identity is not proved, the
 * person is in no file or has a space already, or there is a wait after failures. A child who is too young gets
 * `TooYoung`, but only once their identity is proved. Each call is a new attempt.
 *
 * The identity policy says how strong the proof must be. A proof that is too weak is refused in the same way, and counts
 * as an attempt. Facts alone never open a space beside a legacy password that may work.
 */
export const createAccount = Effect.fn("MonCompte.createAccount")(function* (request: Input<"createAccount">) {
  const identifier = yield* readIdentifier(request.identifier)
  const { birthDate, evidence, name } = yield* readClaim(request, yield* Clock.currentTimeMillis)
  const { attempts, evidenceAttempts } = (yield* Policies).identity
  const identity = yield* IdentityProof
  const findable = yield* indexIdentifier(identifier)
  const [counter, policy] =
    evidence.length === 0 ? (["creation", attempts] as const) : (["creation-evidence", evidenceAttempts] as const)
  const counters = { indexes: creationCounters(counter, findable.indexes), keys: findable.keys }
  const prove = identity.prove({
    identifier: Redacted.make(identifier.reveal()),
    birthName: Redacted.make(name),
    birthDate: Redacted.make(birthDate),
    evidence: evidence.map((one) => Redacted.make(one)),
  })
  const opening = Effect.gen(function* () {
    const reserved = yield* attemptOrNull(counters, policy, null, "CreationRefused")
    // During a wait the records are asked about an invented person: the same work, and no guess goes on.
    const proof = yield* reserved === null ? identity.proveDecoy : prove
    if (reserved === null || !isProved(proof, evidence) || reserved.owner === null) return yield* new CreationRefused()
    return yield* openCreation(identifier, findable, reserved.attempt, reserved.owner.id, proof)
  })
  return yield* Effect.scoped(opening)
})

/** Opens the creation. `id` is the account that had the identifier when the attempt was reserved. */
const openCreation = Effect.fnUntraced(function* (
  identifier: Identifier,
  { keys }: IndexedIdentifier,
  attempt: Attempt,
  id: AggregateId,
  { hasLegacyPassword, strength }: IdentityProved,
) {
  const { identity: policy } = yield* Policies
  const by = Account.proofOf[strength]
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
        const account = asFoundBy(yield* readAccount(person, row), indexesIn(keys))
        if (!Account.acceptsProof(account.state, by)) return yield* new CreationRefused()
        // A provisional identifier that was retired opens nothing, so that a stranger who has it cannot come first.
        if (kindOf(identifier) === "provisional" && account.state.owner?.nir) return yield* new CreationRefused()
        const { guards, roles } = yield* entitlementOf(person, membershipsRow, account.state._tag, at)
        const { legacyPasswordDisabled, owner } = account.state
        const usedLegacyPassword = owner !== null && owner.file !== null
        const known = { hasLegacyPassword: hasLegacyPassword ?? null, usedLegacyPassword, legacyPasswordDisabled }
        if (!opens(strength, { roles, ...known }, policy)) return yield* new CreationRefused()
        const dataKey = yield* readDataKey(person, keyRow)
        const proved = { identifier, by, file: null } as const
        const { aggregates, issued } = yield* issueMigrationTicket(proved, account, dataKey, at)
        const answer: CreationOpened = { _tag: "CreationOpened", ...issued }
        return {
          ...(yield* planOf([...aggregates, ...guards], yield* recordSuccess(attempt, lockOuts, at))),
          // A commit conflicts if the identifier was given to another account meanwhile.
          claims: claimsOf(keys, id, id),
          answer,
        }
      }).pipe(Effect.catchTag("ProofNotAccepted", () => Effect.fail(new CreationRefused()))),
  )
  return yield* secretAnswer(outcome)
})
