import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../../domain/account/account.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import type { Nir } from "../../domain/nir/index.ts"
import { assess } from "../../domain/password/index.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import { PasswordHasher } from "../../ports/password-hasher.ts"
import { type AggregateId, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import { TermsRegister } from "../../ports/terms-register.ts"
import { Policies } from "../contract/policies.ts"
import { Refused, TryLater } from "../contract/refusals.ts"
import { claimsOf } from "../secrets/blind-index.ts"
import { getOrCreateDataKey, readDataKey, seal } from "../secrets/data-key.ts"
import { type Identifier, mayOpen } from "../secrets/identifier.ts"
import { makeTicket } from "../secrets/ticket.ts"
import { execute, readAggregate, sameSecret, toChange, toGuard, withSecret } from "../unit-of-work/aggregate.ts"
import { transact } from "../unit-of-work/transact.ts"
import { type Attempt, recordSuccess } from "./attempt.ts"
import {
  type MigrationRequired,
  type MustChangePassword,
  openSession,
  type SignedIn,
  type TermsRequired,
} from "./open-session.ts"
import type { LoadedAccount } from "./person.ts"

const about = (attempt: Attempt, aggregates: ReadonlyArray<AggregateId>) => ({
  verb: "SignIn",
  commandId: `${attempt.id}.succeed`,
  aggregates: [...aggregates, ...attempt.lockOuts],
  Refusal: Refused,
  mayBeTold: () => Effect.void,
})

/** The same password hashed at today's cost, where the stored hash is of an older one. Not worth failing a sign-in for. */
const withCurrentHash = Effect.fnUntraced(function* (
  account: LoadedAccount,
  password: Redacted.Redacted<string>,
  at: number,
) {
  const hasher = yield* PasswordHasher
  if (account.secret === null || !hasher.isOutdated(account.secret)) return account
  const hash = yield* hasher.hash(password).pipe(Effect.catchTag("HasherBusy", () => Effect.succeed(null)))
  if (hash === null) return account
  return withSecret(yield* Effect.orDie(Effect.fromResult(execute(account, { _tag: "RenewHash", at }))), hash)
})

/** What stands between the right password and the door, if anything: first the password, then the terms. */
const pendingRequirementOf = Effect.fnUntraced(function* (
  { compromised, terms }: Account.Active,
  password: Redacted.Redacted<string>,
) {
  const policies = yield* Policies
  if (compromised !== null) return { requirement: "NewPassword", reason: "Compromised" } as const
  const typed = Redacted.value(password)
  const keepsPolicy = assess(typed, policies.password, { confirmation: typed }).ok
  if (!keepsPolicy) return { requirement: "NewPassword", reason: "PolicyRaised" } as const
  const register = yield* TermsRegister
  // While the register is silent nobody is kept out for terms: they are asked the next time.
  const inForce = yield* Effect.catchTag(register.inForce, "TermsDown", () => Effect.succeed(terms))
  const isAccepted = inForce.version === terms.version && inForce.sha256 === terms.sha256
  return isAccepted ? null : ({ requirement: "NewTerms", version: inForce.version } as const)
})

/**
 * The new password was right: in, or first to what has to be done.
 *
 * The account must still be as it was when the password was verified, and stay so in the same commit: one that was
 * closed, or whose password was changed meanwhile, lets nobody in; nor does an identifier that was retired meanwhile.
 */
export const completeSignIn = Effect.fnUntraced(function* (
  verified: LoadedAccount,
  identifier: Identifier,
  keys: UniqueKeys,
  password: Redacted.Redacted<string>,
  attempt: Attempt,
) {
  const policies = yield* Policies
  const id = Account.stream.keyOf(verified.id)
  const kept = yield* transact(
    about(attempt, [verified.id, Sessions.stream.id(id)]),
    ([row, sessionsRow, ...lockOuts], at) =>
      Effect.gen(function* () {
        const account = yield* readAggregate(Account.machine, verified.id, row)
        if (!mayOpen(account.state, identifier)) return yield* new Refused()
        if (!sameSecret(account, verified)) return yield* new TryLater()
        const fresh = yield* withCurrentHash(account, password, at)
        const counted = yield* recordSuccess(attempt, lockOuts, at)
        const claims = claimsOf(keys, account.id, account.id)
        const ticket = yield* makeTicket(id)
        const due = yield* pendingRequirementOf(account.state, password)
        if (due !== null) {
          const until = at + policies.migration.ticketMinutes * 60_000
          const detain = execute(fresh, {
            _tag: "RequireAction",
            requirement: due.requirement,
            ticket: ticket.hash,
            until,
            at,
          })
          const withRequirement = yield* Effect.orDie(Effect.fromResult(detain))
          const answer: SignedIn | MustChangePassword | TermsRequired =
            due.requirement === "NewPassword"
              ? { _tag: "MustChangePassword", ticket: ticket.text, reason: due.reason, until }
              : { _tag: "TermsRequired", ticket: ticket.text, version: due.version, until }
          return { changes: [...counted, toChange(withRequirement)] as const, claims, answer }
        }
        const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(id), sessionsRow)
        const opened = yield* openSession(sessions, ticket, at)
        const changes = [...counted, toChange(opened.sessions)] as const
        return fresh === account
          ? { changes, claims, guards: [toGuard(account)], answer: opened.answer }
          : { changes: [...changes, toChange(fresh)] as const, claims, answer: opened.answer }
      }),
  )
  // Only a commit whose answer was lost is found kept "before"; its session is lost too, and signing in again opens another.
  return kept._tag === "Now" ? kept.plan.answer : yield* new TryLater()
})

/** The holder of a file of the legacy system, who showed who they are. */
interface Holder {
  readonly nir: Nir
  readonly keys: UniqueKeys
  readonly file: string
  readonly by: Account.Proof
}

/** An account, or the name of one to be made; and what is read of it. */
const accountOf = Effect.fnUntraced(function* (known: AggregateId | null) {
  const random = yield* SecureRandom.SecureRandom
  const id: AggregateId = known ?? Account.stream.id(yield* random.uuidV7())
  return { known, id, reads: [id, DataKey.stream.id(Account.stream.keyOf(id))] as const }
})

/** What follows for the holder, for an account made now if there was none. */
export const inviteHolder = Effect.fnUntraced(function* (holder: Holder, at: number) {
  const storage = yield* Storage
  const whose = yield* accountOf(yield* storage.find(...holder.keys))
  const { rows } = yield* storage.load(whose.reads)
  return yield* inviteLoadedHolder(holder, whose, rows, at)
})

const inviteLoadedHolder = Effect.fnUntraced(function* (
  { by, file, keys, nir }: Holder,
  { id, known }: Effect.Success<ReturnType<typeof accountOf>>,
  rows: ReadonlyArray<Row>,
  at: number,
) {
  const { migration: policy } = yield* Policies
  const owner = Account.stream.keyOf(id)
  const account = yield* readAggregate(Account.machine, id, rows[0])
  if (account.state._tag === "Active" || account.state._tag === "Closed") return yield* new Refused()
  const dataKey = yield* getOrCreateDataKey(yield* readDataKey(owner, rows[1]), at)
  const ticket = yield* makeTicket(owner)
  const until = at + policy.ticketMinutes * 60_000
  const sealed = account.state.owner?.nir ?? (yield* seal(dataKey, nir.reveal()))
  const recognised = execute(account, {
    _tag: "Invite",
    owner: { nir: sealed, provisional: null, file },
    by,
    ticket: ticket.hash,
    until,
    at,
  })
  const next = yield* Effect.fromResult(recognised).pipe(
    // A password out of use is as good as a wrong one, and told as one: whoever types it may be the other of the two.
    Effect.catchTag("LegacyDisabled", () => Effect.fail(new Refused())),
    Effect.catchTag(["NotAllowed", "NotInvited"], Effect.die),
  )
  const answer: MigrationRequired = {
    _tag: "MigrationRequired",
    ticket: ticket.text,
    until,
    steps: ["Terms", "Password", "Contact"],
  }
  return {
    changes: [toChange(next), ...(dataKey.events.length > 0 ? [toChange(dataKey)] : [])] as const,
    claims: claimsOf(keys, id, known),
    answer,
  }
})

/**
 * The legacy password was right: a ticket that opens the wizard.
 *
 * `known` is whose the number was when the try was counted. Where it is somebody else's by now, they are looked for anew.
 */
export const startLegacyMigration = Effect.fnUntraced(function* (person: {
  readonly nir: Nir
  readonly keys: UniqueKeys
  readonly file: string
  readonly attempt: Attempt
  readonly known: AggregateId | null
}) {
  const { attempt, keys, known } = person
  const holder: Holder = { ...person, by: "LegacyPassword" }
  const whose = yield* accountOf(known)
  const kept = yield* transact({ ...about(attempt, whose.reads), keys }, ([row, keyRow, ...lockOuts], at, now) =>
    Effect.gen(function* () {
      const isSame = (now?.id ?? null) === known && row !== undefined && keyRow !== undefined
      const { answer, changes, claims } = isSame
        ? yield* inviteLoadedHolder(holder, whose, [row, keyRow], at)
        : yield* inviteHolder(holder, at)
      return { changes: [...changes, ...(yield* recordSuccess(attempt, lockOuts, at))] as const, claims, answer }
    }),
  )
  // Only a commit whose answer was lost is found kept "before"; its ticket is lost too, and signing in again gives another.
  return kept._tag === "Now" ? kept.plan.answer : yield* new TryLater()
})
