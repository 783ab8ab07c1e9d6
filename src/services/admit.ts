import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Account from "../account/account.ts"
import type { Nir } from "../nir/index.ts"
import { Keys } from "../ports/keys.ts"
import { PasswordHasher } from "../ports/password-hasher.ts"
import { type AggregateId, Storage } from "../ports/storage.ts"
import { type Aggregate, act, read, toChange, toGuard, withSecret } from "./aggregate.ts"
import { type Attempt, succeed } from "./attempt.ts"
import { Policies } from "./policies.ts"
import { Refused, TryLater } from "./refusals.ts"
import { makeTicket } from "./ticket.ts"
import { transact } from "./transact.ts"

type AccountNow = Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>

const about = (attempt: Attempt, aggregates: ReadonlyArray<AggregateId>) => ({
  verb: "SignIn",
  commandId: `${attempt.id}.succeed`,
  aggregates: [attempt.lockOut, ...aggregates],
  Refusal: Refused,
  mayBeTold: () => Effect.void,
})

/** The same password hashed at today's cost, where the stored hash is of an older one. Not worth failing a sign-in for. */
const renewed = Effect.fnUntraced(function* (account: AccountNow, password: Redacted.Redacted<string>, at: number) {
  const hasher = yield* PasswordHasher
  if (account.secret === null || !hasher.isOutdated(account.secret)) return account
  const hash = yield* hasher.hash(password).pipe(Effect.catchTag("HasherBusy", () => Effect.succeed(null)))
  if (hash === null) return account
  return withSecret(yield* Effect.orDie(Effect.fromResult(act(account, { _tag: "RenewHash", at }))), hash)
})

const sameSecret = (left: AccountNow, right: AccountNow) =>
  left.secret !== null && right.secret !== null && Redacted.value(left.secret) === Redacted.value(right.secret)

/**
 * The new password was right: in.
 *
 * The account must still be as it was when the password was verified, and stay so in the same commit: one that was
 * closed, or whose password was changed meanwhile, lets nobody in.
 */
export const welcome = Effect.fnUntraced(function* (
  verified: AccountNow,
  password: Redacted.Redacted<string>,
  attempt: Attempt,
) {
  yield* transact(about(attempt, [verified.id]), ([lockOut, row], at) =>
    Effect.gen(function* () {
      const account = yield* read(Account.machine, verified.id, row)
      if (!Account.hasRights(account.state)) return yield* new Refused()
      if (!sameSecret(account, verified)) return yield* new TryLater()
      const next = yield* renewed(account, password, at)
      const counted = yield* succeed(attempt, lockOut, at)
      return next === account
        ? { changes: [counted] as const, guards: [toGuard(account)] }
        : { changes: [counted, toChange(next)] as const }
    }),
  )
  return { _tag: "SignedIn", account: verified.id.slice("account/".length) } as const
})

/** The legacy password was right: a ticket that opens the wizard, for an account made now if there was none. */
export const recognise = Effect.fnUntraced(function* (person: {
  readonly nir: Nir
  readonly index: string
  readonly file: string
  readonly attempt: Attempt
}) {
  const { attempt, file, index, nir } = person
  const storage = yield* Storage
  const keys = yield* Keys
  const random = yield* SecureRandom.SecureRandom
  const { migration: policy } = yield* Policies
  const key = `nir/${index}`
  const kept = yield* transact(about(attempt, []), ([lockOut], at) =>
    Effect.gen(function* () {
      const known = yield* storage.find(key)
      const id: AggregateId = known ?? `account/${yield* random.uuidV7()}`
      const { rows } = yield* storage.load([id])
      const account = yield* read(Account.machine, id, rows[0])
      if (account.state._tag === "Active" || account.state._tag === "Closed") return yield* new Refused()
      const owner = id.slice("account/".length)
      const ticket = yield* makeTicket(owner)
      const until = at + policy.ticketMinutes * 60_000
      const sealed = account.state.owner?.nir ?? (yield* keys.seal(owner, nir.reveal()))
      const recognised = act(account, {
        _tag: "Recognise",
        owner: { nir: sealed, provisional: null, file },
        by: "LegacyPassword",
        ticket: ticket.hash,
        until,
        at,
      })
      const next = yield* Effect.fromResult(recognised).pipe(
        // A password out of use is as good as a wrong one, and told as one: whoever types it may be the other of the two.
        Effect.catchTag("LegacyDisabled", () => Effect.fail(new Refused())),
        Effect.catchTag(["NotAllowed", "NotInvited"], Effect.die),
      )
      return {
        changes: [yield* succeed(attempt, lockOut, at), toChange(next)] as const,
        claims: known === null ? [{ key, owner: id }] : [],
        answer: {
          _tag: "MigrationRequired",
          ticket: ticket.text,
          until,
          steps: ["Terms", "Password", "Contact"],
        } as const,
      }
    }),
  )
  // Only a commit whose answer was lost is found kept "before"; its ticket is lost too, and signing in again gives another.
  return kept._tag === "Now" ? kept.plan.answer : yield* new TryLater()
})
