import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { withKnown } from "../../domain/account/owner.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import type { Nir } from "../../domain/nir/index.ts"
import { type AggregateId, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { Refused } from "../contract/refusals.ts"
import { claimsOf, indexesIn } from "../secrets/blind-index.ts"
import { getOrCreateDataKey, type LoadedDataKey, readDataKey, seal } from "../secrets/data-key.ts"
import { type Identifier, kindOf } from "../secrets/identifier.ts"
import { makeTicket } from "../secrets/ticket.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import { asFoundBy, type LoadedAccount, readAccount } from "../unit-of-work/loaded-account.ts"
import type { MigrationRequired } from "./sign-in-answer.ts"

/** What a person proved: who they are, and how. */
interface ProvedIdentity {
  readonly identifier: Identifier
  readonly by: Account.Proof
  /** The household file of the legacy system whose holder the person is, if that was proved too. */
  readonly file: string | null
}

/**
 * Issues a ticket that starts the migration, or the creation of the account, to a person who proved who they are.
 *
 * Refuses with `ProofNotAccepted` if this proof does not open the account.
 */
export const issueMigrationTicket = Effect.fnUntraced(function* (
  { by, file, identifier }: ProvedIdentity,
  account: LoadedAccount,
  dataKeyBefore: LoadedDataKey,
  at: number,
) {
  const { migration: policy } = yield* Policies
  const { state } = account
  if (!Account.acceptsProof(state, by)) return yield* new Account.ProofNotAccepted()
  const dataKey = yield* getOrCreateDataKey(dataKeyBefore, at)
  const kind = kindOf(identifier)
  const sealed = state.owner?.[kind] ?? (yield* seal(dataKey, identifier.reveal(), kind))
  const ticket = yield* makeTicket(Account.stream.keyOf(account.id))
  const until = at + policy.ticketMinutes * 60_000
  const issue = yield* executeOrDie(account, {
    _tag: "IssueTicket",
    owner: withKnown(null, { [kind]: sealed, file }),
    by,
    ticket: ticket.hash,
    until,
    at,
  })
  return {
    aggregates: [issue, dataKey],
    issued: { ticket: ticket.text, until, steps: ["Terms", "Password", "Contact"] } as const,
  }
})

/** The holder of a household file of the legacy system, who proved who they are. */
export interface LegacyHolder {
  readonly nir: Nir
  readonly keys: UniqueKeys
  readonly file: string
  readonly by: Account.Proof
}

/** The id of the account with these keys, or a new id; and the aggregates to read for its ticket. */
export const holderAccount = Effect.fnUntraced(function* (known: AggregateId | null) {
  const random = yield* SecureRandom.SecureRandom
  const person = known === null ? yield* random.uuidV7() : Account.stream.keyOf(known)
  return { known, person, reads: [Account.stream.id(person), DataKey.stream.id(person)] as const }
})

/** Issues the ticket for an account that was read already. `rows` are those of `holderAccount`. */
export const issueTicketFromRows = Effect.fnUntraced(function* (
  { by, file, keys, nir }: LegacyHolder,
  { known, person }: Effect.Success<ReturnType<typeof holderAccount>>,
  rows: ReadonlyArray<Row>,
  at: number,
) {
  const account = asFoundBy(yield* readAccount(person, rows[0]), indexesIn(keys))
  const dataKey = yield* readDataKey(person, rows[1])
  const { aggregates, issued } = yield* issueMigrationTicket({ identifier: nir, by, file }, account, dataKey, at).pipe(
    // A disabled password is answered like a wrong one: the other member of the couple may have typed it.
    Effect.catchTag("ProofNotAccepted", () => Effect.fail(new Refused())),
  )
  const { migration } = yield* Policies
  const answer: MigrationRequired = { _tag: "MigrationRequired", ...issued, lastDay: migration.lastLegacyDay }
  return { aggregates, claims: claimsOf(keys, account.id, known), answer }
})

/** Looks the holder's account up and issues the ticket. A holder without an account gets a new one. */
export const issueHolderTicket = Effect.fnUntraced(function* (holder: LegacyHolder, at: number) {
  const storage = yield* Storage
  const account = yield* holderAccount(yield* storage.find(...holder.keys))
  const { rows } = yield* storage.load(account.reads)
  return yield* issueTicketFromRows(holder, account, rows, at)
})
